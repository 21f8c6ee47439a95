import { escapeXml } from "@sockpit/protocol";
import type { RunResult } from "./result.js";
import { casesOf, type FileResult, type RunCase, runName } from "./run-cases.js";

/** Results as JUnit XML, as the schema of Jenkins' xUnit plugin has it: a suite for each run, a case for each expectation. */
export function junitXml(files: readonly FileResult[]): string {
  const suites = files.flatMap(({ file, result }) => result.runs.map((run) => suite(file, run)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("")}</testsuites>\n`;
}

function suite(file: string, run: RunResult): string {
  const { outcome, reason, durationSeconds } = run;
  const all = casesOf(run);
  // A run without expectations is a case of its own, and so is one that was skipped or ran out of time.
  const isWhole = all.length === 0 || outcome === "skipped" || run.isTimedOut;
  const whole: RunCase = {
    name: "run",
    isPassed: outcome === "passed",
    line: undefined,
    actual: reason ?? "",
    hint: undefined,
  };
  const cases = outcome === "skipped" ? [whole] : [...(isWhole ? [whole] : []), ...all];
  const failures = outcome === "skipped" ? 0 : cases.filter(({ isPassed }) => !isPassed).length;
  const name = `${file}: ${runName(run)}`;
  const attributes = attributesOf({
    name,
    tests: cases.length,
    failures,
    errors: 0,
    skipped: outcome === "skipped" ? 1 : 0,
    time: durationSeconds.toFixed(3),
  });
  const body = cases.map((each) =>
    outcome === "skipped" ? skippedCase(name, each) : testCase(file, run, each),
  );
  return `  <testsuite${attributes}>\n${body.join("")}  </testsuite>\n`;
}

function testCase(file: string, run: RunResult, each: RunCase): string {
  const { name, isPassed, line, actual } = each;
  const suiteName = `${file}: ${runName(run)}`;
  const attributes = attributesOf({ name, classname: suiteName, file, ...(line !== undefined && { line }) });
  if (isPassed) return `    <testcase${attributes}/>\n`;
  const where = line === undefined ? file : `${file}:${line}`;
  const failure = attributesOf({ message: `${where}: ${name}`, type: "expectation" });
  const hint = run.hint === undefined ? "" : `\nhint     ${run.hint.en}`;
  const text = `expected ${name}\nactual   ${actual}${hint}`;
  return `    <testcase${attributes}>\n      <failure${failure}>${escapeXml(text)}</failure>\n    </testcase>\n`;
}

function skippedCase(suiteName: string, { name, actual }: RunCase): string {
  return `    <testcase${attributesOf({ name, classname: suiteName })}>\n      <skipped${attributesOf({ message: actual })}/>\n    </testcase>\n`;
}

function attributesOf(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
}
