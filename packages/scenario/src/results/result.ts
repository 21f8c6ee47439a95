import type { Condition, LocalText } from "@sockpit/protocol/scenario";
import type { StepFailure } from "../steps/step-program.js";

/** How a program of a run ended. */
export interface ProgramResult {
  readonly name: string;
  /** Exit status as in wait(2); undefined where it never started. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether it ended in a way that no expectation speaks of. */
  readonly isUnexpectedEnd: boolean;
  /** The line of its section in the scenario's text; its own first line is the next. */
  readonly line: number | undefined;
  /** Of a program in steps: the step that failed, with its line in the program. */
  readonly failure?: StepFailure | undefined;
}

/** An expectation, decided. */
export interface ExpectationResult {
  /** As the scenario writes it. */
  readonly text: string;
  /** Its line in the scenario's text. */
  readonly line: number | undefined;
  readonly isMet: boolean;
  readonly actual: string;
  /** What a failure says of its cause. */
  readonly hint?: LocalText | undefined;
  /** The number of the event that decided it. */
  readonly seq: number | undefined;
}

/** One run of the programs, under one condition. */
export interface RunResult {
  readonly condition: Condition;
  /** `skipped`: the condition cannot be made here, for the reason given. */
  readonly outcome: "passed" | "failed" | "skipped";
  readonly reason: string | undefined;
  /** What a failed one says of its cause: of the condition where the plain run passed, else of what failed first. */
  readonly hint?: LocalText | undefined;
  readonly isTimedOut: boolean;
  readonly durationSeconds: number;
  readonly programs: readonly ProgramResult[];
  readonly expectations: readonly ExpectationResult[];
}

export interface ScenarioResult {
  readonly runs: readonly RunResult[];
  /** Whether none has failed. */
  readonly isPassed: boolean;
  readonly points: { readonly reached: number; readonly possible: number };
}
