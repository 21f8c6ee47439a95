/** How much of a turn of the event loop tasks may take, before others have theirs. */
const TURN_MS = 4;

/** Unused time that is kept for later: so much work is done at once after a quiet time. */
const SAVED_MS = 50;

/**
 * Runs background tasks so that together they take at most a share of the thread's time, however many there are: first
 * come, first served, a few milliseconds in one turn of the event loop. It does not keep the Node process alive.
 */
export class Pacer {
  readonly #share: number;
  readonly #turnMs: number;
  readonly #tasks = new Set<() => void>();
  #creditMs = SAVED_MS;
  #countedAtMs = performance.now();
  #isScheduled = false;

  /** `share`: of one core, above 0 and at most 1. */
  constructor(share: number, { turnMs = TURN_MS } = {}) {
    this.#share = share;
    this.#turnMs = turnMs;
  }

  /** Runs the task once, later; a task that waits already keeps its place. */
  add(task: () => void): void {
    this.#tasks.add(task);
    this.#schedule();
  }

  delete(task: () => void): void {
    this.#tasks.delete(task);
  }

  #schedule(): void {
    if (this.#isScheduled || this.#tasks.size === 0) return;
    this.#isScheduled = true;
    const creditMs = this.#credit();
    // An unref'd immediate would wait until something else wakes the event loop.
    if (creditMs > 0) setImmediate(this.#run);
    else setTimeout(this.#run, Math.ceil(-creditMs / this.#share)).unref();
  }

  readonly #run = (): void => {
    this.#isScheduled = false;
    // Node counts a timer's time from the begin of the turn that set it, so it can end before there is credit.
    if (this.#credit() <= 0) {
      this.#schedule();
      return;
    }
    const startedAtMs = performance.now();
    try {
      for (const task of this.#tasks) {
        this.#tasks.delete(task);
        task();
        if (performance.now() - startedAtMs >= this.#turnMs) break;
      }
    } finally {
      this.#creditMs -= performance.now() - startedAtMs;
      this.#schedule();
    }
  };

  /** Milliseconds that may be spent now; below 0: what has been overspent. */
  #credit(): number {
    const nowMs = performance.now();
    const earnedMs = (nowMs - this.#countedAtMs) * this.#share;
    this.#creditMs = Math.min(SAVED_MS, this.#creditMs + earnedMs);
    this.#countedAtMs = nowMs;
    return this.#creditMs;
  }
}
