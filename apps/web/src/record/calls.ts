import { traitsOf } from "@sockpit/protocol";
import { upperBound } from "../shared/upper-bound.js";
import { type CallEntry, isOpenAt } from "./entry.js";
import { evictFrom, NOW } from "./moment.js";

/** Events between two notes of which calls are open: at most so many are looked through for any moment. */
const NOTE_EVERY = 500;

/** The calls that were open after an event. */
interface OpenNote {
  seq: number;
  at: number;
  calls: readonly CallEntry[];
}

/** The calls, by number, in the order in which they began, and which are open when. */
export class CallBook {
  readonly #byNumber = new Map<number, CallEntry>();
  /** In the order in which they began. */
  readonly list: CallEntry[] = [];
  readonly #open = new Map<number, CallEntry>();
  readonly #slots = new Map<number, Set<number>>();
  #notes: OpenNote[] = [];
  #eventsSinceNote = 0;

  get open(): ReadonlyMap<number, CallEntry> {
    return this.#open;
  }

  find(call: number): CallEntry | undefined {
    return this.#byNumber.get(call);
  }

  /** A call begins; it takes the first free place beside the others of its lane. */
  start(call: CallEntry): void {
    const slots = this.#slots.get(call.lane) ?? new Set();
    this.#slots.set(call.lane, slots);
    while (slots.has(call.slot)) call.slot += 1;
    slots.add(call.slot);
    this.#byNumber.set(call.call, call);
    this.list.push(call);
    this.#open.set(call.call, call);
  }

  end({ call, lane, slot }: CallEntry): void {
    this.#open.delete(call);
    this.#slots.get(lane)?.delete(slot);
  }

  /** After each event. */
  note(seq: number, at: number): void {
    this.#eventsSinceNote += 1;
    if (this.#eventsSinceNote < NOTE_EVERY) return;
    this.#eventsSinceNote = 0;
    this.#notes.push({ seq, at, calls: [...this.#open.values()] });
  }

  /** The calls that had begun and not ended when the event `asOf` was the newest, the oldest first. */
  openAt(asOf: number): CallEntry[] {
    if (asOf === NOW) return [...this.#open.values()];
    const note = this.#notes[upperBound(this.#notes, ({ seq }) => seq <= asOf) - 1];
    const begun = this.list.slice(
      upperBound(this.list, ({ seq }) => seq <= (note?.seq ?? 0)),
      this.countAt(asOf),
    );
    return [...(note?.calls ?? []), ...begun].filter((call) => isOpenAt(call, asOf));
  }

  /** How many of `list` had begun. */
  countAt(asOf: number): number {
    return upperBound(this.list, ({ seq }) => seq <= asOf);
  }

  /** A call goes with its last event: one that is open stays. */
  evict(firstSeq: number): void {
    const before = firstSeq - 1;
    const calls = this.openAt(before);
    evictFrom(this.#notes, firstSeq);
    if (calls.length > 0) this.#notes.unshift({ seq: before, at: 0, calls });
    const old = evictFrom(this.list, firstSeq, (call) => isOpenAt(call, before));
    for (const call of old) if (!isOpenAt(call, before)) this.#byNumber.delete(call.call);
  }

  reset(): void {
    this.#byNumber.clear();
    this.list.length = 0;
    this.#open.clear();
    this.#slots.clear();
    this.#notes = [];
    this.#eventsSinceNote = 0;
  }
}

/** How many connections may wait at a socket from a call on. */
export function backlogOf({ command, params }: CallEntry): number | undefined {
  const { listens } = traitsOf(command);
  const backlog = listens === undefined ? undefined : (params as Readonly<Record<string, unknown>>)[listens];
  return typeof backlog === "number" ? backlog : undefined;
}
