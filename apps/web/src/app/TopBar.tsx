import { CircleQuestionMark, Play, Square } from "lucide-react";
import { EarlierRunsMenu } from "../features/earlier-runs/EarlierRunsMenu.js";
import { LabChip } from "../features/lab/LabChip.js";
import { usePrograms } from "../features/programs/programs-context.js";
import { ProjectMenu } from "../features/projects/ProjectMenu.js";
import { PythonProgress } from "../features/runs/PythonProgress.js";
import { isActive, mainRun } from "../features/runs/public.js";
import { LanguageButton } from "../features/settings/LanguageButton.js";
import { ThemeMenu } from "../features/settings/ThemeMenu.js";
import { IconButton } from "../shared/IconButton.js";
import { keys } from "../shared/keys.js";
import { useTranslation } from "../shared/translation-context.js";
import { useModel } from "../shared/use-model.js";
import { useApp } from "./app-context.js";
import { Logo } from "./Logo.js";
import { MoreMenu } from "./MoreMenu.js";
import { useLayout } from "./use-layout.js";
import "./top-bar.css";

export function TopBar() {
  const { t } = useTranslation();
  const app = useApp();
  const layout = useLayout();
  const programs = usePrograms();
  const runs = useModel(app.runs.store, (state) => state.runs);
  const isStarting = useModel(app.runner.queue, (state) => state.programs !== null);
  const activeCount = programs.filter(({ id }) => isActive(mainRun(runs, id).run)).length;
  const isRunDisabled = !app.python.isSupported || isStarting || activeCount === programs.length;

  return (
    <header className="top-bar">
      <h1 className="brand">
        <Logo />
        <span className="brand-name">{t("app.label")}</span>
      </h1>
      <ProjectMenu />
      <LabChip />
      <EarlierRunsMenu />
      <PythonProgress />
      <div className="top-actions">
        <IconButton
          hasText
          className="button-primary"
          label={t("app.runAll")}
          keys={keys.runAll}
          icon={<Play size={14} fill="currentColor" aria-hidden="true" />}
          isDisabled={isRunDisabled}
          onClick={() => void app.runner.startAll()}
        />
        <IconButton
          hasText
          label={t("app.stopAll")}
          icon={<Square size={12} fill="currentColor" aria-hidden="true" />}
          isDisabled={activeCount === 0 && !isStarting}
          onClick={() => app.runner.stopAll()}
        />
      </div>
      <div className="top-tools quiet-buttons">{layout === "tabs" ? <MoreMenu /> : <Tools />}</div>
    </header>
  );
}

/** Each tool with a button of its own, where there is room. */
function Tools() {
  const { t } = useTranslation();
  const { front } = useApp();
  return (
    <>
      <LanguageButton />
      <ThemeMenu />
      <IconButton
        label={t("app.help")}
        keys={keys.help}
        icon={<CircleQuestionMark size={16} aria-hidden="true" />}
        onClick={() => front.open("help")}
      />
    </>
  );
}
