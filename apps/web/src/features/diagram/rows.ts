import type { Chapter } from "../../record/chapters/chapter.js";
import type { ArrivalEntry, CallEntry, Entry, PacketEntry } from "../../record/entry.js";
import { NOBODY } from "../../record/lanes.js";
import { evictFrom } from "../../record/moment.js";
import { upperBound } from "../../shared/upper-bound.js";
import { type EntryFilter, everything, matches } from "./entry-filter.js";
import { addToFold, FOLD_FROM, FOLD_PAUSE_US, type Fold, foldKey, newFold, SAME_PAUSE_US } from "./fold.js";

/** A pause that gets a row of its own, so that time which is not drawn is at least shown. */
export const GAP_US = 400_000;

/** Rows that a packet takes over a wire, where time is to scale. */
const ROWS_OF_FLIGHT = 4;

/** So many rows pass without anything in them; a longer pause is a gap. */
const MAX_TIME_ROWS = 6;

/** Pauses of this length are said, where time is to scale. */
const SCALED_GAP_US = 100_000;

/** Packets that are looked at for whether one is under way. */
const MAX_FLIGHTS = 16;

/** Less than this is no time to draw: a wire without delay has none. */
const LEAST_ROW_US = 500;

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
  | (Span & { kind: "gap"; us: number })
  /** Time that passes before an entry, to scale: empty, and `place` of those ahead of it. */
  | (Span & { kind: "time"; before: Entry; place: number })
  /** Ahead of the rows of a chapter, which may be folded away below it. */
  | (Span & { kind: "chapter"; chapter: Chapter; isFolded: boolean });

/** Entries → rows: filtered, bulk folded, pauses shown. Grows at its end, whatever its length. */
export class RowList {
  #rows: Row[] = [];
  #filter: EntryFilter = everything;
  /** Folds that may still grow, by what their entries have in common. */
  readonly #growing = new Map<string, Fold>();
  readonly #folds = new Map<number, Fold>();
  readonly #flowOfSocket = new Map<string, string>();
  /** Packets that were last sent over a wire. */
  #flights: PacketEntry[] = [];
  readonly #flightUs: (seq: number) => number;
  #isToScale = true;
  #lastAt: number | undefined;

