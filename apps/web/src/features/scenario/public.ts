/** What other features use of this one. */
export { useScenarioDoor } from "./scenario-context.js";
export { isScenarioFile } from "./scenario-file.js";
