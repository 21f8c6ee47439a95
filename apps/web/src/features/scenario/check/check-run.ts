import type { Condition } from "@sockpit/protocol/scenario";
import type { ExpectationResult, ProgramResult, RunProgress, RunResult } from "@sockpit/scenario";

/** One run of the scenario, under one condition, as far as it has come. */
export interface CheckRun {
  readonly condition: Condition;
  /** `stopped`: the person has ended the check before. */
  readonly state: "waiting" | "running" | "passed" | "failed" | "skipped" | "stopped";
  /** Why it was skipped, or ended early. */
  readonly reason: string | undefined;
  /** What a failed one says of its cause. */
  readonly hint: RunResult["hint"];
  /** By the index of the scenario's expectations; undefined where it is not decided. */
  readonly expectations: readonly (ExpectationResult | undefined)[];
  /** How its programs ended, once all have. */
  readonly programs: readonly ProgramResult[];
  /** The events of its lab as NDJSON, by which a moment of it is shown; undefined until it has ended. */
  readonly record: string | undefined;
}

export function waitingRun(condition: Condition): CheckRun {
  return {
    condition,
    state: "waiting",
    reason: undefined,
    hint: undefined,
    expectations: [],
    programs: [],
    record: undefined,
  };
}

/** What a person who is graded sees of it: of a hidden one only whether it passed, and its hint. */
export function shownRun(run: CheckRun): CheckRun {
  return run.condition.isHidden ? { ...run, expectations: [], programs: [], record: undefined } : run;
}

/** The run after some progress of it. */
export function afterProgress(run: CheckRun, progress: RunProgress): CheckRun {
  switch (progress.kind) {
    case "conditionStarted":
      return { ...run, state: "running" };
    case "expectationDecided": {
      const expectations = [...run.expectations];
      expectations[progress.index] = progress.result;
      return { ...run, expectations };
    }
    case "conditionEnded": {
      const { outcome, reason, hint, expectations, programs } = progress.result;
      return { ...run, state: outcome, reason, hint, expectations, programs };
    }
    default:
      return run;
  }
}

/** Points of the runs that passed, and of all. */
export function pointsOf(runs: readonly CheckRun[]): { readonly reached: number; readonly possible: number } {
  const sum = (some: readonly CheckRun[]) =>
    some.reduce((points, { condition }) => points + (condition.points ?? 0), 0);
  return { reached: sum(runs.filter(({ state }) => state === "passed")), possible: sum(runs) };
}

/** What an expectation came to in all runs so far: failed in one is failed. */
export function verdictOf(runs: readonly CheckRun[], index: number): "met" | "failed" | "open" {
  const results = runs.flatMap(({ expectations }) => expectations[index] ?? []);
  if (results.some(({ isMet }) => !isMet)) return "failed";
  return results.length > 0 ? "met" : "open";
}
