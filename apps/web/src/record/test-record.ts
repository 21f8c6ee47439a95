import type { LabEvent } from "@sockpit/protocol";
import { LabRecord } from "./lab-record.js";
import { RecordModel } from "./record-model.js";
import { RecordView } from "./record-view.js";

export function recordOf(events: readonly LabEvent[], maxEvents?: number): LabRecord {
  const record = new LabRecord(maxEvents);
  record.append(events);
  return record;
}

/** What is known of a lab after these events. */
export function viewOf(events: readonly LabEvent[]): RecordView {
  return new RecordView(recordOf(events));
}

export function modelOf(events: readonly LabEvent[], maxEvents?: number): RecordModel {
  const model = new RecordModel(maxEvents === undefined ? {} : { maxEvents });
  model.append(events);
  return model;
}
