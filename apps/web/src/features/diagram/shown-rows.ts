import { type Chapter, kindOf, lastOf } from "../../record/chapters/chapter.js";
import type { LabRecord } from "../../record/lab-record.js";
import { upperBound } from "../../shared/upper-bound.js";
import { ChapterMembers } from "./chapter-members.js";
import type { EntryFilter } from "./entry-filter.js";
import type { Row } from "./rows.js";

/** Kinds of chapters in which a connection begins, or does not come to be. */
const openingKinds: ReadonlySet<string> = new Set(["handshake", "refused", "queueFull", "connecting"]);

/**
 * The rows that are shown: those of the entries, with a row for each chapter ahead of its first, and without those of
 * chapters that are folded. Only what may have changed at the end is gone over again.
 */
export class ShownRows {
  readonly #record: LabRecord;
  readonly #folded = new Set<number>();
  #rows: Row[] = [];
  #isOnlyOpening = false;
  #filter: EntryFilter | undefined;
  /** Rows from this event on may have changed since the last update. */
  #changedFrom = 0;
  /** How far each chapter reached that has grown since: what came between belongs to it now. */
  readonly #reached = new Map<number, number>();
  /** The event of each chapter's own row: of bulk that began before it, where it is part of that. */
  readonly #headSeqs = new Map<number, number>();

  constructor(record: LabRecord) {
    this.#record = record;
    for (const chapter of record.chapters.all) this.#reached.set(chapter.id, lastOf(chapter).seq);
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** Whether a chapter has a row of its own, with its rows below it. */
  isOpen(chapter: Chapter): boolean {
    return !this.#folded.has(chapter.id) && this.#isShown(chapter);
  }

  /** A chapter is new or has grown. */
  changed(chapter: Chapter): void {
    const reached = this.#reached.get(chapter.id) ?? chapter.start.seq;
    this.#reached.set(chapter.id, lastOf(chapter).seq);
    this.changedFrom(reached);
  }

  /** Everything from an event on has to be gone over. */
  changedFrom(seq: number): void {
    this.#changedFrom = Math.min(this.#changedFrom, seq);
  }

  /** Shows chapters in which connections begin, and nothing else. */
  setOnlyOpening(isOnlyOpening: boolean): void {
    this.#isOnlyOpening = isOnlyOpening;
    this.changedFrom(0);
  }

  toggle(chapter: number): void {
    if (!this.#folded.delete(chapter)) this.#folded.add(chapter);
    this.changedFrom(0);
  }

  fold(chapters: Iterable<number>): void {
    this.#folded.clear();
    for (const id of chapters) this.#folded.add(id);
    this.changedFrom(0);
  }

  /** Chapters that are no longer kept are forgotten. */
  evict(): void {
    const kept = new Set(this.#record.chapters.all.map(({ id }) => id));
    for (const id of [...this.#folded, ...this.#reached.keys()])
      if (!kept.has(id)) {
        this.#folded.delete(id);
        this.#reached.delete(id);
        this.#headSeqs.delete(id);
      }
    this.changedFrom(0);
  }

  /** `settledSeq`: rows of earlier events stay as they are, whatever comes. */
  update(rows: readonly Row[], { settledSeq, filter }: { settledSeq: number; filter: EntryFilter }): void {
    if (filter !== this.#filter) this.#changedFrom = 0;
    this.#filter = filter;
    const from = this.#changedFrom;
    this.#changedFrom = settledSeq;
    this.#rows.length = upperBound(this.#rows, ({ seq }) => seq < from);
    const pending = this.#chaptersFrom(from);
    const isFolded = ({ id }: Chapter) => this.#folded.has(id);
    const hidden = this.#folded.size === 0 ? undefined : this.#membersOf(isFolded, from);
    const opening = this.#isOnlyOpening ? this.#membersOf(isOpening, from) : undefined;
    for (let index = upperBound(rows, ({ seq }) => seq < from); index < rows.length; index += 1) {
      const row = rows[index];
      if (row === undefined) continue;
      if (row.kind !== "gap" && row.kind !== "time") this.#pushHeads(pending, row);
      const next = rows[index + 1];
      if (hidden?.has(row, next)) continue;
      if (opening?.has(row, next) ?? true) this.#rows.push(row);
    }
    for (const chapter of pending) this.#pushHead(chapter, chapter.start.seq);
  }

  /** Ahead of a row come the chapters that begin with it; ahead of bulk also those that begin within it. */
  #pushHeads(pending: Chapter[], row: Row): void {
    while (pending[0] !== undefined && pending[0].start.seq <= row.seq) {
      const chapter = pending.shift();
      if (chapter !== undefined) this.#pushHead(chapter, chapter.start.seq);
    }
    if (row.kind !== "fold") return;
    const members = new ChapterMembers(
      this.#record,
      pending.filter(({ start }) => start.seq <= row.lastSeq),
    );
    for (const chapter of members.namedBy(row)) {
      pending.splice(pending.indexOf(chapter), 1);
      this.#pushHead(chapter, row.seq);
    }
  }

  #pushHead(chapter: Chapter, seq: number): void {
    const { at } = chapter.start;
    this.#headSeqs.set(chapter.id, seq);
    const isFolded = this.#folded.has(chapter.id);
    this.#rows.push({ kind: "chapter", chapter, isFolded, seq, lastSeq: seq, at, lastAt: at });
  }

  /** Chapters that begin at an event or later, in the order of their rows. */
  #chaptersFrom(seq: number): Chapter[] {
    const { all } = this.#record.chapters;
    return all
      .slice(upperBound(all, ({ since }) => since < seq))
      .filter((chapter) => {
        const headSeq = this.#headSeqs.get(chapter.id) ?? chapter.start.seq;
        return headSeq >= seq && this.#isShown(chapter);
      })
      .sort((a, b) => a.start.seq - b.start.seq || a.id - b.id);
  }

  #isShown(chapter: Chapter): boolean {
    if (this.#isOnlyOpening && !isOpening(chapter)) return false;
    if (this.#filter === undefined) return true;
    const { kinds, lane, socket, text } = this.#filter;
    const { opener } = chapter;
    const lanes = opener.kind === "packet" ? [opener.fromLane, opener.toLane] : [opener.lane];
    return (
      text === "" &&
      kinds.has("packets") &&
      (lane === null || lanes.includes(lane)) &&
      (socket === null || chapter.sockets.has(socket))
    );
  }

  #membersOf(isOne: (chapter: Chapter) => boolean, from: number): ChapterMembers {
    const { all } = this.#record.chapters;
    return new ChapterMembers(
      this.#record,
      all.filter((chapter) => isOne(chapter) && lastOf(chapter).seq >= from),
    );
  }
}

export function isOpening(chapter: Chapter): boolean {
  return openingKinds.has(kindOf(chapter));
}
