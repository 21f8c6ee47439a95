/** A wait of one thread: a signal may interrupt it where it is the main thread's. */
export interface Wait {
  readonly signal: AbortSignal;
  isInterrupted(): boolean;
  end(): void;
}

/** What the main thread waits for. Signals are its alone, so the waits of the others are not known here. */
export class Waits {
  readonly #open = new Set<AbortController>();
  readonly #hasSignal: () => boolean;

  /** `hasSignal`: whether one has come and was not taken yet; a wait that begins then is interrupted at once. */
  constructor(hasSignal: () => boolean) {
    this.#hasSignal = hasSignal;
  }

  /** `thread`: the name of a thread that is not the main one. */
  begin(thread: string | undefined): Wait {
    const controller = new AbortController();
    if (thread === undefined) {
      this.#open.add(controller);
      if (this.#hasSignal()) controller.abort();
    }
    return {
      signal: controller.signal,
      isInterrupted: () => controller.signal.aborted,
      end: () => this.#open.delete(controller),
    };
  }

  /** Interrupts what the main thread waits for. False where it does not wait. */
  interrupt(): boolean {
    const hasWaits = this.#open.size > 0;
    for (const controller of this.#open) controller.abort();
    return hasWaits;
  }
}
