/**
 * Lets wires of all labs of this process work in turn, one in each turn of the event loop, so that in a flood on one the
 * others, and everybody's calls, wait for one short piece of work at most.
 */
class Rounds {
  readonly #waiting = new Set<() => void>();
  #isScheduled = false;

  /** Runs the work once, in a later turn; what waits already keeps its place. */
  add(work: () => void): void {
    this.#waiting.add(work);
    this.#schedule();
  }

  delete(work: () => void): void {
    this.#waiting.delete(work);
  }

  #schedule(): void {
    if (this.#isScheduled || this.#waiting.size === 0) return;
    this.#isScheduled = true;
    setImmediate(this.#run);
  }

  readonly #run = (): void => {
    this.#isScheduled = false;
    try {
      for (const work of this.#waiting) {
        this.#waiting.delete(work);
        work();
        break;
      }
    } finally {
      this.#schedule();
    }
  };
}

export const rounds = new Rounds();
