import { createModelContext } from "../shared/model-context.js";
import type { ReadableStore } from "../shared/use-model.js";
import type { DiagramLog } from "./diagram-log.js";
import type { Lane } from "./lanes.js";
import type { SelectionModel } from "./selection.js";
import type { TraceModel } from "./trace-model.js";

/** What the page knows of its lab, as views read it. */
export interface LabRecord {
  trace: TraceModel;
  log: DiagramLog;
  /** `version` changes with the log. */
  store: ReadableStore<{ version: number; lanes: readonly Lane[] }>;
  /** Forgets the calls that are over, and the past with them. */
  clearEndedCalls(): void;
}

export const [RecordContext, useRecord] = createModelContext<LabRecord>("RecordContext");

export const [SelectionContext, useSelection] = createModelContext<SelectionModel>("SelectionContext");
