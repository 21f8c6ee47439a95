import { lastOf } from "../../record/chapters/chapter.js";
import type { LabRecord } from "../../record/lab-record.js";
import { type Row, rowIndex } from "./rows.js";
import { isOpening } from "./shown-rows.js";

interface Story {
  rows: readonly Row[];
  /** The first event of the run. */
  runSeq: number;
  /** Rows for which there is room. */
  room: number;
}

/** Index of the row at the top where a run is shown from its beginning, with its first handshake in view. */
export function storyTop({ chapters }: LabRecord, { rows, runSeq, room }: Story): number {
  const start = rowIndex(rows, runSeq);
  const opening = chapters.all.find((chapter) => chapter.start.seq >= runSeq && isOpening(chapter));
  if (opening === undefined) return start;
  const head = rows.findIndex((row) => row.kind === "chapter" && row.chapter === opening);
  if (head === -1) return start;
  const last = rowIndex(rows, lastOf(opening).seq);
  return Math.max(start, Math.min(head, last + 1 - room));
}
