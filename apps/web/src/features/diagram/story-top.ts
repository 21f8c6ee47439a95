import { lastOf } from "../../record/chapters/chapter.js";
import type { LabRecord } from "../../record/lab-record.js";
import { type Row, rowIndex } from "./rows.js";
import { isOpening } from "./shown-rows.js";

interface Run {
  rows: readonly Row[];
  /** The first event of the run. */
  runSeq: number;
}

/** Rows of the first handshake of a run, from its chapter's own to its last; undefined where none is drawn. */
export function openingRows(
  { chapters }: LabRecord,
  { rows, runSeq }: Run,
): { head: number; last: number } | undefined {
  const opening = chapters.all.find((chapter) => chapter.start.seq >= runSeq && isOpening(chapter));
  if (opening === undefined) return undefined;
  const head = rows.findIndex((row) => row.kind === "chapter" && row.chapter === opening);
  return head === -1 ? undefined : { head, last: rowIndex(rows, lastOf(opening).seq) };
}

/** Index of the row at the top where a run is shown from its beginning, with its first handshake in view. `room`: in rows. */
export function storyTop(record: LabRecord, { room, ...run }: Run & { room: number }): number {
  const start = rowIndex(run.rows, run.runSeq);
  const opening = openingRows(record, run);
  if (opening === undefined) return start;
  return Math.max(start, Math.min(opening.head, opening.last + 1 - room));
}
