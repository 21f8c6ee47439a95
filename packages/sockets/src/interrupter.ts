/**
 * Ends one call's wait, as a signal does: EINTR. Made beside the call, and used for that one only. An AbortSignal does the
 * same; it costs as much as a call that need not wait.
 */
export class Interrupter {
  #isInterrupted = false;
  #listener: (() => void) | undefined;

  get isInterrupted(): boolean {
    return this.#isInterrupted;
  }

  /** The first time counts. */
  interrupt(): void {
    this.#isInterrupted = true;
    const listener = this.#listener;
    this.#listener = undefined;
    listener?.();
  }

  /** For the one that waits: what to do when it is interrupted; undefined once it does not wait any more. */
  whenInterrupted(listener: (() => void) | undefined): void {
    this.#listener = listener;
  }
}
