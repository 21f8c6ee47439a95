import { availableParallelism } from "node:os";
import { styleText } from "node:util";
import type { Scenario } from "@sockpit/protocol/scenario";
import {
  failedGrade,
  type Grade,
  gradeOf,
  gradesCsv,
  gradescopeResults,
  hintsOf,
  prairieLearnResults,
  runScenario,
} from "@sockpit/scenario";
import { CannotRun, exitStatus } from "../exit-status.js";
import { inLanguage } from "../language.js";
import { readScenarios } from "../read-scenarios.js";
import { webSocketWithCode } from "../run/web-socket-with-code.js";
import { type RunServer, withServer } from "../run/with-server.js";
import { writeTo } from "../run/write-results.js";
import { readSubmission, type Submission } from "./submissions.js";

export interface GradeCommandOptions {
  readonly server?: string;
  readonly accessCode?: string;
  readonly timeLimit: number;
  /** How many submissions run at once. */
  readonly jobs?: number;
  readonly csv?: string;
  readonly gradescope?: string;
  readonly prairielearn?: string;
}

/** `sockpit grade ASSIGNMENT SUBMISSION…`. Returns the exit status: 0 when all were graded, however well. */
export async function gradeCommand(
  assignment: string,
  paths: readonly string[],
  options: GradeCommandOptions,
  signal: AbortSignal,
): Promise<number> {
  const one = options.gradescope ?? options.prairielearn;
  if (one !== undefined && paths.length > 1)
    throw new CannotRun(`${one} takes the result of one submission, and there are ${paths.length}`);
  const scenario = await readAssignment(assignment);
  const submissions = await Promise.all(paths.map((path) => readSubmission(path, scenario)));
  return withServer(options.server, async (server) => {
    const { jobs = availableParallelism() } = options;
    const grades = await inOrder(submissions, jobs, (each) => grade(each, server, options, signal));
    await writeGrades(grades, options);
    return exitStatus.ok;
  });
}

async function readAssignment(file: string): Promise<Scenario> {
  const [read] = await readScenarios([file]);
  const { scenario, problems = [] } = read ?? {};
  if (scenario === undefined) throw new CannotRun(problems.join("\n"));
  if (scenario.programs.some(({ isSubmitted }) => isSubmitted)) return scenario;
  throw new CannotRun(`${file}: no program is submitted. Write -- client.py -- submitted`);
}

async function grade(
  submission: Submission,
  { url, interpreters }: RunServer,
  { accessCode, timeLimit }: GradeCommandOptions,
  signal: AbortSignal,
): Promise<Grade> {
  if ("problem" in submission) return report(failedGrade(submission.name, submission.problem));
  try {
    const result = await runScenario(submission.scenario, {
      baseUrl: url,
      webSocket: webSocketWithCode(accessCode),
      runPython: await interpreters.runnerFor(submission.scenario),
      timeLimitSeconds: timeLimit,
      signal,
      ...(accessCode !== undefined && { accessCode }),
    });
    return report(gradeOf(submission.name, result));
  } catch (error) {
    if (signal.aborted) throw error;
    throw new CannotRun(`${submission.name}: ${(error as Error).message}`);
  }
}

function report(graded: Grade): Grade {
  const { name, points, possible, problem, runs } = graded;
  const isWhole = problem === undefined && points === possible;
  const mark = isWhole ? styleText("green", "✓") : styleText("red", "✗");
  console.log(`${mark} ${name}: ${problem ?? `${points} of ${possible} points`}`);
  const hints = hintsOf(runs, inLanguage);
  const failures = runs.flatMap((run) => run.failures).flatMap((failure) => failure.split("\n"));
  for (const line of hints.length > 0 ? hints : new Set(failures)) console.log(`    ${line}`);
  return graded;
}

async function writeGrades(
  grades: readonly Grade[],
  { csv, gradescope, prairielearn }: GradeCommandOptions,
): Promise<void> {
  if (csv !== undefined) await writeTo(csv, gradesCsv(grades, inLanguage));
  const [first] = grades;
  if (first === undefined) return;
  if (gradescope !== undefined) await writeTo(gradescope, json(gradescopeResults(first, inLanguage)));
  if (prairielearn !== undefined) await writeTo(prairielearn, json(prairieLearnResults(first, inLanguage)));
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Does something with each, some at once. The results are in the order of what they are of. */
async function inOrder<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()];
  const workers = Array.from({ length: atOnce }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      results[next[0]] = await work(next[1]);
  });
  await Promise.all(workers);
  return results;
}
