import { createModelContext } from "../../shared/model-context.js";
import { useModel } from "../../shared/use-model.js";
import { useLab } from "../lab/public.js";
import { useIsLive, useMoment, useView } from "../time/public.js";
import { copiesOf, mainRun } from "./copies.js";
import { type ProgramStatus, programStatus } from "./program-status.js";
import { noRun, type Run } from "./run.js";
import type { StartNote } from "./run-all.js";
import { runAt } from "./run-at.js";
import type { Runner } from "./runner.js";

export const [RunnerContext, useRunner] = createModelContext<Runner>("RunnerContext");

/** What a program does: the first of its runs that goes on, else its first. */
export function useRun(program: string): Run {
  return useModel(useRunner().runs.store, ({ runs }) => mainRun(runs, program).run);
}

/** The numbers of the runs of a program, from 1: more than one where it was run several times at once. */
export function useCopies(program: string): readonly number[] {
  const numbers = useModel(useRunner().runs.store, ({ runs }) =>
    copiesOf(runs, program)
      .map(({ copy }) => copy)
      .join(),
  );
  return numbers === "" ? [] : numbers.split(",").map(Number);
}

/** A program's run at the moment that the page shows: what it was doing and had printed. */
export function useShownRun(program: string): Run {
  const runner = useRunner();
  const runs = useModel(runner.runs.store, (state) => state);
  const moment = useModel(useMoment().store, (state) => state.moment);
  const view = useView();
  const run = runs.runs.get(program) ?? noRun;
  if (moment.kind === "live") return run;
  return runAt(
    { run, earlierRuns: runs.earlierRuns, view, atUs: moment.atUs },
    (pid) => (runner.runOfPid(pid) ?? runner.programOfPid(pid)) === program,
  );
}

/** Why "run all" has not started a program. */
export function useStartNote(program: string): StartNote | undefined {
  const isLive = useIsLive();
  return useModel(useRunner().queue, (state) => (isLive ? state.notes.get(program) : undefined));
}

export function useProgramStatus(program: string): ProgramStatus {
  const runner = useRunner();
  const shown = useModel(runner.runs.store, ({ runs }) => mainRun(runs, program).id);
  const run = useShownRun(shown);
  const view = useView();
  const isLive = useIsLive();
  const python = useModel(runner.python.store, (state) => state);
  const isLabOpen = useModel(useLab().session.store, (state) => state.phase.kind === "open");
  const isQueued = useModel(runner.queue, (state) => isLive && (state.programs?.includes(program) ?? false));
  const note = useStartNote(program);
  return programStatus({ run, view, python, isLabOpen: isLabOpen || !isLive, isQueued, note });
}
