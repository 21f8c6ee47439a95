/**
 * `npm test`: installs all it needs, then runs unit, kernel, server and end-to-end tests, and prints one
 * line for all of them. `pnpm e2e [arguments]` runs the tests in Chromium alone, with arguments for Playwright;
 * `pnpm firefox` those in Firefox. With `SOCKPIT_TESTS=all` (`npm run test:all`) tests that take a part of their inputs take all.
 *
 * What a machine lacks is skipped, and named. In CI, where nothing may be missing, only what allowed-skips.json lists.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { ensureBrowser } from "./browser.js";
import { ensureFirefox } from "./firefox.js";
import { isAllowedSkip, skippedByPlaywright, skippedByVitest } from "./skips.js";
import { root, run, say } from "./steps.js";
import { ensureTshark } from "./tshark.js";
import { build, buildCatalogue, checkNode, install } from "./workspace.js";

const results = join(root, "test-results");
const totals = { passed: 0, failed: 0, skipped: 0 };
/** By name. */
const skipped = [];
/** Of each step its name, and its time in seconds. */
const times = [];

/** A user and a network namespace for the tests: nothing in them reaches this machine's network. */
const namespaceArguments = ["--user", "--net", "--map-root-user", "--"];

/** Some tests of servers wait ten seconds and more for a time limit: the processor has work of two others meanwhile. */
const SERVER_WORKERS = Math.max(3, availableParallelism());

checkNode();
await timed("install", install);
await timed("build", async () => {
  await build({ isQuick: true });
  await buildCatalogue();
});
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const [part, ...rest] = process.argv.slice(2);
await ensureTshark();
if (part === undefined) {
  await timed("unit", () => runVitest("unit", []));
  await timed("Python runtime", runPythonTests);
  await timed("Python in Node", () => runVitest("python", []));
  await timed("kernel", runKernelTests);
  await timed("server", () => runVitest("server", [], [`--maxWorkers=${SERVER_WORKERS}`]));
}
if (part !== "firefox") await timed("end to end", () => runEndToEnd(rest));
if (part !== "e2e") await timed("firefox", runInFirefox);
reportSkips();
reportTimes();
writeFileSync(join(results, "totals.json"), JSON.stringify(totals));
console.log(`\n${describe(totals)}`);
process.exit(totals.failed === 0 ? 0 : 1);

/** Does a step, and notes how long it took. */
async function timed(name, step) {
  const startedAt = Date.now();
  await step();
  times.push([name, (Date.now() - startedAt) / 1000]);
}

function reportTimes() {
  say("Times");
  for (const [name, seconds] of times) console.log(`${seconds.toFixed(0).padStart(5)} s  ${name}`);
}

/** Sockets and labs on a real kernel, in a namespace of their own. Where there is none: a loud skip, a failure in CI. */
async function runKernelTests() {
  if ((await run("unshare", [...namespaceArguments, "true"], { quiet: true }).catch(() => 1)) === 0) {
    await runVitest("kernel", ["unshare", ...namespaceArguments]);
    return;
  }
  say("SKIPPED: this machine allows no user and network namespaces, so sockets and labs were NOT tested.");
  skipped.push("packages/{sockets,lab}/test › all of it");
}

/** Names what was skipped. In CI what may not be skipped has failed. */
function reportSkips() {
  totals.skipped = skipped.length;
  if (skipped.length === 0) return;
  const missed = skipped.filter((name) => !isAllowedSkip(name));
  say("Skipped");
  for (const name of skipped) console.log(`${missed.includes(name) ? "✗" : "-"} ${name}`);
  if (!process.env.CI || missed.length === 0) return;
  console.error(`${missed.length} of them may not be skipped in CI: scripts/allowed-skips.json`);
  totals.failed += missed.length;
  totals.skipped -= missed.length;
}

async function runVitest(project, prefix, more = []) {
  say(`Tests: ${project}`);
  const file = join(results, `${project}.json`);
  const args = [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ...more,
  ];
  const [command, ...before] = [...prefix, process.execPath];
  const code = await run(command, [...before, join(root, "node_modules/vitest/vitest.mjs"), ...args]);
  count(code, () => {
    const report = JSON.parse(readFileSync(file, "utf8"));
    skipped.push(...skippedByVitest(report));
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  });
}

/** What of the Python runtime needs no page, beside Linux's own `socket`. */
async function runPythonTests() {
  say("Tests: Python runtime");
  const isThere = "import sys; sys.exit(sys.version_info < (3, 11))";
  if ((await run("python3", ["-c", isThere], { quiet: true }).catch(() => 1)) !== 0) {
    say("SKIPPED: there is no python3 of version 3.11 or newer.");
    skipped.push("packages/python/runtime/tests › all of it");
    return;
  }
  const file = join(results, "python-runtime.json");
  const cwd = join(root, "packages/python/runtime");
  const code = await run("python3", ["-m", "tests", file], { cwd, env: { PYTHONDONTWRITEBYTECODE: "1" } });
  count(code, () => {
    const report = JSON.parse(readFileSync(file, "utf8"));
    skipped.push(...report.skipped.map((name) => `packages/python/runtime › ${name}`));
    return { passed: report.passed, failed: report.failed };
  });
}

async function runEndToEnd(args) {
  const browser = await ensureBrowser();
  say("Tests: end to end");
  if (browser === undefined) {
    console.error("There is no Chromium, and none could be installed. Set SOCKPIT_CHROMIUM to one.");
    totals.failed += 1;
    return;
  }
  console.log(`with ${browser}`);
  const file = join(results, "e2e.json");
  const env = { SOCKPIT_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const playwright = join(root, "e2e/node_modules/.bin/playwright");
  const code = await run(playwright, ["test", "--reporter=list,json", ...args], {
    env,
    cwd: join(root, "e2e"),
  });
  count(code, () => {
    const report = JSON.parse(readFileSync(file, "utf8"));
    skipped.push(...skippedByPlaywright(report));
    const { expected, unexpected, flaky } = report.stats;
    return { passed: expected, failed: unexpected + flaky };
  });
}

async function runInFirefox() {
  const firefox = await ensureFirefox();
  if (firefox !== undefined) {
    await runVitest("firefox", ["env", `SOCKPIT_FIREFOX=${firefox}`]);
    return;
  }
  say("SKIPPED: there is no Firefox, and none could be installed, so the page was NOT tested in it.");
  skipped.push("e2e/firefox › all of it");
}

/** Adds a runner's numbers. A runner that failed without a failed test counts as one. */
function count(code, read) {
  let counted = { passed: 0, failed: 0 };
  try {
    counted = read();
  } catch (error) {
    console.error(`The runner left no results: ${error.message}`);
  }
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  for (const key of Object.keys(counted)) totals[key] += counted[key];
}

function describe(counts) {
  const line = `${counts.passed} passed, ${counts.failed} failed`;
  return counts.skipped > 0 ? `${line}, ${counts.skipped} skipped` : line;
}
