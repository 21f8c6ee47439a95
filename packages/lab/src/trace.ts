import { limits, type MadeEvent } from "@sockpit/protocol";
import { Derivation, type TraceFact } from "./derivation/derivation.js";
import type { LabClock } from "./lab-clock.js";
import type { LabRecords } from "./records/record-budget.js";
import { RecordRing } from "./records/record-ring.js";

type WithoutHead<E> = E extends unknown ? Omit<E, "seq" | "at"> : never;
export type NewEvent = WithoutHead<MadeEvent>;
/** Called after new events, some at least, that `read` gives. */
export type EventListener = () => void;

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

/** So long events wait at most to be put in order, which costs as much for the events of one call as for those of twenty. */
const SETTLE_MS = 1;
/** So many events, or characters of them, wait meanwhile at most, on the JavaScript heap. */
const MAX_UNSETTLED_EVENTS = 256;
const MAX_UNSETTLED_CHARACTERS = 256 * 1024;

/** An event that has neither its number nor its place yet: its line as far as `,"seq":`, or as far as what it changes. */
interface Unsettled {
  readonly atUs: number;
  readonly head: string;
  readonly fact: TraceFact | null;
}

/**
 * A lab's events in order: numbered, timed, bounded in number and bytes. Each is encoded once, as its line of NDJSON, and
 * kept as that. They are made here, of what has been validated on its way in, and many: types hold them to `LabEvent`,
 * and tests parse each.
 *
 * Events of a millisecond are put in order by their stamps at its end, or as soon as anybody reads: what
 * happened comes from several sources, and packets are known a little later than the calls that sent them.
 */
export class Trace {
  readonly #clock: LabClock;
  readonly #derivation: Derivation;
  readonly #listeners = new Set<EventListener>();
  readonly #ring: RecordRing;
  /** In order: each was appended as it happened. */
  #events: Unsettled[] = [];
  /** Of packets, in the order in which they passed. */
  #packets: Unsettled[] = [];
  #characters = 0;
  #lastAt = 0;
  #isScheduled = false;
  #isSettling = false;
  #beforeSettling: () => void = () => undefined;

  constructor(records: LabRecords, clock: LabClock, derivation = new Derivation({ seesPackets: false })) {
    const { traceEvents: maxRecords, traceBytes: maxBytes } = limits;
    this.#clock = clock;
    this.#derivation = derivation;
    this.#ring = new RecordRing(records, { kind: "events", maxRecords, maxBytes });
  }

  /** Microseconds since the lab was made. */
  now(): number {
    return Math.floor(this.#clock.nowUs());
  }

  /** As `now`, with fractions. */
  exactNow(): number {
    return this.#clock.nowUs();
  }

  /** Called before events are put in order: packets are read that passed meanwhile. */
  beforeSettling(hook: () => void): void {
    this.#beforeSettling = hook;
  }

  get lastSeq(): number {
    this.settle();
    return this.#ring.lastNumber;
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  append(event: NewEvent, fact: TraceFact | null = null): void {
    this.appendHead(this.#clock.nowUs(), JSON.stringify(event).slice(0, -1), fact);
  }

  /** Something that has a place in the order, and no event, or one that follows from it. */
  appendFact(fact: TraceFact): void {
    this.appendHead(this.#clock.nowUs(), "", fact);
  }

  /** As `append`, for an event that is JSON already, but for its `}`, of a moment that is not before the last one's. */
  appendHead(atUs: number, head: string, fact: TraceFact | null = null): void {
    this.#events.push({ atUs, head, fact });
    this.#added(head);
  }

  /** As `appendHead`, for a packet: its place is that of its stamp, among the events that are not settled. */
  appendPacket(atUs: number, head: string, fact: TraceFact | null = null): void {
    this.#packets.push({ atUs, head, fact });
    this.#added(head);
  }

  /** Gives the events so far their order and numbers, and calls the listeners. */
  settle(): void {
    if (this.#isSettling || this.#isIdle()) return;
    this.#isSettling = true;
    try {
      this.#beforeSettling();
      this.#merge();
    } finally {
      this.#isSettling = false;
    }
    for (const listener of this.#listeners) listener();
  }

  /** The kept events after a number, in a copy: as many lines as `maxBytes` holds, but one at least where there is one. */
  read(afterSeq: number, { maxBytes, maxEvents = Number.MAX_SAFE_INTEGER }: TraceBounds): TraceLines {
    this.settle();
    const { bytes, first, next } = this.#ring.copy(afterSeq + 1, { maxBytes, maxRecords: maxEvents });
    return { lines: bytes, count: next - first, lastSeq: next - 1, dropped: first - afterSeq - 1 };
  }

  /** Calls the listener after new events. Returns a function that removes it. */
  listen(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Nothing has happened, and no timer has gone off. */
  #isIdle(): boolean {
    const isEmpty = this.#events.length === 0 && this.#packets.length === 0;
    return isEmpty && this.#derivation.nextTimerUs > this.#clock.nowUs();
  }

  #added(head: string): void {
    this.#characters += head.length;
    if (this.#events.length >= MAX_UNSETTLED_EVENTS || this.#characters >= MAX_UNSETTLED_CHARACTERS)
      this.settle();
    else if (!this.#isScheduled) {
      this.#isScheduled = true;
      setTimeout(this.#settleScheduled, SETTLE_MS);
    }
  }

  readonly #settleScheduled = (): void => {
    this.#isScheduled = false;
    this.settle();
  };

  #merge(): void {
    const events = this.#events;
    const packets = this.#packets;
    this.#events = [];
    this.#packets = [];
    this.#characters = 0;
    let next = 0;
    for (const packet of packets) {
      for (; next < events.length; next += 1) {
        const event = events[next];
        if (event === undefined || event.atUs >= packet.atUs) break;
        this.#keep(event);
      }
      this.#keep(packet);
    }
    for (; next < events.length; next += 1) {
      const event = events[next];
      if (event !== undefined) this.#keep(event);
    }
    this.#derivation.expire(this.#clock.nowUs(), this.#write);
  }

  #keep(event: Unsettled): void {
    const { atUs, head, fact } = event;
    this.#derivation.expire(atUs, this.#write);
    if (fact === null) this.#write(atUs, head);
    else this.#derivation.complete({ atUs, head, fact }, this.#write);
  }

  /** A packet that was read late stands behind events that are settled, and is not before them. */
  readonly #write = (atUs: number, head: string): void => {
    const at = Math.max(this.#lastAt, Math.floor(atUs));
    this.#lastAt = at;
    this.#ring.appendText(`${head},"seq":${this.#ring.lastNumber + 1},"at":${at}}\n`);
  };
}
