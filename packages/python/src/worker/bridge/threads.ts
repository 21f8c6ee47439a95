import type { Interrupts } from "../interrupts.js";
import { Parking, type ParkOutcome, parkOutcome } from "../parking.js";
import type { TurnYielder } from "../turn-yielder.js";
import type { Wait } from "../waits.js";
import type { ProgramWaits, Waiting } from "./program-waits.js";

/** What a new thread does: a Python function, given away by its proxy. It raises nothing. */
export interface ThreadBody {
  callPromising(): Promise<unknown>;
  destroy(): void;
}

/** The place of those that sleep: nobody wakes them. */
const SLEEPING = 0;

interface Parts {
  interrupts: Interrupts;
  turnYielder: TurnYielder;
  waits: ProgramWaits;
}

/** A program's threads: they begin, sleep, wait for each other and give each other turns. */
export class Threads {
  readonly #interrupts: Interrupts;
  readonly #turnYielder: TurnYielder;
  readonly #waits: ProgramWaits;
  readonly #parking: Parking;

  constructor({ interrupts, turnYielder, waits }: Parts) {
    this.#interrupts = interrupts;
    this.#turnYielder = turnYielder;
    this.#waits = waits;
    this.#parking = new Parking(turnYielder);
  }

  /** Starts a thread: it begins when the running one waits. */
  spawn(body: ThreadBody): void {
    const interrupts = this.#interrupts;
    interrupts.threads += 1;
    queueMicrotask(async () => {
      if (this.#waits.isOver) return;
      interrupts.turnBegins();
      try {
        await body.callPromising();
      } finally {
        interrupts.threads -= 1;
        body.destroy();
      }
    });
  }

  /** Resolves to true when the time has passed, to false when interrupted. */
  sleep(milliseconds: number, line: number, thread: string | undefined): Waiting<boolean> {
    const { wait } = this.#waits.begin(line, thread, "sleep");
    return this.#waits.resumed(this.#slept(milliseconds, wait));
  }

  async #slept(milliseconds: number, wait: Wait): Promise<boolean> {
    if (milliseconds > 0) {
      return (await this.#parking.park(SLEEPING, milliseconds, wait)) === parkOutcome.timedOut;
    }
    await this.#turnYielder.wait();
    const isInterrupted = wait.isInterrupted();
    wait.end();
    return !isInterrupted;
  }

  /** Waits until `unpark` is called with this place, `timeoutMs` have passed (below 0: never) or a signal came. */
  park(place: number, timeoutMs: number, line: number, thread: string | undefined): Waiting<ParkOutcome> {
    const { wait } = this.#waits.begin(line, thread, "lock");
    return this.#waits.resumed(this.#parking.park(place, timeoutMs, wait));
  }

  unpark(place: number): void {
    this.#parking.unpark(place);
  }

  /** Lets other threads and what the worker hears have a turn. */
  yieldTurn(): Waiting<void> {
    return this.#waits.resumed(this.#turnYielder.wait());
  }
}
