import { createModelContext } from "../../shared/model-context.js";
import type { Program } from "../../shared/program.js";
import { useModel } from "../../shared/use-model.js";
import { useRunner } from "../runs/public.js";
import type { ProgramsModel } from "./programs-model.js";

export const [ProgramsContext, useProgramsModel] = createModelContext<ProgramsModel>("ProgramsContext");

export function usePrograms(): readonly Program[] {
  return useModel(useProgramsModel().store, (state) => state.programs);
}

/** Each process's program, anew whenever one of them may have changed. */
export function useProgramOfPid(): (pid: number) => Program | undefined {
  const runner = useRunner();
  const programs = usePrograms();
  useModel(runner.runs.store, (state) => state.runOfPid);
  return (pid) => {
    const id = runner.programOfPid(pid);
    return programs.find((program) => program.id === id);
  };
}
