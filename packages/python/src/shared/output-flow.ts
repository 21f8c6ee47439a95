/** Output messages that may be under way to the page before the program waits for it, as on a full pipe. */
export const MAX_UNHANDLED = 512;

/** How long one wait may take before the program goes on all the same: a hidden page can be slow. */
const MAX_WAIT_MS = 1000;

interface OutputFlowOptions {
  /** Counts, in shared memory, the messages that the page has taken; null where there is none, and nothing waits. */
  handled: Int32Array | null;
  isInterrupted(): boolean;
  maxWaitMs?: number;
}

/**
 * Keeps a program that prints without end from filling the page's memory: it stands still while the
 * page is far behind.
 */
export class OutputFlow {
  readonly #handled: Int32Array | null;
  readonly #isInterrupted: () => boolean;
  readonly #maxWaitMs: number;
  #sent = 0;

  constructor({ handled, isInterrupted, maxWaitMs = MAX_WAIT_MS }: OutputFlowOptions) {
    this.#handled = handled;
    this.#isInterrupted = isInterrupted;
    this.#maxWaitMs = maxWaitMs;
  }

  /** Counts one message, and waits (blocking the worker) while too many are unhandled. */
  sent(): void {
    this.#sent += 1;
    if (this.#handled === null) return;
    const deadlineMs = performance.now() + this.#maxWaitMs;
    while (!this.#isInterrupted()) {
      const handled = Atomics.load(this.#handled, 0);
      const remainingMs = deadlineMs - performance.now();
      if (((this.#sent - handled) | 0) < MAX_UNHANDLED || remainingMs <= 0) return;
      Atomics.wait(this.#handled, 0, handled, remainingMs);
    }
  }
}

/** The page has taken one message. */
export function handledOutput(handled: Int32Array | null): void {
  if (handled === null) return;
  Atomics.add(handled, 0, 1);
  Atomics.notify(handled, 0);
}
