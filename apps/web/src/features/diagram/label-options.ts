import type { LabRecord } from "../../record/lab-record.js";
import type { Columns } from "./columns.js";
import type { DiagramWords } from "./words.js";

/** What labels of rows are made by. */
export interface LabelOptions {
  words: DiagramWords;
  columns: Columns;
  hasRelativeNumbers: boolean;
  record: LabRecord;
  /** The event up to which calls have got. */
  asOf: number;
  /** For a page: folds can be opened, and clocks run. */
  isLive: boolean;
}
