import { useCallback, useEffect, useState } from "react";
import { PageTooltips } from "../features/glossary/public.js";
import { useProgramOfPid } from "../features/programs/programs-context.js";
import { useDocumentTitle } from "../features/projects/use-project-name.js";
import { HelpDialog } from "../features/settings/HelpDialog.js";
import { useSettings } from "../features/settings/settings-context.js";
import { StreamDialog } from "../features/stream/StreamDialog.js";
import { Scrubber } from "../features/time/Scrubber.js";
import { useMediaQuery } from "../shared/use-media-query.js";
import { Announcer } from "./Announcer.js";
import { useApp } from "./app-context.js";
import { Banners } from "./Banners.js";
import { TopBar } from "./TopBar.js";
import { UndoToast } from "./UndoToast.js";
import { useLeaveWarning } from "./use-leave-warning.js";
import { useShortcuts } from "./use-shortcuts.js";
import { Workspace } from "./Workspace.js";

export function App() {
  const app = useApp();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const showHelp = useCallback(() => setIsHelpOpen(true), []);
  useShortcuts(app, showHelp);
  useLeaveWarning(app);
  useDocumentTitle();
  useDocumentSettings();
  return (
    <>
      <div className="app">
        <TopBar onShowHelp={showHelp} />
        <Banners />
        <Workspace />
        <TimeLine />
      </div>
      <UndoToast />
      <HelpDialog isOpen={isHelpOpen} onOpenChange={setIsHelpOpen} />
      <StreamDialog />
      <Announcer />
      <PageTooltips />
    </>
  );
}

function TimeLine() {
  const programOfPid = useProgramOfPid();
  return <Scrubber colourOfPid={(pid) => programOfPid(pid)?.colour} />;
}

/** Language and theme stand on <html>, where public/boot.js put them before the first paint. */
function useDocumentSettings(): void {
  const { language, theme } = useSettings();
  const isSystemLight = useMediaQuery("(prefers-color-scheme: light)");
  const isLight = theme === "light" || (theme === "system" && isSystemLight);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset["theme"] = isLight ? "light" : "dark";
  }, [language, isLight]);
}
