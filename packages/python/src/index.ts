export { KILLED_STATUS } from "./page/running-program.js";
export { type PythonProgress, PythonRuntime, type PythonRuntimeOptions } from "./page/runtime.js";
export type { MissingSupport, Support } from "./page/support.js";
export type { PythonAssets } from "./shared/asset-files.js";
export { type FileChange, fileLimits } from "./shared/file-change.js";
export type { EngineKind } from "./shared/messages.js";
export {
  type OutputStream,
  type ProgramEnd,
  type ProgramFailure,
  type ProgramState,
  type ProgramWait,
  type PythonProgram,
  type PythonProgramOptions,
  TOLD_AFTER_MS,
} from "./shared/program.js";
export type { ProgramFile } from "./shared/program-file.js";
export type {
  Breakpoints,
  PausePlace,
  StackFrame,
  StepMode,
  SteppingStart,
  Variable,
} from "./shared/stepping.js";
