/** A lab's clock: microseconds since the lab was made, by the monotonic clock that `performance.now` reads. */
export class LabClock {
  readonly #startedMs = performance.now();

  /** With fractions, which put in order what happens within one microsecond. */
  nowUs(): number {
    return (performance.now() - this.#startedMs) * 1e3;
  }

  /** The lab's time at a time of `performance.now`, in microseconds both. */
  fromProcessUs(processUs: number): number {
    return processUs - this.#startedMs * 1e3;
  }
}
