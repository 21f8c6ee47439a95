import { createModelContext } from "../shared/model-context.js";
import type { RecordModel } from "./record-model.js";
import type { SelectionModel } from "./selection.js";

export const [RecordContext, useRecord] = createModelContext<RecordModel>("RecordContext");

export const [SelectionContext, useSelection] = createModelContext<SelectionModel>("SelectionContext");
