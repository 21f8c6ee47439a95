export type { RunPlace, RunProgress } from "./progress.js";
export { resultsHtml } from "./results/html.js";
export { resultsJson } from "./results/json.js";
export { junitXml } from "./results/junit.js";
export type { ExpectationResult, ProgramResult, RunResult, ScenarioResult } from "./results/result.js";
export { casesOf, type FileResult, runName } from "./results/run-cases.js";
export { type RunOptions, type RunRecord, runScenario } from "./run-scenario.js";
export type { PythonEnd, PythonProgram, PythonRunner } from "./scenario-run.js";
export type { StepFailure } from "./steps/step-program.js";
