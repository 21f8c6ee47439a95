import type { ProgramState, PythonProgram, PythonProgramOptions } from "@sockpit/python";
import type { StepsProgram } from "./steps-program.js";

/** Whether a program is in steps, and not in Python: docs/scenarios.md. */
export function isStepsFile(name: string): boolean {
  return name.endsWith(".steps");
}

/** Runs a program in steps, which needs no Python; what runs it is fetched first. */
export function runSteps(options: PythonProgramOptions): PythonProgram {
  let program: StepsProgram | undefined;
  let state: ProgramState = "waiting";
  const end = (status: number, message?: string) => {
    if (state === "ended") return;
    state = "ended";
    const reason = message === undefined ? "terminated" : "lost";
    options.onEnded({ status, reason, ...(message !== undefined && { message }) });
  };
  import("./steps-program.js").then(
    ({ StepsProgram: Fetched }) => {
      if (state !== "ended") program = new Fetched(options);
    },
    (error: unknown) => end(1, String(error)),
  );
  const stop = () => (program === undefined ? end(130) : program.stop());
  return {
    get state() {
      return program?.state ?? state;
    },
    answer: () => undefined,
    resume: () => undefined,
    pause: () => undefined,
    setBreakpoints: () => undefined,
    stop,
    kill: async () => stop(),
  };
}
