import { createContext, use } from "react";
import { type StoreApi, useStore } from "zustand";
import { type ProgramStatus, programStatus } from "../features/runs/program-status.js";
import { noRun, type Run } from "../features/runs/run.js";
import { runAt } from "../features/runs/run-at.js";
import type { Settings } from "../features/settings/settings-model.js";
import type { TraceState } from "../record/trace-state.js";
import type { Program } from "../shared/program.js";
import type { AppModel } from "./app-model.js";

export const AppContext = createContext<AppModel | undefined>(undefined);

export function useApp(): AppModel {
  const app = use(AppContext);
  if (app === undefined) throw new Error("A component stands outside of AppContext.");
  return app;
}

/**
 * A part of what was known of the lab at the moment that the page shows; `select` must give the same
 * value for the same state.
 */
export function useTrace<T>(select: (trace: TraceState) => T): T {
  return useStore(useApp().moment.shown, select);
}

/** Whether the page shows the newest moment. */
export function useIsLive(): boolean {
  return useStore(useApp().moment.store, ({ moment }) => moment.kind === "live");
}

export function useSettings(): Settings {
  return useStore(useApp().settings.store);
}

export function usePrograms(): readonly Program[] {
  return useStore(useApp().programs.store, (state) => state.programs);
}

export function useRun(program: string): Run {
  return useStore(useApp().runs.store, (state) => state.runs.get(program) ?? noRun);
}

/** A program's run at the moment that the page shows: what it was doing and had printed. */
export function useShownRun(program: string): Run {
  const app = useApp();
  const runs = useStore(app.runs.store);
  const moment = useStore(app.moment.store, (state) => state.moment);
  const trace = useTrace((state) => state);
  const run = runs.runs.get(program) ?? noRun;
  if (moment.kind === "live") return run;
  return runAt(
    { run, earlierRuns: runs.earlierRuns, trace, atUs: moment.atUs },
    (pid) => app.programOfPid(pid) === program,
  );
}

export function useProgramStatus(program: string): ProgramStatus {
  const app = useApp();
  const run = useShownRun(program);
  const trace = useTrace((state) => state);
  const isLive = useIsLive();
  const python = useStore(app.python.store);
  const isLabOpen = useStore(app.session.store, (state) => state.phase.kind === "open");
  const isQueued = useStore(app.queue, (state) => isLive && (state.programs?.includes(program) ?? false));
  return programStatus({ run, trace, python, isLabOpen, isQueued });
}

/** Each process's program, anew whenever one of them may have changed. */
export function useProgramOfPid(): (pid: number) => Program | undefined {
  const app = useApp();
  const programs = usePrograms();
  useStore(app.runs.store, (state) => state.programOfPid);
  return (pid) => {
    const id = app.programOfPid(pid);
    return programs.find((program) => program.id === id);
  };
}

/** Reads a store as a whole, or a part of it. */
export function useModel<S, T>(store: StoreApi<S>, select: (state: S) => T): T {
  return useStore(store, select);
}
