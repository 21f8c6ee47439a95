import type { LocalText } from "@sockpit/protocol/scenario";
import type { RunResult, ScenarioResult } from "../results/result.js";
import { casesOf, runName } from "../results/run-cases.js";

/** What one condition of an assignment gave. */
export interface GradedRun {
  readonly name: string;
  readonly outcome: RunResult["outcome"];
  readonly points: number;
  readonly possible: number;
  /** Not to be shown to who is graded. */
  readonly isHidden: boolean;
  /** What failed, a line each: what was expected, and what there was instead. */
  readonly failures: readonly string[];
  readonly hint: LocalText | undefined;
}

/** What a submission gave. */
export interface Grade {
  /** Whose it is. */
  readonly name: string;
  readonly points: number;
  readonly possible: number;
  readonly runs: readonly GradedRun[];
  /** Why it could not be run. It has no points then. */
  readonly problem?: string;
}

/** Characters of what there was instead. */
const SHOWN = 500;

/** Adds up what a submission's runs gave. An assignment without points has one for each condition. What was skipped does not count. */
export function gradeOf(name: string, { runs }: ScenarioResult): Grade {
  const counted = runs.filter(({ outcome }) => outcome !== "skipped");
  const hasPoints = counted.some(({ condition }) => condition.points !== undefined);
  const graded = counted.map((run) => {
    const possible = run.condition.points ?? (hasPoints ? 0 : 1);
    return {
      name: runName(run),
      outcome: run.outcome,
      points: run.outcome === "passed" ? possible : 0,
      possible,
      isHidden: run.condition.isHidden ?? false,
      failures: [
        ...(run.reason === undefined ? [] : [run.reason]),
        ...casesOf(run).flatMap(({ isPassed, name: expected, actual }) =>
          isPassed ? [] : [`expected ${expected}; actual ${shortened(actual)}`],
        ),
      ],
      hint: run.hint,
    };
  });
  return {
    name,
    points: sum(graded.map(({ points }) => points)),
    possible: sum(graded.map(({ possible }) => possible)),
    runs: graded,
  };
}

/** The grade of what could not be run. */
export function failedGrade(name: string, problem: string): Grade {
  return { name, points: 0, possible: 0, runs: [], problem };
}

/** What failures say of their causes, each once. */
export function hintsOf(runs: readonly GradedRun[], inLanguage: (text: LocalText) => string): string[] {
  return [...new Set(runs.flatMap(({ hint }) => (hint === undefined ? [] : [inLanguage(hint)])))];
}

function shortened(text: string): string {
  const trimmed = text.trim();
  return trimmed.length <= SHOWN ? trimmed : `… ${trimmed.slice(-SHOWN)}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
