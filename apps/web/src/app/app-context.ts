import { createModelContext } from "../shared/model-context.js";
import type { AppModel } from "./app-model.js";

export const [AppContext, useApp] = createModelContext<AppModel>("AppContext");