  /** `flightUs`: how long a packet took over the wire when an event was the newest; 0 where there is none. */
  constructor(flightUs: (seq: number) => number = () => 0) {
    this.#flightUs = flightUs;
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** Rows of events before this one stay as they are when more come. */
  get settledSeq(): number {
    let seq = this.#rows.at(-1)?.seq ?? 0;
    for (const { id } of this.#growing.values()) seq = Math.min(seq, id);
    return seq;
  }

  get filter(): EntryFilter {
    return this.#filter;
  }

  append(entry: Entry): void {
    if (entry.kind === "packet") this.#learnFlow(entry.flow, [entry.packet.from, entry.packet.to]);
    if (!matches(entry, this.#filter) || (entry.kind === "arrival" && !this.#hasRow(entry))) return;
    const pauseUs = this.#lastAt === undefined ? 0 : entry.at - this.#lastAt;
    this.#lastAt = entry.at;
    const key = foldKey(entry, this.#flowOfSocket);
    const run = key === null ? undefined : this.#growing.get(key);
    const isOver = pauseUs >= (run === undefined ? FOLD_PAUSE_US : SAME_PAUSE_US);
    if (key === null || isOver) this.#endFolds(entry.at);
    const isInFold = !isOver && run !== undefined && this.#folds.has(run.id);
    if (!isInFold) this.#pushPause(entry, pauseUs);
    if (entry.kind === "packet" && entry.packet.wire !== undefined) this.#noteFlight(entry);
    if (key === null) this.#rows.push(entryRow(entry, false));
    else this.#appendToFold(key, entry);
  }

  /** Shows other entries, anew. */
  setFilter(filter: EntryFilter, entries: Iterable<Entry>): void {
    this.#filter = filter;
    this.rebuild(entries);
  }

  /** Shows time to scale, or only what happens in it, anew. */
  setToScale(isToScale: boolean, entries: Iterable<Entry>): void {
    if (this.#isToScale === isToScale) return;
    this.#isToScale = isToScale;
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
    this.#flights = [];
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

  /** Forgets rows of events before this one, and sockets that are not kept. Returns how many rows went. */
  evict(seq: number, isKept: (socket: string) => boolean): number {
    const before = this.#rows.length;
    // A fold that began before goes on; what stands below it does not.
    const old = evictFrom(this.#rows, seq, (row) => row.lastSeq >= seq);
    for (const row of old) if (row.kind === "fold" && row.lastSeq < seq) this.#folds.delete(row.fold.id);
    for (const fold of [...this.#folds.values(), ...this.#growing.values()]) evictFrom(fold.entries, seq);
    for (const socket of this.#flowOfSocket.keys()) if (!isKept(socket)) this.#flowOfSocket.delete(socket);
    return before - this.#rows.length;
  }

  /** A loss is seen in the row in which the packet was sent, where that is the last one. */
  #hasRow({ of, passage }: ArrivalEntry): boolean {
    if (of.fromLane === NOBODY || of.toLane === NOBODY) return false;
    const last = this.#rows.at(-1);
    return passage.hasRow || last?.kind !== "entry" || last.entry !== of;
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
    else if (fold.weight >= FOLD_FROM) this.#collapse(fold);
  }

  /** A run has become bulk: its rows, all near the end, give way to one. */
  #collapse(fold: Fold): void {
    const first = rowIndex(this.#rows, fold.id);
    const last = fold.entries.at(-1);
    const members = new Set<Entry>(fold.entries.filter((entry) => !isLongWait(entry, last?.at ?? 0)));
    const tail = this.#rows.splice(first);
    const at = fold.entries[0]?.at ?? 0;
    const row: Row = {
      kind: "fold",
      fold,
      seq: fold.id,
      lastSeq: last?.seq ?? fold.id,
      at,
      lastAt: last?.at ?? at,
    };
    for (const other of tail) {
      if (other.kind !== "gap" && other.kind !== "time") break;
      this.#rows.push(other);
    }
    this.#rows.push(row);
    for (const other of tail) {
      // Pauses within it are part of it.
      if (other.kind === "gap" || other.kind === "time") continue;
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
    const row = this.#rows[indexOfEntry(this.#rows, entry)];
    return row?.kind === "entry" && row.entry === entry;
  }

  #pushPause(entry: Entry, us: number): void {
    const rowUs = this.#isToScale ? this.#flightUs(entry.seq) / ROWS_OF_FLIGHT : 0;
    const passed = rowUs < LEAST_ROW_US ? 0 : Math.round(us / rowUs) - 1;
    const isUnderWay = this.#flights.some(
      ({ passages: [first] }) => first === undefined || first.seq >= entry.seq,
    );
    const isToScale = isUnderWay && passed > 0 && passed <= MAX_TIME_ROWS;
    const isGap = us >= (rowUs === 0 ? GAP_US : SCALED_GAP_US) || (isUnderWay && passed > MAX_TIME_ROWS);
    if (isGap && !isToScale) this.#pushGap(entry, us);
    if (!isToScale) return;
    const { seq, at } = entry;
    for (let place = 0; place < passed; place += 1)
      this.#rows.push({ kind: "time", before: entry, place, seq, lastSeq: seq, at, lastAt: at });
  }

  #noteFlight(flight: PacketEntry): void {
    this.#flights.push(flight);
    if (this.#flights.length > MAX_FLIGHTS) this.#flights.shift();
  }

  #pushGap(entry: Entry, us: number): void {
    const { seq, at } = entry;
    this.#rows.push({ kind: "gap", us, seq, lastSeq: seq, at: at - us, lastAt: at });
  }

  #learnFlow(flow: string, sockets: readonly (string | null)[]): void {
    for (const socket of sockets) {
      if (socket === null || this.#flowOfSocket.get(socket) === flow) continue;
      this.#flowOfSocket.set(socket, flow);
    }
  }
}

/** Index of the last row that begins at or before an event; 0 where all begin later. */
export function rowIndex(rows: readonly Row[], seq: number): number {
  return Math.max(0, upperBound(rows, (row) => row.seq <= seq) - 1);
}

/** How many rows had begun when an event was the newest. */
export function countUpTo(rows: readonly Row[], asOf: number): number {
  return upperBound(rows, (row) => row.seq <= asOf);
}

/** Index of the row of an entry; where it has none (it is folded away, or filtered out), of the row in its place. */
export function indexOfEntry(rows: readonly Row[], entry: Entry): number {
  return indexWithin(rows, entry.seq, (row) => row.kind === "entry" && row.entry === entry);
}

/** Index of the row in which a call's end is seen. */
export function indexOfEnd(rows: readonly Row[], call: CallEntry): number {
  if (call.end === null) return rows.length;
  if (!call.end.hasRow && call.end.outcome.kind !== "abandoned" && call.end.outcome.kind !== "lost")
    return indexOfEntry(rows, call);
  return indexWithin(rows, call.end.seq, (row) => row.kind === "entry" && isEndOf(row.entry, call));
}

function isEndOf(entry: Entry, call: CallEntry): boolean {
  return (
    (entry.kind === "return" && entry.of === call) || (entry.kind === "process" && entry.pid === call.pid)
  );
}

function indexWithin(rows: readonly Row[], seq: number, isIt: (row: Row) => boolean): number {
  const last = rowIndex(rows, seq);
  for (let index = last; index >= 0; index -= 1) {
    const row = rows[index];
    if (row === undefined || row.seq < seq) break;
    if (isIt(row)) return index;
  }
  return last;
}

function entryRow(entry: Entry, isInFold: boolean): Row {
  const { seq, at } = entry;
  return { kind: "entry", entry, seq, lastSeq: seq, at, lastAt: at, isInFold };
}

/** At one event: its pause, then the fold that it begins, then itself, then what it changed. */
function rank(row: Row): number {
  const isChange = row.kind === "entry" && (row.entry.kind === "state" || row.entry.kind === "queue");
  return isChange ? 3 : { gap: 0, time: 0, chapter: 0, fold: 1, entry: 2 }[row.kind];
}

/** Whether a call waited, or waits since, longer than bulk does. */
function isLongWait(entry: Entry, at: number): entry is CallEntry {
  if (entry.kind !== "call") return false;
  return (entry.end?.at ?? at) - entry.at >= FOLD_PAUSE_US;
}
