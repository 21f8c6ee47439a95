import type { LabRecord } from "../../record/lab-record.js";
import type { RecordModel } from "../../record/record-model.js";
import type { PageLab } from "../lab/public.js";
import { WireModel } from "./wire-model.js";

/** One for each record: what a person has opened, and has begun to do, stays while the page is laid out anew. */
const models = new WeakMap<LabRecord, WireModel>();

/** What a person does with the wire of the lab of this record. */
export function wireModelOf({ record, clock }: RecordModel, session: PageLab["session"]): WireModel {
  const known = models.get(record);
  if (known !== undefined) return known;
  const made = new WireModel({
    record,
    nowUs: () => clock.nowUs(),
    control: (name, params) => session.control(name, params),
  });
  models.set(record, made);
  return made;
}
