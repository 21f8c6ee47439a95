import { limits } from "@sockpit/protocol";
import { isActive, noRun, type Run } from "./run.js";

/** Numbers of the runs that a program may have at once, from 1. */
export const copyNumbers: readonly number[] = Array.from(
  { length: limits.runsOfProgram },
  (_, index) => index + 1,
);

/** What a run is known by: the first of a program by its program's id. */
export function runId(program: string, copy: number): string {
  return copy === 1 ? program : `${program}#${copy}`;
}

/** The program of a run. */
export function programOfRun(run: string): string {
  return run.replace(/#\d+$/, "");
}

/** What the process of a run is called: `client.py`, `client.py (2)` … */
export function processName(name: string, copy: number): string {
  if (copy === 1) return name;
  const number = ` (${copy})`;
  return name.slice(0, limits.processNameLength - number.length) + number;
}

/** The program's name in that of a process. */
export function nameOfProcess(process: string): string {
  return process.replace(/ \(\d+\)$/, "");
}

/** The runs of a program, with their numbers. */
export function copiesOf(
  runs: ReadonlyMap<string, Run>,
  program: string,
): readonly { copy: number; run: Run }[] {
  return copyNumbers.flatMap((copy) => {
    const run = runs.get(runId(program, copy));
    return run === undefined ? [] : [{ copy, run }];
  });
}

/** The run that says what a program does: the first that goes on, else its first. */
export function mainRun(runs: ReadonlyMap<string, Run>, program: string): { id: string; run: Run } {
  const active = copiesOf(runs, program).find(({ run }) => isActive(run));
  const id = runId(program, active?.copy ?? 1);
  return { id, run: active?.run ?? runs.get(id) ?? noRun };
}
