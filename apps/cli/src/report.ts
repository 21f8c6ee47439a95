import { styleText } from "node:util";
import { formatCondition } from "@sockpit/protocol/scenario";
import type { ProgramResult, RunResult, ScenarioResult } from "@sockpit/scenario";

const marks = { passed: "✓", failed: "✗", skipped: "-" } as const;
const colors = { passed: "green", failed: "red", skipped: "yellow" } as const;

/** Lines of a program's standard error that a failure shows: the last. */
const SHOWN_LINES = 12;

/** Writes one line for a run, and what failed in it. */
export function reportRun(file: string, run: RunResult, print: (line: string) => void): void {
  const { outcome, condition, reason, durationSeconds, expectations, programs } = run;
  const mark = styleText(colors[outcome], marks[outcome]);
  const time = outcome === "skipped" ? "" : ` (${durationSeconds.toFixed(1)} s)`;
  print(
    `${mark} ${file}: ${condition.name ?? formatCondition({ effects: condition.effects, seed: condition.seed })}${time}${reason === undefined ? "" : `: ${reason}`}`,
  );
  if (outcome !== "failed") return;
  for (const { text, line, isMet, actual } of expectations) {
    if (isMet) continue;
    print(`    ${file}${line === undefined ? "" : `:${line}`}: ${text}`);
    print(`      actual   ${actual}`);
  }
  for (const program of programs) for (const line of whyEnded(program)) print(`    ${line}`);
}

function whyEnded({ name, status, stderr, failure }: ProgramResult): string[] {
  if (failure !== undefined && status === undefined) return [`${name} did not start: ${failure.message}`];
  if (status === 0 || status === undefined) return [];
  return [
    `${name} ended with status ${status}`,
    ...stderr
      .trimEnd()
      .split("\n")
      .slice(-SHOWN_LINES)
      .map((line) => `  ${line}`),
  ];
}

/** The last line: what all runs came to. */
export function summary(results: readonly ScenarioResult[]): string {
  const runs = results.flatMap((result) => result.runs);
  const count = (outcome: RunResult["outcome"]) => runs.filter((run) => run.outcome === outcome).length;
  const points = results.reduce((sum, result) => sum + result.points.reached, 0);
  const possible = results.reduce((sum, result) => sum + result.points.possible, 0);
  const counts = [
    `${count("passed")} passed`,
    `${count("failed")} failed`,
    ...(count("skipped") > 0 ? [`${count("skipped")} skipped`] : []),
  ];
  return `${counts.join(", ")}${possible > 0 ? `; ${points} of ${possible} points` : ""}`;
}
