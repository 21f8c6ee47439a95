import { EarlierRunBanner } from "../features/earlier-runs/EarlierRunBanner.js";
import { LabBanner, LostLabBanner } from "../features/lab/LabBanners.js";
import { ConflictBanner, RemovedProjectBanner, StorageBanner } from "../features/projects/ProjectBanners.js";
import { PythonBanner } from "../features/runs/PythonBanner.js";
import { WelcomeBanner } from "../features/settings/WelcomeBanner.js";
import { useApp } from "./app-context.js";

/** What went wrong and what is being done about it; on a first visit, what to do. */
export function Banners() {
  const { python } = useApp();
  return (
    <div className="banners">
      <EarlierRunBanner />
      <LabBanner />
      <LostLabBanner />
      <StorageBanner />
      <RemovedProjectBanner />
      <ConflictBanner />
      <PythonBanner />
      {python.isSupported ? <WelcomeBanner /> : null}
    </div>
  );
}
