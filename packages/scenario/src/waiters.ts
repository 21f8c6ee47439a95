/** Those who wait for something to become true: asked again whenever something has happened. */
export class Waiters {
  readonly #waiting = new Set<() => void>();
  #isLooking = false;

  /** Resolves once `isTrue` returns true, or throws what it throws. Rejects with the signal's reason. */
  async until(isTrue: () => boolean, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (isTrue()) return;
    await new Promise<void>((resolve, reject) => {
      const end = (settle: () => void) => {
        this.#waiting.delete(look);
        signal.removeEventListener("abort", onAbort);
        settle();
      };
      const look = () => {
        try {
          if (isTrue()) end(resolve);
        } catch (error) {
          end(() => reject(error));
        }
      };
      const onAbort = () => end(() => reject(signal.reason));
      this.#waiting.add(look);
      signal.addEventListener("abort", onAbort, { once: true });
    });
  }

  /** Something has happened. Many events that come at once are looked at once. */
  look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    queueMicrotask(() => {
      this.#isLooking = false;
      for (const look of [...this.#waiting]) look();
    });
  }
}
