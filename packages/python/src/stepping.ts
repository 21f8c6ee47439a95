/**
 * How a stopped thread goes on. `into`: to the next line anywhere; `over`: to the next line of this function or
 * of its callers; `out`: to a line of a caller; `call`: to the next socket call.
 */
export type StepMode = "continue" | "into" | "over" | "out" | "call";

/** Lines at which a program stops, by file. */
export type Breakpoints = Readonly<Record<string, readonly number[]>>;

/** A variable as its `repr` shows it, shortened. */
export interface Variable {
  name: string;
  type: string;
  value: string;
}

/** A function under way, in one of the program's own files. */
export interface StackFrame {
  function: string;
  file: string;
  line: number;
}

/** Where a thread stands still, before the line is executed. */
export interface StopPlace {
  reason: "step" | "breakpoint" | "call";
  /** The socket call that comes next, with reason `call`. */
  command: string | null;
  /** Null for the main thread. */
  thread: string | null;
  file: string;
  line: number;
  /** The innermost first. */
  frames: readonly StackFrame[];
  variables: readonly Variable[];
}

/** How a program begins: whether it stops at its first line, and where it stops later. */
export interface SteppingStart {
  mode: "continue" | "into";
  breakpoints: Breakpoints;
}

/** The worker's side of py/stepping.py: one thread stands still at a time, and the others wait at their next line. */
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
