import { createModelContext } from "../../shared/model-context.js";
import { useModel } from "../../shared/use-model.js";
import { useLab } from "../lab/public.js";
import { useIsLive, useMoment, useView } from "../time/public.js";
import { type ProgramStatus, programStatus } from "./program-status.js";
import { noRun, type Run } from "./run.js";
import type { StartNote } from "./run-all.js";
import { runAt } from "./run-at.js";
import type { Runner } from "./runner.js";

export const [RunnerContext, useRunner] = createModelContext<Runner>("RunnerContext");

export function useRun(program: string): Run {
  return useModel(useRunner().runs.store, (state) => state.runs.get(program) ?? noRun);
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
    (pid) => runner.programOfPid(pid) === program,
  );
}

/** Why "run all" has not started a program. */
export function useStartNote(program: string): StartNote | undefined {
  const isLive = useIsLive();
  return useModel(useRunner().queue, (state) => (isLive ? state.notes.get(program) : undefined));
}

export function useProgramStatus(program: string): ProgramStatus {
  const runner = useRunner();
  const run = useShownRun(program);
  const view = useView();
  const isLive = useIsLive();
  const python = useModel(runner.python.store, (state) => state);
  const isLabOpen = useModel(useLab().session.store, (state) => state.phase.kind === "open");
  const isQueued = useModel(runner.queue, (state) => isLive && (state.programs?.includes(program) ?? false));
  const note = useStartNote(program);
  return programStatus({ run, view, python, isLabOpen: isLabOpen || !isLive, isQueued, note });
}
