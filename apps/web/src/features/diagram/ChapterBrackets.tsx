import { type Chapter, chapterAt, lastOf } from "../../record/chapters/chapter.js";
import type { LabRecord } from "../../record/lab-record.js";
import { type Row, rowIndex } from "./rows.js";
import "./chapters.css";

/** Brackets side by side, for connections that overlap; more share the last place. */
const MAX_PLACES = 3;

/** Pixels from one bracket to the next. */
const PLACE_WIDTH = 4;

interface ChapterBracketsProps {
  rows: readonly Row[];
  /** The rows in view: the second is not among them. */
  first: number;
  end: number;
  rowHeight: number;
  record: LabRecord;
  asOf: number;
  isOpen(chapter: Chapter): boolean;
}

/** At the left edge, a bracket from each chapter's name to its last row. */
export function ChapterBrackets(props: ChapterBracketsProps) {
  return (
    <div className="chapter-brackets" aria-hidden="true">
      {bracketsOf(props).map(({ id, kind, place, top, height }) => (
        <span
          key={id}
          className={`chapter-bracket chapter-${kind}`}
          style={{ top, height, left: 2 + place * PLACE_WIDTH }}
        />
      ))}
    </div>
  );
}

function bracketsOf({ rows, first, end, rowHeight, record, asOf, isOpen }: ChapterBracketsProps) {
  const start = Math.max(0, first);
  const [firstRow, lastRow] = [rows[start], rows[end - 1]];
  if (firstRow === undefined || lastRow === undefined) return [];
  const heads = new Map<number, number>();
  for (let index = start; index < end; index += 1) {
    const row = rows[index];
    if (row?.kind === "chapter") heads.set(row.chapter.id, index);
  }
  const placesUntil: number[] = [];
  return record.chapters.all.flatMap((chapter) => {
    if (chapter.start.seq > lastRow.seq || lastOf(chapter).seq < firstRow.seq || !isOpen(chapter)) return [];
    const then = chapterAt(chapter, asOf);
    if (then === undefined || then.last.seq < firstRow.seq) return [];
    // One whose name stands above those in view comes from there.
    const head = heads.get(chapter.id) ?? start - 1;
    const last = rowIndex(rows, then.last.seq);
    if (last <= head) return [];
    const free = placesUntil.findIndex((until) => until < head);
    const place = Math.min(free === -1 ? placesUntil.length : free, MAX_PLACES - 1);
    placesUntil[place] = Math.max(placesUntil[place] ?? 0, last);
    const top = (head + 0.5) * rowHeight;
    return { id: chapter.id, kind: then.kind, place, top, height: (last + 1) * rowHeight - 4 - top };
  });
}
