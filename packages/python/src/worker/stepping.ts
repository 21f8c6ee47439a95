import type { PausePlace, StepMode } from "../shared/stepping.js";

/** The worker's side of `_sockpit.debugger.stepping`: one thread stands still at a time, and the others wait at their next line. */
export class Stepping {
  readonly #onPaused: (place: PausePlace) => void;
  #resume: ((mode: StepMode) => void) | undefined;
  readonly #held = new Set<() => void>();
  #isReleased = false;

  constructor(onPaused: (place: PausePlace) => void) {
    this.#onPaused = onPaused;
  }

  /** A thread stands still until `resume`. */
  pauseAt(placeJson: string): Promise<StepMode> {
    if (this.#isReleased) return Promise.resolve("continue");
    return new Promise((resolve) => {
      this.#resume = resolve;
      this.#onPaused(JSON.parse(placeJson) as PausePlace);
    });
  }

  /** The paused thread has gone on; threads that waited for it look where they stand. */
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
