import { ChevronUp } from "lucide-react";
import { usePrograms } from "../features/programs/programs-context.js";
import { StatusBadge, useProgramStatus } from "../features/runs/public.js";
import type { Program } from "../shared/program.js";
import { useTranslation } from "../shared/translation-context.js";
import { useModel } from "../shared/use-model.js";
import { useApp } from "./app-context.js";
import { ProgramOutput } from "./ProgramOutput.js";
import "./program-strip.css";

/** What the programs do while something else is in front: each by name and state, and its output at a press. */
export function ProgramStrip() {
  const { t } = useTranslation();
  const { front } = useApp();
  const programs = usePrograms();
  const output = useModel(front.store, (state) => state.output);
  const open = programs.find(({ id }) => id === output);
  return (
    <section className="program-strip" aria-label={t("programs.title")}>
      {open === undefined ? null : (
        <div id="strip-output" className="strip-output" data-program={open.id} data-colour={open.colour}>
          <ProgramOutput key={open.id} program={open} />
        </div>
      )}
      <div className="strip-programs">
        {programs.map((program) => (
          <StripProgram key={program.id} program={program} isOpen={program.id === open?.id} />
        ))}
      </div>
    </section>
  );
}

function StripProgram({ program, isOpen }: { program: Program; isOpen: boolean }) {
  const { front } = useApp();
  const status = useProgramStatus(program.id);
  return (
    <button
      type="button"
      className="strip-program"
      data-colour={program.colour}
      aria-expanded={isOpen}
      aria-controls={isOpen ? "strip-output" : undefined}
      onClick={() => front.toggleOutput(program.id)}
    >
      <span className="program-dot" aria-hidden="true" />
      <span className="ellipsis strip-name">{program.name}</span>
      <StatusBadge status={status} />
      <ChevronUp className="strip-chevron" size={13} aria-hidden="true" />
    </button>
  );
}
