import { Suspense, useEffect } from "react";
import { PageTooltips } from "../features/glossary/public.js";
import { useProgramOfPid } from "../features/programs/programs-context.js";
import { useDocumentTitle } from "../features/projects/use-project-name.js";
import { isScenarioFile } from "../features/scenario/scenario-file.js";
import { useSettings } from "../features/settings/settings-context.js";
import { zoomOf } from "../features/settings/text-size.js";
import { useStream } from "../features/stream/stream-context.js";
import { LazyScrubber } from "../features/time/LazyScrubber.js";
import { onDemand } from "../shared/on-demand.js";
import { useMediaQuery } from "../shared/use-media-query.js";
import { useModel } from "../shared/use-model.js";
import { Announcer } from "./Announcer.js";
import { ShownProvider } from "./AppProvider.js";
import { useApp } from "./app-context.js";
import { Banners } from "./Banners.js";
import { PageDialogs } from "./PageDialogs.js";
import { TopBar } from "./TopBar.js";
import { UndoToast } from "./UndoToast.js";
import { useLeaveWarning } from "./use-leave-warning.js";
import { useShortcuts } from "./use-shortcuts.js";
import { Workspace } from "./Workspace.js";

const PeerPane = onDemand(async () => (await import("../features/peer/PeerPane.js")).PeerPane);
const ScenarioArea = onDemand(async () => (await import("./ScenarioArea.js")).ScenarioArea);
const StreamDialog = onDemand(async () => (await import("../features/stream/StreamDialog.js")).StreamDialog);

export function App() {
  const app = useApp();
  const earlier = useModel(app.earlierRuns.store, (state) => state.opened);
  const shown = earlier?.run.id ?? "now";
  useShortcuts(app);
  useLeaveWarning(app);
  useDocumentTitle();
  useDocumentSettings();
  return (
    <>
      <div className="app">
        <TopBar />
        <Banners />
        <ShownProvider key={`panes ${shown}`} models={earlier?.models ?? app}>
          <Workspace />
        </ShownProvider>
        <Suspense>
          <Scenarios />
        </Suspense>
        <ShownProvider key={shown} models={earlier?.models ?? app}>
          <Suspense>
            <OtherEnds />
          </Suspense>
          <TimeLine />
          <Suspense>
            <OpenStream />
          </Suspense>
        </ShownProvider>
      </div>
      <UndoToast />
      <PageDialogs />
      <Announcer />
      <PageTooltips />
    </>
  );
}

/** The project's scenario, where it has one, and the gallery. */
function Scenarios() {
  const { scenarios, files } = useApp();
  const isWanted = useModel(
    scenarios.store,
    (state) => state.dialog !== null || state.scenarios !== undefined,
  );
  const hasFile = useModel(files.store, (state) => [...state.files.keys()].some(isScenarioFile));
  return isWanted || hasFile ? <ScenarioArea /> : null;
}

/** What a person has opened to talk to the programs. */
function OtherEnds() {
  const isOpen = useModel(useApp().peers.store, (state) => state.isOpen);
  return isOpen ? <PeerPane /> : null;
}

function OpenStream() {
  const isOpen = useModel(useStream().store, ({ phase }) => phase.kind !== "closed");
  return isOpen ? <StreamDialog /> : null;
}

function TimeLine() {
  const programOfPid = useProgramOfPid();
  return <LazyScrubber colourOfPid={(pid) => programOfPid(pid)?.colour} />;
}

/** Language, theme and text size are set on <html>, where public/boot.js put them before the first paint. */
function useDocumentSettings(): void {
  const { language, theme, textSize, codeSize } = useSettings();
  const isSystemLight = useMediaQuery("(prefers-color-scheme: light)");
  const isLight = theme === "light" || (theme === "system" && isSystemLight);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset["theme"] = isLight ? "light" : "dark";
    document.documentElement.style.setProperty("--zoom", String(zoomOf(textSize)));
    document.documentElement.style.setProperty("--code-size", String(codeSize / 100));
  }, [language, isLight, textSize, codeSize]);
}
