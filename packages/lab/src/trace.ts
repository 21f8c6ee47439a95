import { type LabEvent, limits, type MadeEvent } from "@sockpit/protocol";
import type { LabRecords } from "./records/record-budget.js";
import { RecordRing } from "./records/record-ring.js";

type WithoutHead<E> = E extends unknown ? Omit<E, "seq" | "at"> : never;
export type NewEvent = WithoutHead<MadeEvent>;
export type EventListener = (event: LabEvent) => void;

/** Events as the trace keeps them. */
export interface TraceLines {
  /** Whole lines of NDJSON, one for each event, oldest first. */
  readonly lines: Uint8Array;
  readonly count: number;
  /** Where to go on: the number of the last line; where there is none, the newest event that is no longer kept. */
  readonly lastSeq: number;
  /** Events between the number that was asked for and the first line that are no longer kept. */
  readonly dropped: number;
}

/** How much to read at once. */
export interface TraceBounds {
  readonly maxBytes: number;
  readonly maxEvents?: number;
}

/**
 * A lab's events in order: numbered, timed, bounded in number and bytes. Each is encoded once, as its line of NDJSON, and
 * kept as that. They are made here, of what has been validated on its way in, and many: types hold them to `LabEvent`,
 * and tests parse each.
 */
export class Trace {
  readonly #startedAt = process.hrtime.bigint();
  readonly #listeners = new Set<EventListener>();
  readonly #ring: RecordRing;
  #lastAt = 0;
  #beforeAppend: () => void = () => undefined;

  constructor(records: LabRecords) {
    const { traceEvents: maxRecords, traceBytes: maxBytes } = limits;
    this.#ring = new RecordRing(records, { kind: "events", maxRecords, maxBytes });
  }

  /** Microseconds since the lab was made. */
  now(): number {
    return Number((process.hrtime.bigint() - this.#startedAt) / 1000n);
  }

  /** The lab's clock at a time of `process.hrtime`, in microseconds of both; never before the last event. */
  atMonotonic(monotonicUs: number): number {
    const at = Math.floor(monotonicUs - Number(this.#startedAt) / 1e3);
    return Math.max(this.#lastAt, Math.min(at, this.now()));
  }

  /** Called before each event that `append` takes: a place for what has happened before it. */
  beforeAppend(hook: () => void): void {
    this.#beforeAppend = hook;
  }

  get lastSeq(): number {
    return this.#ring.lastNumber;
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  append(event: NewEvent): LabEvent {
    this.#beforeAppend();
    return this.appendAt(this.now(), event);
  }

  /** For what has happened a little earlier, but not before the last event. */
  appendAt(at: number, event: NewEvent): LabEvent {
    const complete = { ...event, seq: this.lastSeq + 1, at } as LabEvent;
    this.#lastAt = at;
    this.#ring.appendText(`${JSON.stringify(complete)}\n`);
    for (const listener of this.#listeners) listener(complete);
    return complete;
  }

  /** The kept events after a number, in a copy: as many lines as `maxBytes` holds, but one at least where there is one. */
  read(afterSeq: number, { maxBytes, maxEvents = Number.MAX_SAFE_INTEGER }: TraceBounds): TraceLines {
    const { bytes, first, next } = this.#ring.copy(afterSeq + 1, { maxBytes, maxRecords: maxEvents });
    return { lines: bytes, count: next - first, lastSeq: next - 1, dropped: first - afterSeq - 1 };
  }

  /** Hears each event from now on. Returns how to stop hearing. */
  listen(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
