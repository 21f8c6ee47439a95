/** What is fetched when the first scenario is opened. */
export { ScenariosModel } from "../features/scenario/scenarios-model.js";
export { scenarioPage } from "./scenario-page.js";
