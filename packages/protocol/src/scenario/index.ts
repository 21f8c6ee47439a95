export {
  formatCondition,
  formatExpectation,
  formatExpected,
  formatMoment,
} from "./format/format-expectation.js";
export { formatScenario } from "./format/format-scenario.js";
export { formatValue } from "./format/format-value.js";
export { scenarioJsonSchema } from "./json-schema.js";
export { constantNames, exceptionNames } from "./notation/names.js";
export type { Value } from "./notation/value.js";
export { bytesOf } from "./notation/value-bytes.js";
export { type ParsedScenario, parseScenario } from "./parse-scenario.js";
export { describeProblem, type ScenarioProblem } from "./problem.js";
export { programsCalled } from "./references.js";
export {
  type Condition,
  type Effect,
  type Expectation,
  type LocalText,
  type Moment,
  type Observation,
  type PacketPattern,
  Scenario,
  type ScenarioProgram,
  type SocketReference,
  scenarioLevels,
} from "./scenario.js";
export { readSteps } from "./steps/read-steps.js";
export type { Call, Expression, Step, Target, ValueFunction } from "./steps/step.js";
export {
  moduleCalls as stepFunctions,
  parametersOf,
  socketCalls as stepMethods,
} from "./steps/step-calls.js";
