import { createContext, use } from "react";
import { type StoreApi, useStore } from "zustand";
import type { AppModel } from "../models/app-model.js";
import type { Program } from "../models/programs/program.js";
import { type ProgramStatus, programStatus } from "../models/runs/program-status.js";
import { noRun, type Run } from "../models/runs/run.js";
import type { Settings } from "../models/settings.js";
import type { TraceState } from "../models/trace/trace-state.js";

export const AppContext = createContext<AppModel | undefined>(undefined);

export function useApp(): AppModel {
  const app = use(AppContext);
  if (app === undefined) throw new Error("A component stands outside of AppContext.");
  return app;
}

/** A part of what is known of the lab; `select` must give the same value for the same state. */
export function useTrace<T>(select: (trace: TraceState) => T): T {
  return useStore(useApp().trace.store, select);
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

export function useProgramStatus(program: string): ProgramStatus {
  const app = useApp();
  const run = useRun(program);
  const trace = useStore(app.trace.store);
  const python = useStore(app.python.store);
  const isLabOpen = useStore(app.session.store, (state) => state.phase.kind === "open");
  const isQueued = useStore(app.queue, (state) => state.programs?.includes(program) ?? false);
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
