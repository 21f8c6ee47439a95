export { formatScenario } from "./format/format-scenario.js";
export { scenarioJsonSchema } from "./json-schema.js";
export { parseScenario } from "./parse-scenario.js";
export { Scenario } from "./scenario.js";
