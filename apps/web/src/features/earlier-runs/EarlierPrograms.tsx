import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { usePrograms } from "../programs/public.js";
import { OutputText, StatusBadge, useProgramStatus, useShownRun } from "../runs/public.js";
import "./earlier-runs.css";

/** The programs of an earlier run: their texts then, and what they had printed at the moment shown. */
export function EarlierPrograms() {
  const { t } = useTranslation();
  const programs = usePrograms();
  return (
    <section className="programs earlier-programs" aria-label={t("earlierRuns.programs")}>
      <div className="programs-header">
        <h2>{t("earlierRuns.programs")}</h2>
        <span className="pane-note">{programs.length}</span>
      </div>
      {programs.map((program) => (
        <EarlierProgram key={program.id} program={program} />
      ))}
    </section>
  );
}

function EarlierProgram({ program }: { program: Program }) {
  const { t } = useTranslation();
  const run = useShownRun(program.id);
  const status = useProgramStatus(program.id);
  const { name, source } = program;
  return (
    <section className="program earlier-program" aria-label={name} data-colour={program.colour}>
      <header className="program-header">
        <span className="program-dot" aria-hidden="true" />
        <h3 className="program-name">{name}</h3>
        {run.pid === null ? null : <span className="program-pid">{t("shared.pid", { pid: run.pid })}</span>}
        <span className="spacer" />
        <StatusBadge status={status} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard. */}
      <section className="earlier-source" aria-label={t("earlierRuns.source", { name })} tabIndex={0}>
        <ol>
          {source
            .replace(/\n$/, "")
            .split("\n")
            .map((line, index) => (
              <li key={index}>{line}</li>
            ))}
        </ol>
      </section>
      <div
        className="earlier-output"
        // A region that scrolls has to be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        tabIndex={0}
      >
        <OutputText output={run.output} label={t("runs.output", { name })} />
      </div>
    </section>
  );
}
