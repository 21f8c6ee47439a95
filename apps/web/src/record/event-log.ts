import type { LabEvent } from "@sockpit/protocol";
import { upperBound } from "../shared/upper-bound.js";
import { evictFrom } from "./moment.js";

/** The lab's events in order, found by number and by time. */
export class EventLog {
  #events: LabEvent[] = [];
  /** When each event was, never falling: a packet's own time may lie a little before the event ahead of it. */
  #atUs: number[] = [];
  #lastSeq = 0;
  #lastAtUs = 0;

  get length(): number {
    return this.#events.length;
  }

  /** Those that are kept, the oldest first. It changes in place. */
  get list(): readonly LabEvent[] {
    return this.#events;
  }

  get firstSeq(): number {
    return this.#events[0]?.seq ?? 0;
  }

  /** The newest event ever pushed, also where none is kept. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  get firstAtUs(): number {
    return this.#atUs[0] ?? 0;
  }

  get lastAtUs(): number {
    return this.#lastAtUs;
  }

  /** Events come in the order of their numbers. Returns when this one was. */
  push(event: LabEvent): number {
    this.#lastSeq = event.seq;
    this.#lastAtUs = Math.max(this.#lastAtUs, event.at);
    this.#events.push(event);
    this.#atUs.push(this.#lastAtUs);
    return this.#lastAtUs;
  }

  /** The number of the oldest event that stays when so many go. */
  seqAfter(count: number): number {
    return this.#events[count]?.seq ?? this.#lastSeq + 1;
  }

  evict(firstSeq: number): void {
    const evicted = evictFrom(this.#events, firstSeq);
    this.#atUs.splice(0, evicted.length);
  }

  reset(): void {
    this.#events = [];
    this.#atUs = [];
    this.#lastSeq = 0;
    this.#lastAtUs = 0;
  }

  /** The newest event at or before a time of the lab's clock; 0 where there is none. */
  seqAt(atUs: number): number {
    return this.#events[upperBound(this.#atUs, (at) => at <= atUs) - 1]?.seq ?? 0;
  }

  /** When the event `seq` was, or the one before it where it is not kept. */
  atUsOf(seq: number): number {
    return this.#atUs[this.#countUpTo(seq) - 1] ?? this.firstAtUs;
  }

  /** The event next to `seq`, in either direction; undefined at the ends. */
  neighbour(seq: number, direction: 1 | -1): LabEvent | undefined {
    const count = this.#countUpTo(seq);
    if (direction === 1) return this.#events[count];
    const isAt = this.#events[count - 1]?.seq === seq;
    return this.#events[isAt ? count - 2 : count - 1];
  }

  /** How many events are numbered `seq` or less. */
  #countUpTo(seq: number): number {
    return upperBound(this.#events, (event) => event.seq <= seq);
  }
}
