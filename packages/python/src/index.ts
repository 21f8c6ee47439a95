export { type FileChange, fileLimits } from "./files/file-change.js";
export type { ProgramFile } from "./files/program-file.js";
export type {
  OutputStream,
  ProgramEnd,
  ProgramFailure,
  ProgramState,
  ProgramWait,
  PythonProgram,
  PythonProgramOptions,
} from "./program.js";
export { KILLED_STATUS } from "./running-program.js";
export { type PythonProgress, PythonRuntime, type PythonRuntimeOptions } from "./runtime.js";
export type { Breakpoints, StackFrame, StepMode, SteppingStart, StopPlace, Variable } from "./stepping.js";
export type { Support } from "./support.js";
export { TOLD_AFTER_MS } from "./wait-reports.js";
