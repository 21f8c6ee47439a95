import { HintCard } from "../features/hints/HintCard.js";
import { useHint } from "../features/hints/use-hint.js";
import { OutputPane } from "../features/runs/OutputPane.js";
import { useShownRun } from "../features/runs/runner-context.js";
import type { Program } from "../shared/program.js";
import { useApp } from "./app-context.js";

/** What a program printed, with what its failure means. */
export function ProgramOutput({ program }: { program: Program }) {
  const app = useApp();
  const hint = useHint(program, useShownRun(program.id));
  return (
    <>
      {hint === undefined ? null : <HintCard hint={hint} program={program} />}
      <OutputPane program={program} onArguments={(text) => app.programs.setArguments(program.id, text)} />
    </>
  );
}
