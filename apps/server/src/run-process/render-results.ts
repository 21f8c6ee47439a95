import type { Scenario } from "@sockpit/protocol/scenario";
import { junitXml, type RunResult, resultsHtml, resultsJson, scenarioResult } from "@sockpit/scenario";
import type { RenderedResults } from "../between/run-messages.js";

/** Characters of a program's output, and of what there was instead of an expectation, that results have: the last. */
const OUTPUT_LENGTH = 4096;

/** Results in all forms. */
export function renderResults(file: string, scenario: Scenario, runs: readonly RunResult[]): RenderedResults {
  const result = scenarioResult(runs.map(shortened));
  const files = [{ file, scenario, result }];
  return {
    isPassed: result.isPassed,
    json: JSON.stringify(resultsJson(files)),
    xml: junitXml(files),
    html: resultsHtml(files),
  };
}

function shortened(run: RunResult): RunResult {
  return {
    ...run,
    programs: run.programs.map((program) => ({
      ...program,
      stdout: program.stdout.slice(-OUTPUT_LENGTH),
      stderr: program.stderr.slice(-OUTPUT_LENGTH),
    })),
    expectations: run.expectations.map((each) => ({ ...each, actual: each.actual.slice(-OUTPUT_LENGTH) })),
  };
}
