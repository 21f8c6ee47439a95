import { formatCondition, type LocalText, type Scenario } from "@sockpit/protocol/scenario";
import type { ProgramResult, RunResult, ScenarioResult } from "./result.js";

/** A scenario that has been run, with the name of its file. */
export interface FileResult {
  readonly file: string;
  readonly scenario: Scenario;
  readonly result: ScenarioResult;
}

/** Something that a run decided: an expectation, or how a program ended. */
export interface RunCase {
  readonly name: string;
  readonly isPassed: boolean;
  /** Its line in the scenario's text. */
  readonly line: number | undefined;
  /** Of a failed one: what there was instead. */
  readonly actual: string;
  /** What it says of its cause. */
  readonly hint: LocalText | undefined;
}

/** The name of a run: its condition. */
export function runName({ condition }: Pick<RunResult, "condition">): string {
  const { name, effects, seed } = condition;
  return name ?? formatCondition({ effects, seed });
}

/** What a run decided, expectations first. A program that ended well is no case of its own. */
export function casesOf({ expectations, programs }: RunResult): RunCase[] {
  return [
    ...expectations.map(({ text, isMet, line, actual, hint }) => ({
      name: text.replace(/ +/g, " "),
      isPassed: isMet,
      line,
      actual,
      hint,
    })),
    ...programs.flatMap((program) => programCase(program)),
  ];
}

function programCase({ name, isUnexpectedEnd, status, stderr, failure, line }: ProgramResult): RunCase[] {
  const ending = status === undefined ? "did not start" : `ended with status ${status}`;
  if (!isUnexpectedEnd) return [];
  const where = failure === undefined || line === undefined ? line : line + failure.line;
  return [
    {
      name: `${name} ${ending}`,
      isPassed: false,
      line: where,
      actual: stderr || (failure?.message ?? ""),
      hint: undefined,
    },
  ];
}
