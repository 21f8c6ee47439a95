import type { CallEntry, Entry } from "../../record/entry.js";
import { type EntryFilter, everything, matches } from "./entry-filter.js";
import { addToFold, FOLD_FROM, FOLD_PAUSE_US, type Fold, foldKey, newFold } from "./fold.js";

/** A pause that gets a row of its own, so that time which is not drawn is at least told. */
export const GAP_US = 400_000;

/** Sockets whose connection is remembered; the oldest are long closed. */
const MAX_FLOWS = 4_000;

interface Span {
  /** The first and the last event that it stands for. */
  seq: number;
  lastSeq: number;
  /** Microseconds since the lab was made, at the first and at the last. */
  at: number;
  lastAt: number;
}

/** One row of the diagram, all of one height. Rows are ordered by `seq`. */
export type Row =
  | (Span & { kind: "entry"; entry: Entry; isInFold: boolean })
  | (Span & { kind: "fold"; fold: Fold })
  | (Span & { kind: "gap"; us: number });

/** Entries → rows: filtered, bulk folded, pauses told. Grows at its end, whatever its length. */
export class RowList {
  #rows: Row[] = [];
  #filter: EntryFilter = everything;
  /** Folds that may still grow, by what their entries have in common. */
  readonly #growing = new Map<string, Fold>();
  readonly #folds = new Map<number, Fold>();
  readonly #flowOfSocket = new Map<string, string>();
  #lastAt: number | undefined;

  get rows(): readonly Row[] {
    return this.#rows;
  }

  get filter(): EntryFilter {
    return this.#filter;
  }

