import type { LabEvent } from "@sockpit/protocol";

/** A page draws a stream of events ten times a second: many more messages than that would be more work for the same picture. */
const INTERVAL_MS = 50;

/** So many go in one message at most: it stays far from the bounds of a frame, and is read in one go. */
const MAX_EVENTS = 256;

/** Gathers events, and sends them on in order: those of one turn together, and in busy times all of an interval. */
export class EventBatch {
  readonly #send: (events: readonly LabEvent[]) => void;
  #events: LabEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastSentAt = 0;

  constructor(send: (events: readonly LabEvent[]) => void) {
    this.#send = send;
  }

  add(event: LabEvent): void {
    this.#events.push(event);
    if (this.#events.length >= MAX_EVENTS) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), this.#waitMs());
  }

  /** Sends at once what has been gathered. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#events.length === 0) return;
    const events = this.#events;
    this.#events = [];
    this.#lastSentAt = performance.now();
    this.#send(events);
  }

  /** Forgets what has been gathered. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#events = [];
  }

  #waitMs(): number {
    return Math.max(0, INTERVAL_MS - (performance.now() - this.#lastSentAt));
  }
}
