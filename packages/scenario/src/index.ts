export type { ExpectationResult, ProgramResult, RunResult, ScenarioResult } from "./result.js";
export { type RunOptions, runScenario } from "./run-scenario.js";
export type { PythonEnd, PythonProgram, PythonRunner } from "./scenario-run.js";
export type { StepFailure } from "./steps/step-program.js";
