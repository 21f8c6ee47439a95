import { LONGEST_TIMER_MS } from "./longest-timer.js";
import type { TurnYielder } from "./turn-yielder.js";
import type { Wait } from "./waits.js";

/** How a parked thread goes on; `_sockpit.bridge.blocking` knows the numbers. */
export const parkOutcome = { woken: 0, timedOut: 1, interrupted: 2 } as const;
export type ParkOutcome = (typeof parkOutcome)[keyof typeof parkOutcome];

/** Threads that wait for other threads: each at a place that has a number of its own, and is woken once. */
export class Parking {
  readonly #parked = new Map<number, () => void>();
  /** Places that were woken before anybody waited there. */
  readonly #woken = new Set<number>();
  readonly #turnYielder: Pick<TurnYielder, "waitAhead">;

  constructor(turnYielder: Pick<TurnYielder, "waitAhead">) {
    this.#turnYielder = turnYielder;
  }

  /** Waits at `place`; `timeoutMs` below 0 is for ever. */
  park(place: number, timeoutMs: number, wait: Wait): Promise<ParkOutcome> {
    if (this.#woken.delete(place)) {
      wait.end();
      return Promise.resolve(parkOutcome.woken);
    }
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let isOver = false;
      const end = (outcome: ParkOutcome) => {
        if (isOver) return;
        isOver = true;
        clearTimeout(timer);
        if (this.#parked.get(place) === wake) this.#parked.delete(place);
        wait.end();
        resolve(outcome);
      };
      const wake = () => end(parkOutcome.woken);
      const interrupt = () => end(parkOutcome.interrupted);
      this.#parked.set(place, wake);
      if (timeoutMs >= 0) {
        const timeOut = async () => {
          // A timer that is set within another's task is nested, and browsers make the sixth wait 4 ms at least.
          await this.#turnYielder.waitAhead();
          end(parkOutcome.timedOut);
        };
        // Python asks again for what remains.
        timer = setTimeout(timeOut, Math.min(timeoutMs, LONGEST_TIMER_MS));
      }
      wait.onInterrupt(interrupt);
    });
  }

  unpark(place: number): void {
    const wake = this.#parked.get(place);
    if (wake === undefined) this.#woken.add(place);
    else wake();
  }
}
