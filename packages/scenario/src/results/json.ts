import { seedOf } from "../conditions.js";
import { casesOf, type FileResult, runName } from "./run-cases.js";

/** The version of the JSON form of results. */
const RESULTS_FORMAT = 1;

/** Results as JSON, for programs. */
export function resultsJson(files: readonly FileResult[]): object {
  return {
    format: RESULTS_FORMAT,
    isPassed: files.every(({ result }) => result.isPassed),
    scenarios: files.map(({ file, scenario, result }) => ({
      file,
      title: scenario.title,
      isPassed: result.isPassed,
      points: result.points,
      runs: result.runs.map((run) => ({
        condition: runName(run),
        effects: run.condition.effects,
        seed: seedOf(run.condition),
        outcome: run.outcome,
        reason: run.reason,
        points: run.condition.points,
        isHidden: run.condition.isHidden,
        durationSeconds: Math.round(run.durationSeconds * 1000) / 1000,
        expectations: run.expectations,
        failures: casesOf(run).filter(({ isPassed }) => !isPassed),
        hint: run.hint,
        programs: run.programs,
      })),
    })),
  };
}
