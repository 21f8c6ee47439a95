/** Output messages that may be under way to the page before the program waits for it, as on a full pipe. */
const MAX_UNHANDLED = 512;

/** How long one wait may take before the program goes on all the same: a hidden page can be slow. */
const MAX_WAIT_MS = 1000;

/**
 * Keeps a program that prints without end from filling the page's memory: it stands still while the
 * page is far behind. `handled` counts, in shared memory, the messages that the page has taken.
 */
export class OutputFlow {
  readonly #handled: Int32Array | null;
  readonly #isInterrupted: () => boolean;
  #sent = 0;

  constructor(handled: Int32Array | null, isInterrupted: () => boolean) {
    this.#handled = handled;
    this.#isInterrupted = isInterrupted;
  }

  /** Counts one message, and waits (blocking the worker) while too many are unhandled. */
  sent(): void {
    this.#sent += 1;
    if (this.#handled === null) return;
    const deadlineMs = performance.now() + MAX_WAIT_MS;
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
