import type { SignalSource } from "../pyodide-internals/interrupt-buffer.js";
import type { PythonThreadState } from "../pyodide-internals/python-thread-state.js";
import { TICK_SIGNAL } from "../shared/tick-signal.js";

/**
 * Makes Python look up from computing. It stands in for Pyodide's interrupt buffer: while Python computes, Pyodide
 * reads element 0 every few dozen steps and raises the signal that it finds there, which is `TICK_SIGNAL` where
 * there is something to do. `_sockpit.linux.signals` does it.
 */
export class Ticks implements SignalSource {
  readonly #threadState: PythonThreadState;
  readonly #isNeeded: () => boolean;
  /** A tick was asked for and has not come yet: Pyodide looks here again before it raises one. */
  #isComing = false;

  /** `isNeeded`: whether a signal waits to be taken, or a turn is over. */
  constructor(threadState: PythonThreadState, isNeeded: () => boolean) {
    this.#threadState = threadState;
    this.#isNeeded = isNeeded;
  }

  get 0(): number {
    if (this.#isComing || !this.#isNeeded()) return 0;
    this.#isComing = true;
    this.#threadState.markSignalPending();
    return TICK_SIGNAL;
  }

  set 0(_read: number) {}

  came(): void {
    this.#isComing = false;
  }
}
