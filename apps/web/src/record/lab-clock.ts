/**
 * The lab's clock, as seen from here. An event can only have happened before it arrived, so the
 * smallest difference seen is the best estimate.
 */
export class LabClock {
  readonly #nowMs: () => number;
  #offsetUs: number | undefined;
  #stoppedUs: number | undefined;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** A message just arrived that says that the lab's clock had come to `atUs`. */
  observe(atUs: number): void {
    const offsetUs = this.#nowMs() * 1000 - atUs;
    this.#offsetUs = Math.min(this.#offsetUs ?? offsetUs, offsetUs);
  }

  /** Nothing of the lab is known from now on: its clock stands still until `start`. */
  stop(): void {
    this.#stoppedUs ??= this.nowUs();
  }

  start(): void {
    this.#stoppedUs = undefined;
  }

  reset(): void {
    this.#offsetUs = undefined;
    this.#stoppedUs = undefined;
  }

  /** Microseconds since the lab was made; 0 while no message has come. */
  nowUs(): number {
    if (this.#stoppedUs !== undefined) return this.#stoppedUs;
    return this.#offsetUs === undefined ? 0 : this.#nowMs() * 1000 - this.#offsetUs;
  }
}
