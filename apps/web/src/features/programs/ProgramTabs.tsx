import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { statusWords, useProgramStatus } from "../runs/public.js";
import { usePrograms, useProgramsModel } from "./programs-context.js";
import "./programs.css";

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

/** A program by name and state. */
export function ProgramTab({ program }: { program: Program }) {
  const { t } = useTranslation();
  const model = useProgramsModel();
  const status = useProgramStatus(program.id);
  const isShown = useModel(model.store, (state) => state.shown.includes(program.id));
  const hasFailed = status.kind === "ended" && status.status !== 0;
  const words = statusWords(t, status);
  return (
    <button
      type="button"
      className={`program-tab tab-${hasFailed ? "failed" : status.kind}`}
      data-colour={program.colour}
      aria-pressed={isShown}
      title={`${program.name} · ${words}`}
      onClick={() => model.show(program.id)}
    >
      <span className="program-dot" aria-hidden="true" />
      <span className="ellipsis">{program.name}</span>
      <span className="visually-hidden">{words}</span>
      <span className="tab-state" aria-hidden="true" />
    </button>
  );
}
