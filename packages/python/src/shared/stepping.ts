/**
 * How a paused thread goes on. `into`: to the next line anywhere; `over`: to the next line of this function or
 * of its callers; `out`: to a line of a caller; `call`: to the next socket call.
 */
export type StepMode = "continue" | "into" | "over" | "out" | "call";

/** Lines at which a program pauses, by file. */
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
export interface PausePlace {
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
