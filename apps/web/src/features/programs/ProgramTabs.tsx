import { useTranslation } from "react-i18next";
import { useApp, useModel, useProgramStatus, usePrograms } from "../../app/app-context.js";
import type { Program } from "../../shared/program.js";
import { statusWords } from "../runs/status-words.js";

/** Every program by name and state; those that are pressed have a pane. */
export function ProgramTabs() {
  const { t } = useTranslation();
  const programs = usePrograms();
  return (
    <fieldset className="program-tabs" aria-label={t("programs.choose")}>
      {programs.map((program) => (
        <ProgramTab key={program.id} program={program} />
      ))}
    </fieldset>
  );
}

function ProgramTab({ program }: { program: Program }) {
  const { t } = useTranslation();
  const app = useApp();
  const status = useProgramStatus(program.id);
  const isShown = useModel(app.programs.store, (state) => state.shown.includes(program.id));
  const hasFailed = status.kind === "ended" && status.status !== 0;
  const words = statusWords(t, status);
  return (
    <button
      type="button"
      className={`program-tab tab-${hasFailed ? "failed" : status.kind}`}
      data-colour={program.colour}
      aria-pressed={isShown}
      title={`${program.name} · ${words}`}
      onClick={() => app.programs.show(program.id)}
    >
      <span className="program-dot" aria-hidden="true" />
      <span className="ellipsis">{program.name}</span>
      <span className="visually-hidden">{words}</span>
      <span className="tab-state" aria-hidden="true" />
    </button>
  );
}
