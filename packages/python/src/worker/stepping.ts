import type { StepMode, StopPlace } from "../shared/stepping.js";

/** The worker's side of `_sockpit.debugger.stepping`: one thread stands still at a time, and the others wait at their next line. */
export class Stepping {
  readonly #onStopped: (place: StopPlace) => void;
  #resume: ((mode: StepMode) => void) | undefined;
  readonly #held = new Set<() => void>();
  #isReleased = false;

  constructor(onStopped: (place: StopPlace) => void) {
    this.#onStopped = onStopped;
  }

  /** A thread stands still until `resume`. */
  stopAt(placeJson: string): Promise<StepMode> {
    if (this.#isReleased) return Promise.resolve("continue");
    return new Promise((resolve) => {
      this.#resume = resolve;
      this.#onStopped(JSON.parse(placeJson) as StopPlace);
    });
  }

  /** The stopped thread has gone on; threads that waited for it look where they stand. */
  wentOn(): void {
    const held = [...this.#held];
    this.#held.clear();
    for (const goOn of held) goOn();
  }

  untilWentOn(): Promise<void> {
    return new Promise((resolve) => this.#held.add(resolve));
  }

  resume(mode: StepMode): void {
    this.#resume?.(mode);
    this.#resume = undefined;
  }

  /** Nothing stops any more: the program is being ended. */
  release(): void {
    this.#isReleased = true;
    this.resume("continue");
  }
}
