/** Which tests a runner skipped, by name, and which of them may be skipped where nothing may be missing: in CI. */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./steps.js";

/** Each with the reason why it cannot run where everything is there. */
const allowed = new Set(
  JSON.parse(readFileSync(join(root, "scripts/allowed-skips.json"), "utf8")).map(({ test }) => test),
);

export function isAllowedSkip(name) {
  return allowed.has(name);
}

/** From vitest's JSON report: "packages/lab/test/errno.test.ts › The errno table goes both ways". */
export function skippedByVitest({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== "passed" && status !== "failed")
      .map(({ fullName }) => `${relative(root, name)} › ${fullName}`),
  );
}

/** From Playwright's JSON report: "e2e/tests/page.spec.ts › programs survive a reload". */
export function skippedByPlaywright({ suites }) {
  return suites.flatMap(skippedInSuite);
}

function skippedInSuite({ specs, suites = [] }) {
  const own = specs
    .filter(({ tests }) => tests.some(({ status }) => status === "skipped"))
    .map(({ file, title }) => `e2e/tests/${file} › ${title}`);
  return [...own, ...suites.flatMap(skippedInSuite)];
}
