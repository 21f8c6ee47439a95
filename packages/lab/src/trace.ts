import { type LabEvent, limits } from "@sockpit/protocol";

type WithoutHead<E> = E extends unknown ? Omit<E, "seq" | "at"> : never;
export type NewEvent = WithoutHead<LabEvent>;
export type EventListener = (event: LabEvent) => void;

/** How far the list outgrows its bound before the oldest are cut, so that cutting is rare. */
const SLACK = 1.25;

/**
 * A lab's events in order: numbered, timed, bounded. They are made here, of what has been validated on its way in, and
 * many: types hold them to `LabEvent`, and tests parse each.
 */
export class Trace {
  readonly #startedAt = process.hrtime.bigint();
  readonly #listeners = new Set<EventListener>();
  #events: LabEvent[] = [];
  #lastSeq = 0;
  #lastAt = 0;
  #beforeAppend: () => void = () => undefined;

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
    return this.#lastSeq;
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
    const seq = this.#lastSeq + 1;
    const complete: LabEvent = { ...event, seq, at };
    this.#lastSeq = seq;
    this.#lastAt = at;
    this.#events.push(complete);
    if (this.#events.length > limits.traceEvents * SLACK)
      this.#events = this.#events.slice(-limits.traceEvents);
    for (const listener of this.#listeners) listener(complete);
    return complete;
  }

  /** The events after a number, and how many of them are no longer kept. */
  since(seq: number): { events: LabEvent[]; dropped: number } {
    const firstKept = this.#lastSeq - this.#events.length + 1;
    const dropped = Math.max(0, firstKept - seq - 1);
    return { events: this.#events.slice(Math.max(0, seq + 1 - firstKept)), dropped };
  }

  /** Hears each event from now on. Returns how to stop hearing. */
  listen(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
