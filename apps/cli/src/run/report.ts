import { styleText } from "node:util";
import { casesOf, type RunResult, runName, type ScenarioResult } from "@sockpit/scenario";
import { inLanguage } from "../language.js";

const marks = { passed: "✓", failed: "✗", skipped: "-" } as const;
const colors = { passed: "green", failed: "red", skipped: "yellow" } as const;

/** Lines of what there was instead that a failure shows: the last. */
const SHOWN_LINES = 12;

/** Writes one line for a run, and what failed in it. */
export function reportRun(file: string, run: RunResult, print: (line: string) => void): void {
  const { outcome, reason, durationSeconds } = run;
  const mark = styleText(colors[outcome], marks[outcome]);
  const time = outcome === "skipped" ? "" : ` (${durationSeconds.toFixed(1)} s)`;
  print(`${mark} ${file}: ${runName(run)}${time}${reason === undefined ? "" : `: ${reason}`}`);
  if (outcome !== "failed") return;
  for (const { name, line, actual, isPassed } of casesOf(run)) {
    if (isPassed) continue;
    print(`    ${file}${line === undefined ? "" : `:${line}`}: ${name}`);
    const [first = "", ...more] = actual.trimEnd().split("\n").slice(-SHOWN_LINES);
    print(`      actual   ${first}`);
    for (const rest of more) print(`               ${rest}`);
  }
  if (run.hint !== undefined) print(`    hint: ${inLanguage(run.hint)}`);
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
