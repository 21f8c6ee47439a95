export { withSeed } from "./conditions.js";
export { gradesCsv } from "./homework/csv.js";
export { failedGrade, type Grade, gradeOf, hintsOf } from "./homework/grade.js";
export { gradescopeResults, prairieLearnResults } from "./homework/graders.js";
export type { RunPlace, RunProgress } from "./progress.js";
export { type ProposedExpectation, proposeExpectations } from "./recording/propose-expectations.js";
export { pythonOfRecording } from "./recording/python-of-recording.js";
export { makesResult, type RecordedProgram, type RecordedStep } from "./recording/recorded-step.js";
export { stepsOfRecording } from "./recording/steps-of-recording.js";
export { stepsOfTrace } from "./recording/steps-of-trace.js";
export { writeBytes } from "./recording/write-bytes.js";
export { resultsHtml } from "./results/html.js";
export { resultsJson } from "./results/json.js";
export { junitXml } from "./results/junit.js";
export type { ExpectationResult, ProgramResult, RunResult, ScenarioResult } from "./results/result.js";
export { casesOf, type FileResult, runName } from "./results/run-cases.js";
export {
  type LabHosts,
  type OpenedLab,
  type RunOptions,
  type RunRecord,
  runScenario,
  scenarioResult,
} from "./run-scenario.js";
export type { PythonEnd, PythonProgram, PythonRunner } from "./scenario-run.js";
export { describeFailure } from "./steps/describe-failure.js";
export { formatRuntimeValue, type RuntimeValue } from "./steps/runtime-value.js";
export type { StepFailure } from "./steps/step-program.js";
export { StepSession } from "./steps/step-session.js";
export { hostOf } from "./wire-of-run.js";
