import type { ParityProgram } from "./manifest.js";
import { masked } from "./masks.js";
import type { Comparison, Outcome } from "./outcome.js";
import type { Python3, Reference } from "./python3.js";
import { recordingOf } from "./recorded.js";

/** Runs a program to its end, here. */
export type RunHere = (program: ParityProgram) => Promise<Outcome[]>;

/** Runs a program under python3, or takes what is recorded where python3 is missing or too old, and here. */
export async function compare(
  program: ParityProgram,
  runHere: RunHere,
  python3?: Python3,
): Promise<Comparison> {
  const [reference, { outcomes, pageMs }] = await Promise.all([
    referenceOf(program, python3),
    timed(() => runHere(program)),
  ]);
  const mask = (outcome: Outcome) => masked(outcome, program.masks);
  return {
    id: program.id,
    python: reference.python,
    expected: reference.outcomes.map(mask),
    actual: outcomes.map(mask),
    pageMs,
  };
}

async function referenceOf(program: ParityProgram, python3: Python3 | undefined): Promise<Reference> {
  if (python3?.suits(program)) return python3.run(program);
  const recording = recordingOf(program);
  if (recording !== undefined) return recording;
  const lacks = python3 === undefined ? "There is no python3" : `python3 is ${python3.version}`;
  throw new Error(`${lacks}, and ${program.id} is not recorded as it stands. Run: pnpm parity --record`);
}

async function timed(run: () => Promise<Outcome[]>): Promise<{ outcomes: Outcome[]; pageMs: number }> {
  const startedAtMs = performance.now();
  const outcomes = await run();
  return { outcomes, pageMs: performance.now() - startedAtMs };
}

/** What is compared, as text in which a difference is easy to find. */
export function transcript(program: ParityProgram, outcomes: readonly Outcome[]): string {
  return program.processes
    .map(({ file }, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined) return `== ${file} did not run`;
      const { status, stdout, stderr } = outcome;
      return `== ${file}: exit status ${status}\n${stdout}${stderr === "" ? "" : `-- stderr\n${stderr}`}`;
    })
    .join("\n");
}
