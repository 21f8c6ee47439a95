import type { PausePlace, ProgramEnd, ProgramFailure } from "@sockpit/python";
import type { Program } from "../../shared/program.js";
import { emptyOutput, type Output } from "./output.js";
import type { WaitRecord } from "./wait-record.js";

/**
 * `waiting`: for a lab, or for Python. `paused`: at a breakpoint or after a step.
 * `stopping`: asked to end, and not there yet.
 */
export type RunState =
  | { kind: "idle" }
  | { kind: "waiting" }
  | { kind: "running" }
  | { kind: "waitingInput"; prompt: string }
  | { kind: "paused"; place: PausePlace }
  | { kind: "stopping" }
  | { kind: "ended"; end: ProgramEnd };

/** An exception that ended a program, a thread or a task of it, and when: microseconds of the lab's clock. */
export interface FailureRecord extends ProgramFailure {
  atUs: number;
}

/** The latest run of a program. */
export interface Run {
  state: RunState;
  /** Its process in the present lab, once it has one. */
  pid: number | null;
  /** Whether it came as far as to have a process. */
  hasStarted: boolean;
  output: Output;
  /** The prompt of the line that it asks for; it may do something else meanwhile. */
  question: string | null;
  /** Whether nobody is to see the answer: getpass. */
  isSecret: boolean;
  /** Whether it has caught the KeyboardInterrupt of Stop, and went on. */
  hasCaughtStop: boolean;
  /** Exceptions that nothing in it has caught, oldest first. */
  failures: readonly FailureRecord[];
  /** What it waited or stood still for that was no socket call, oldest first. */
  waits: readonly WaitRecord[];
  /** What a person has typed ahead of the next question, without its end of line. */
  draft?: string;
}

export const noRun: Run = {
  state: { kind: "idle" },
  pid: null,
  hasStarted: false,
  output: emptyOutput,
  question: null,
  isSecret: false,
  hasCaughtStop: false,
  failures: [],
  waits: [],
};

/** What a program does that is neither paused nor ended. */
export function goingOn({ question }: Run): RunState {
  return question === null ? { kind: "running" } : { kind: "waitingInput", prompt: question };
}

export function isActive(run: Run): boolean {
  return run.state.kind !== "idle" && run.state.kind !== "ended";
}

/** The line of a file before which another program is paused that imports it; null where none is. */
export function pausedLineIn(runs: ReadonlyMap<string, Run>, { id, name }: Program): number | null {
  for (const [program, { state }] of runs) {
    if (program !== id && state.kind === "paused" && state.place.file === name) return state.place.line;
  }
  return null;
}
