/** Runs a callback soon, at the next animation frame where there is one. Returns how to call it off. */
export type ScheduleFrame = (callback: () => void) => () => void;

/** A hidden page draws no frames; what arrives then is handed on this often. */
const HIDDEN_PAGE_INTERVAL_MS = 250;

/** The next animation frame, or a quarter of a second later where none comes. */
export const scheduleAnimationFrame: ScheduleFrame = (callback) => {
  const cancel = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const run = () => {
    cancel();
    callback();
  };
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, HIDDEN_PAGE_INTERVAL_MS);
  return cancel;
};

/** Collects items and hands them on together, once per frame: a burst of events draws the page once. */
export class FrameBatch<T> {
  readonly #flush: (items: readonly T[]) => void;
  readonly #schedule: ScheduleFrame;
  #items: T[] = [];
  #cancel: (() => void) | undefined;

  constructor(flush: (items: readonly T[]) => void, schedule: ScheduleFrame = scheduleAnimationFrame) {
    this.#flush = flush;
    this.#schedule = schedule;
  }

  push(item: T): void {
    this.#items.push(item);
    this.#cancel ??= this.#schedule(() => this.flush());
  }

  /** Hands on what has been collected, now. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const items = this.#items;
    if (items.length === 0) return;
    this.#items = [];
    this.#flush(items);
  }

  /** Forgets what has been collected. */
  clear(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#items = [];
  }
}
