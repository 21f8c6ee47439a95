import { Suspense, useState } from "react";
import { EarlierRunBanner } from "../features/earlier-runs/EarlierRunBanner.js";
import { PythonBanner } from "../features/runs/PythonBanner.js";
import { WelcomeBanner } from "../features/settings/WelcomeBanner.js";
import { afterUsable, onDemand } from "../shared/on-demand.js";
import { useModel } from "../shared/use-model.js";
import { useApp } from "./app-context.js";

const ProjectBanners = afterUsable(
  async () => (await import("../features/projects/ProjectBanners.js")).ProjectBanners,
);
const LabBanner = onDemand(async () => (await import("../features/lab/LabBanners.js")).LabBanner);
const LostLabBanner = onDemand(async () => (await import("../features/lab/LabBanners.js")).LostLabBanner);

/** What went wrong and what is being done about it; on a first visit, what to do. */
export function Banners() {
  const { python } = useApp();
  return (
    <div className="banners">
      <EarlierRunBanner />
      <LabTrouble />
      <Suspense>
        <ProjectBanners />
      </Suspense>
      <PythonBanner />
      {python.isSupported ? <WelcomeBanner /> : null}
    </div>
  );
}

/** What is wrong with the lab, from the first time on that something is: what says it is fetched once the page can be used. */
function LabTrouble() {
  const { session } = useApp();
  const isNow = useModel(
    session.store,
    ({ phase, lostLab }) => phase.kind === "offline" || phase.kind === "refused" || lostLab !== null,
  );
  const [hasBeen, setHasBeen] = useState(isNow);
  if (isNow && !hasBeen) setHasBeen(true);
  return hasBeen ? (
    <Suspense>
      <LabBanner />
      <LostLabBanner />
    </Suspense>
  ) : null;
}
