import { createModelContext } from "../../shared/model-context.js";
import type { ScenarioDoor } from "./scenario-door.js";

export const [ScenarioContext, useScenarioDoor] = createModelContext<ScenarioDoor>("ScenarioContext");
