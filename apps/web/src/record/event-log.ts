import type { LabEvent } from "@sockpit/protocol";
import { upperBound } from "../shared/upper-bound.js";
import { applyEvents } from "./apply-events.js";
import { emptyTrace, type TraceState } from "./trace-state.js";

/** Events between two checkpoints: as many are applied again, at most, to show any moment. */
const CHECKPOINT_EVENTS = 500;

/** Events that the page can go back through; a checkpoint's worth of the oldest goes at a time. */
export const MAX_LOGGED_EVENTS = 50_000;

/** A stretch of the log, with the state before its first event. */
interface Segment {
  base: TraceState;
  events: LabEvent[];
  /** When each event was, never falling: a packet's own time may lie a little before the event ahead of it. */
  atUs: number[];
}

interface EventLogOptions {
  checkpointEvents?: number;
  maxEvents?: number;
}

/**
 * The lab's events in order, with checkpoints, so that the state after any of them can be had again.
 * It is bounded; the oldest events go first.
 */
export class EventLog {
  readonly #checkpointEvents: number;
  readonly #maxEvents: number;
  #segments: Segment[] = [emptySegment(emptyTrace)];
  #length = 0;
  #lastSeq = 0;
  #lastAtUs = 0;

  constructor({ checkpointEvents = CHECKPOINT_EVENTS, maxEvents = MAX_LOGGED_EVENTS }: EventLogOptions = {}) {
    this.#checkpointEvents = checkpointEvents;
    this.#maxEvents = maxEvents;
  }

  get length(): number {
    return this.#length;
  }

  get firstSeq(): number {
    return this.#segments[0]?.events[0]?.seq ?? 0;
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  get firstAtUs(): number {
    return this.#segments[0]?.atUs[0] ?? 0;
  }

  get lastAtUs(): number {
    return this.#lastAtUs;
  }

  /** Takes new events; those that it has are passed over. Returns those that were new. */
  append(events: readonly LabEvent[]): readonly LabEvent[] {
    const added = events.filter((event) => {
      if (event.seq <= this.#lastSeq) return false;
      this.#push(event);
      return true;
    });
    while (this.#length > this.#maxEvents && this.#segments.length > 1) {
      this.#length -= this.#segments.shift()?.events.length ?? 0;
    }
    return added;
  }

  /** Forgets all events; `base` is the state from which the next ones go on. */
  restart(base: TraceState): void {
    this.#segments = [emptySegment(base)];
    this.#length = 0;
    this.#lastSeq = base.seq;
    this.#lastAtUs = base.atUs;
  }

  /** The state after the event `seq`; before the oldest event that is kept, the state ahead of that. */
  stateAt(seq: number): TraceState {
    const segment = this.#segments[this.#segmentOf(seq)];
    if (segment === undefined) return emptyTrace;
    return applyEvents(segment.base, segment.events.slice(0, countUpTo(segment.events, seq)));
  }

  /** `state` brought forward to the event `seq`: cheaper than `stateAt` for a step. */
  advance(state: TraceState, seq: number): TraceState {
    const first = this.#segmentOf(state.seq);
    const last = this.#segmentOf(seq);
    if (seq < state.seq || last > first + 1) return this.stateAt(seq);
    const events = this.#segments.slice(first, last + 1).flatMap((segment) => segment.events);
    return applyEvents(state, events.slice(0, countUpTo(events, seq)));
  }

  /** The newest event at or before a time of the lab's clock; 0 where there is none. */
  seqAt(atUs: number): number {
    const index = upperBound(this.#segments, (segment) => (segment.atUs[0] ?? 0) <= atUs) - 1;
    const segment = this.#segments[index];
    if (segment === undefined) return 0;
    return segment.events[upperBound(segment.atUs, (at) => at <= atUs) - 1]?.seq ?? segment.base.seq;
  }

  /** When the event `seq` was, or the one before it where it is not kept. */
  atUsOf(seq: number): number {
    const segment = this.#segments[this.#segmentOf(seq)];
    if (segment === undefined) return 0;
    return segment.atUs[countUpTo(segment.events, seq) - 1] ?? this.firstAtUs;
  }

  /** The event next to `seq`, in either direction; undefined at the ends. */
  neighbour(seq: number, direction: 1 | -1): LabEvent | undefined {
    const index = this.#segmentOf(seq);
    const segment = this.#segments[index];
    if (segment === undefined) return undefined;
    const count = countUpTo(segment.events, seq);
    if (direction === 1) return segment.events[count] ?? this.#segments[index + 1]?.events[0];
    const isAt = segment.events[count - 1]?.seq === seq;
    const before = segment.events[isAt ? count - 2 : count - 1];
    return before ?? this.#segments[index - 1]?.events.at(-1);
  }

  #push(event: LabEvent): void {
    let segment = this.#segments.at(-1);
    if (segment === undefined || segment.events.length >= this.#checkpointEvents) {
      const base = segment === undefined ? emptyTrace : applyEvents(segment.base, segment.events);
      segment = emptySegment(base);
      this.#segments.push(segment);
    }
    this.#lastAtUs = Math.max(this.#lastAtUs, event.at);
    segment.events.push(event);
    segment.atUs.push(this.#lastAtUs);
    this.#lastSeq = event.seq;
    this.#length += 1;
  }

  #segmentOf(seq: number): number {
    const isAtOrBefore = (segment: Segment) => (segment.events[0]?.seq ?? Number.POSITIVE_INFINITY) <= seq;
    return Math.max(0, upperBound(this.#segments, isAtOrBefore) - 1);
  }
}

function emptySegment(base: TraceState): Segment {
  // What a snapshot said of the sockets holds for its own moment only, and here each event counts.
  return { base: { ...base, socketsSeq: Math.min(base.socketsSeq, base.seq) }, events: [], atUs: [] };
}

/** How many events are numbered `seq` or less. */
function countUpTo(events: readonly LabEvent[], seq: number): number {
  return upperBound(events, (event) => event.seq <= seq);
}
