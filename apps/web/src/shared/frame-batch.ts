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

/** How often a page that events keep coming to is drawn: often enough to be live, and programs have the processor too. */
const DRAW_INTERVAL_MS = 150;

/** Drawing takes at most this part of the time, on a slow or busy machine too. */
const DRAWING_SHARE = 1 / 6;

/** Runs a callback when the frame in which it is called has been painted. */
export type AfterPaint = (callback: () => void) => void;

/** Timers run after the paint of the frame that set them. */
const afterPaint: AfterPaint = (callback) => void setTimeout(callback, 0);

/** The next animation frame for what comes now and then; in a stream of events one of them every so often. */
export function pacedFrames(
  schedule: ScheduleFrame = scheduleAnimationFrame,
  whenPainted: AfterPaint = afterPaint,
): ScheduleFrame {
  let nextMs = Number.NEGATIVE_INFINITY;
  return (callback) => {
    const draw = () => {
      const beganMs = performance.now();
      nextMs = beganMs + DRAW_INTERVAL_MS;
      callback();
      whenPainted(() => {
        const paintedMs = performance.now();
        nextMs = Math.max(nextMs, paintedMs + (paintedMs - beganMs) * (1 / DRAWING_SHARE - 1));
      });
    };
    let cancel: () => void;
    const waitMs = nextMs - performance.now();
    if (waitMs <= 0) return schedule(draw);
    const timer = setTimeout(() => {
      cancel = schedule(draw);
    }, waitMs);
    cancel = () => clearTimeout(timer);
    return () => cancel();
  };
}

/** Collects items and hands them on together: a burst of events draws the page once. */
export class FrameBatch<T> {
  readonly #flush: (items: readonly T[]) => void;
  readonly #schedule: ScheduleFrame;
  #items: T[] = [];
  #cancel: (() => void) | undefined;

  constructor(flush: (items: readonly T[]) => void, schedule: ScheduleFrame = pacedFrames()) {
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
