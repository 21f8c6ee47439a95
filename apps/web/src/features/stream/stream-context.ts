import { createModelContext } from "../../shared/model-context.js";
import type { StreamModel } from "./stream-model.js";

export const [StreamContext, useStream] = createModelContext<StreamModel>("StreamContext");