  append(entry: Entry): void {
    if (entry.kind === "packet") this.#learnFlow(entry.flow, [entry.packet.from, entry.packet.to]);
    if (!matches(entry, this.#filter)) return;
    const pauseUs = this.#lastAt === undefined ? 0 : entry.at - this.#lastAt;
    this.#lastAt = entry.at;
    const key = foldKey(entry, this.#flowOfSocket);
    if (key === null || pauseUs >= FOLD_PAUSE_US) this.#endFolds(entry.at);
    if (pauseUs >= GAP_US) this.#pushGap(entry, pauseUs);
    if (key === null) this.#rows.push(entryRow(entry, false));
    else this.#appendToFold(key, entry);
  }

  /** Shows other entries, anew. */
  setFilter(filter: EntryFilter, entries: Iterable<Entry>): void {
    this.#filter = filter;
    this.rebuild(entries);
  }

  rebuild(entries: Iterable<Entry>): void {
    const open = new Set([...this.#folds.values()].filter((fold) => fold.isOpen).map((fold) => fold.id));
    this.clear();
    for (const entry of entries) this.append(entry);
    for (const id of open) this.toggleFold(id);
  }

  clear(): void {
    this.#rows = [];
    this.#growing.clear();
    this.#folds.clear();
    this.#flowOfSocket.clear();
    this.#lastAt = undefined;
  }

  /** Unfolds a fold below its row, or folds it again. */
  toggleFold(id: number): void {
    const fold = this.#folds.get(id);
    if (fold === undefined) return;
    fold.isOpen = !fold.isOpen;
    if (!fold.isOpen) {
      const members = new Set(fold.entries);
      this.#rows = this.#rows.filter(
        (row) => row.kind !== "entry" || !row.isInFold || !members.has(row.entry),
      );
      return;
    }
    const shown = fold.entries.map((entry) => entryRow(entry, true));
    this.#rows = [...this.#rows, ...shown].sort((a, b) => a.seq - b.seq || rank(a) - rank(b));
  }

  /** Forgets rows of events before this one. Returns how many went. */
  dropBefore(seq: number): number {
    const kept = this.#rows.findIndex((row) => row.lastSeq >= seq);
    const count = kept === -1 ? this.#rows.length : kept;
    for (const row of this.#rows.splice(0, count)) if (row.kind === "fold") this.#folds.delete(row.fold.id);
    for (const fold of this.#folds.values()) {
      const begin = fold.entries.findIndex((entry) => entry.seq >= seq);
      if (begin > 0) fold.entries.splice(0, begin);
    }
    return count;
  }

  #appendToFold(key: string, entry: Entry): void {
    let fold = this.#growing.get(key);
    if (fold === undefined) {
      fold = newFold(entry);
      this.#growing.set(key, fold);
    }
    addToFold(fold, entry);
    const isFolded = this.#folds.has(fold.id);
    if (!isFolded || fold.isOpen) this.#rows.push(entryRow(entry, isFolded));
    if (isFolded) this.#extendRow(fold, entry);
    else if (fold.entries.length >= FOLD_FROM) this.#collapse(fold);
  }

  /** A run has become bulk: its rows, all near the end, give way to one. */
  #collapse(fold: Fold): void {
    const first = rowIndex(this.#rows, fold.id);
    const last = fold.entries.at(-1);
    const members = new Set<Entry>(fold.entries.filter((entry) => !isLongWait(entry, last?.at ?? 0)));
    const tail = this.#rows.splice(first);
    const head = tail[0];
    const at = fold.entries[0]?.at ?? 0;
    const row: Row = {
      kind: "fold",
      fold,
      seq: fold.id,
      lastSeq: last?.seq ?? fold.id,
      at,
      lastAt: last?.at ?? at,
    };
    if (head?.kind === "gap") this.#rows.push(head);
    this.#rows.push(row);
    for (const other of tail) {
      if (other === head && head.kind === "gap") continue;
      if (other.kind !== "entry" || !members.has(other.entry)) this.#rows.push(other);
    }
    this.#folds.set(fold.id, fold);
  }

  #extendRow(fold: Fold, entry: Entry): void {
    const row = this.#rows[rowIndex(this.#rows, fold.id)];
    const found = row?.kind === "fold" ? row : this.#rows.find((r) => r.kind === "fold" && r.fold === fold);
    if (found === undefined) return;
    found.lastSeq = entry.seq;
    found.lastAt = entry.at;
  }

  /** Runs are over. A call that waits beyond its run is no part of the bulk: it gets its row back. */
  #endFolds(at: number): void {
    for (const fold of this.#growing.values()) {
      if (!this.#folds.has(fold.id) || fold.isOpen) continue;
      for (const entry of fold.entries) {
        if (!isLongWait(entry, at) || this.#isShown(entry)) continue;
        this.#rows.push(entryRow(entry, false));
        this.#rows.sort((a, b) => a.seq - b.seq || rank(a) - rank(b));
      }
    }
    this.#growing.clear();
  }

  #isShown(entry: Entry): boolean {
    const row = this.#rows[rowIndex(this.#rows, entry.seq)];
    return row?.kind === "entry" && row.entry === entry;
  }

  #pushGap(entry: Entry, us: number): void {
    const { seq, at } = entry;
    this.#rows.push({ kind: "gap", us, seq, lastSeq: seq, at: at - us, lastAt: at });
  }

  #learnFlow(flow: string, sockets: readonly (string | null)[]): void {
    for (const socket of sockets) {
      if (socket === null || this.#flowOfSocket.get(socket) === flow) continue;
      this.#flowOfSocket.set(socket, flow);
      const [oldest] = this.#flowOfSocket.keys();
      if (this.#flowOfSocket.size > MAX_FLOWS && oldest !== undefined) this.#flowOfSocket.delete(oldest);
    }
  }
}

/** Index of the last row that begins at or before an event; 0 where all begin later. */
export function rowIndex(rows: readonly Row[], seq: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.seq ?? Number.POSITIVE_INFINITY) <= seq) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Rows that had begun when an event was the newest; null is now. */
export function rowsUpTo(rows: readonly Row[], asOf: number | null): readonly Row[] {
  if (asOf === null) return rows;
  const index = rowIndex(rows, asOf);
  return rows.slice(0, (rows[index]?.seq ?? Number.POSITIVE_INFINITY) <= asOf ? index + 1 : 0);
}

function entryRow(entry: Entry, isInFold: boolean): Row {
  const { seq, at } = entry;
  return { kind: "entry", entry, seq, lastSeq: seq, at, lastAt: at, isInFold };
}

/** At one event: its pause, then the fold that it begins, then itself. */
function rank(row: Row): number {
  return { gap: 0, fold: 1, entry: 2 }[row.kind];
}

/** Whether a call waited, or waits since, longer than bulk does. */
function isLongWait(entry: Entry, at: number): entry is CallEntry {
  if (entry.kind !== "call") return false;
  return (entry.end?.at ?? at) - entry.at >= FOLD_PAUSE_US;
}
