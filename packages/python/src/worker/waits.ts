/** A wait of one thread: a signal may interrupt it where it is the main thread's. */
export interface Wait {
  /** Aborted by a signal. It belongs to all waits of the main thread, so listeners are taken away in the end. */
  readonly signal: AbortSignal | undefined;
  isInterrupted(): boolean;
  end(): void;
}

/** Of the other threads: signals are the main thread's alone. */
const uninterrupted: Wait = { signal: undefined, isInterrupted: () => false, end: () => undefined };

/** What the main thread waits for. */
export class Waits {
  readonly #open = new Set<{ isInterrupted: boolean }>();
  readonly #hasSignal: () => boolean;
  #controller = new AbortController();

  /** `hasSignal`: whether one has come and was not taken yet; a wait that begins then is interrupted at once. */
  constructor(hasSignal: () => boolean) {
    this.#hasSignal = hasSignal;
  }

  /** `thread`: the name of a thread that is not the main one. */
  begin(thread: string | undefined): Wait {
    if (thread !== undefined) return uninterrupted;
    const state = { isInterrupted: this.#hasSignal() };
    this.#open.add(state);
    return {
      signal: state.isInterrupted ? AbortSignal.abort() : this.#controller.signal,
      isInterrupted: () => state.isInterrupted,
      end: () => this.#open.delete(state),
    };
  }

  /** Interrupts what the main thread waits for. False where it does not wait. */
  interrupt(): boolean {
    if (this.#open.size === 0) return false;
    for (const state of this.#open) state.isInterrupted = true;
    const controller = this.#controller;
    this.#controller = new AbortController();
    controller.abort();
    return true;
  }
}
