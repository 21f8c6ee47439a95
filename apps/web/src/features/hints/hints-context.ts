import { createModelContext } from "../../shared/model-context.js";
import type { EditsModel } from "./edits-model.js";

export const [EditsContext, useEdits] = createModelContext<EditsModel>("EditsContext");
