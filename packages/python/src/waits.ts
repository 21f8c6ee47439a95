/** A wait of the program: Stop may interrupt it. */
export interface Wait {
  readonly signal: AbortSignal;
  isInterrupted(): boolean;
  end(): void;
}

/** What the program waits for at the moment, and whether it was told to stop. */
export class Waits {
  readonly #open = new Set<AbortController>();

  begin(): Wait {
    const controller = new AbortController();
    this.#open.add(controller);
    return {
      signal: controller.signal,
      isInterrupted: () => controller.signal.aborted,
      end: () => this.#open.delete(controller),
    };
  }

  /** Interrupts what waits. False where nothing does. */
  interrupt(): boolean {
    const hasWaits = this.#open.size > 0;
    for (const controller of this.#open) controller.abort();
    return hasWaits;
  }
}
