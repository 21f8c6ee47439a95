const TICKS = 5;

/**
 * Notices that nothing comes any more from a server that sends something at least every 20 s. Counts ticks and not time:
 * after a sleep, during which timers stood still as well, what has come meanwhile gets its chance.
 */
export class SilenceWatch {
  readonly #silentAfterMs: number;
  readonly #onSilent: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #silentTicks = 0;

  constructor(silentAfterMs: number, onSilent: () => void) {
    this.#silentAfterMs = silentAfterMs;
    this.#onSilent = onSilent;
  }

  /** Begins to watch, from now on. */
  start(): void {
    this.stop();
    this.#silentTicks = 0;
    this.#timer = setInterval(() => this.#tick(), this.#silentAfterMs / TICKS);
    // In Node, the connection itself is what keeps the process alive.
    (this.#timer as { unref?: () => void }).unref?.();
  }

  /** Something came. */
  sign(): void {
    this.#silentTicks = 0;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    this.#silentTicks += 1;
    if (this.#silentTicks < TICKS) return;
    this.stop();
    this.#onSilent();
  }
}
