import type { LocalText } from "@sockpit/protocol/scenario";
import type { Grade, GradedRun } from "./grade.js";

/**
 * The `results.json` of a Gradescope autograder (gradescope-autograders.readthedocs.io, "Output format"). What is hidden is shown once
 * grades are published.
 */
export function gradescopeResults(grade: Grade, inLanguage: (text: LocalText) => string): object {
  return {
    score: grade.points,
    ...(grade.problem !== undefined && { output: grade.problem }),
    output_format: "text",
    tests: grade.runs.map((run) => ({
      name: run.name,
      score: run.points,
      max_score: run.possible,
      status: run.outcome === "passed" ? "passed" : "failed",
      output: explain(run, inLanguage),
      output_format: "text",
      visibility: run.isHidden ? "after_published" : "visible",
    })),
  };
}

/**
 * The `results.json` of an external grader of PrairieLearn (its documentation, "External grading"). It has no hidden tests: of those, students
 * see the points alone.
 */
export function prairieLearnResults(grade: Grade, inLanguage: (text: LocalText) => string): object {
  const { points, possible, runs, problem } = grade;
  return {
    gradable: problem === undefined,
    score: possible === 0 ? 0 : points / possible,
    ...(problem !== undefined && { message: problem }),
    tests: runs.map((run) => ({
      name: run.isHidden ? "hidden" : run.name,
      points: run.points,
      max_points: run.possible,
      output: run.isHidden ? "" : explain(run, inLanguage),
    })),
  };
}

/** The hint first: it says what to look at. */
function explain({ hint, failures }: GradedRun, inLanguage: (text: LocalText) => string): string {
  return [...(hint === undefined ? [] : [inLanguage(hint)]), ...failures].join("\n");
}
