import { LONGEST_TIMER_MS } from "./longest-timer.js";
import type { Wait } from "./waits.js";

/** How a parked thread goes on; `_sockpit.bridge.blocking` knows the numbers. */
export const parkOutcome = { woken: 0, timedOut: 1, interrupted: 2 } as const;
export type ParkOutcome = (typeof parkOutcome)[keyof typeof parkOutcome];

/** Threads that wait for other threads: each at a place that has a number of its own, and is woken once. */
export class Parking {
  readonly #parked = new Map<number, () => void>();
  /** Places that were woken before anybody waited there. */
  readonly #woken = new Set<number>();

  /** Waits at `place`; `timeoutMs` below 0 is for ever. */
  park(place: number, timeoutMs: number, wait: Wait): Promise<ParkOutcome> {
    if (this.#woken.delete(place)) {
      wait.end();
      return Promise.resolve(parkOutcome.woken);
    }
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const end = (outcome: ParkOutcome) => {
        clearTimeout(timer);
        this.#parked.delete(place);
        wait.end();
        resolve(outcome);
      };
      this.#parked.set(place, () => end(parkOutcome.woken));
      if (timeoutMs >= 0) {
        // Python asks again for what remains.
        timer = setTimeout(() => end(parkOutcome.timedOut), Math.min(timeoutMs, LONGEST_TIMER_MS));
      }
      if (wait.signal.aborted) end(parkOutcome.interrupted);
      else wait.signal.addEventListener("abort", () => end(parkOutcome.interrupted), { once: true });
    });
  }

  unpark(place: number): void {
    const wake = this.#parked.get(place);
    if (wake === undefined) this.#woken.add(place);
    else wake();
  }
}
