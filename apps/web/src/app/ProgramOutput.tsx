import { Suspense } from "react";
import { OutputPane } from "../features/runs/OutputPane.js";
import { useShownRun } from "../features/runs/runner-context.js";
import type { Program } from "../shared/program.js";
import { useApp } from "./app-context.js";
import { ProgramHint } from "./ProgramHint.js";

/** What a program printed, with what its failure means. */
export function ProgramOutput({ program }: { program: Program }) {
  const app = useApp();
  const run = useShownRun(program.id);
  return (
    <>
      <Suspense>
        <ProgramHint program={program} run={run} />
      </Suspense>
      <OutputPane program={program} onArguments={(text) => app.programs.setArguments(program.id, text)} />
    </>
  );
}
