/**
 * `pnpm cpython [--part 1/4] [--json file] [--resume] [--record] [module …]`: runs CPython's own tests in the page and
 * prints a line for each module. Exits with 1 where a test failed that suites.json does not exclude; see README.md.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { release } from "node:os";
import { parseArgs } from "node:util";
import { chromium, type Page } from "@playwright/test";
import { repositoryPath } from "../parity/folder.js";
import { currentCommit, implementationDigest } from "../parity/implementation.js";
import { openPage } from "../parity/page-python.js";
import config from "../playwright.config.js";
import { Server } from "../tests/server.js";
import { type ModuleResult, runModule } from "./run-module.js";
import { readSuites, type Suite } from "./suites.js";
import { CpythonTests } from "./test-files.js";

/** When, where and with what a module was run. */
interface Circumstances {
  date: string;
  commit: string;
  implementation: string;
  browser: string;
  kernel: string;
  tests: string;
}

type RecordedResult = ModuleResult & Circumstances;

const { values, positionals } = parseArgs({
  options: {
    part: { type: "string", default: "1/1" },
    json: { type: "string" },
    resume: { type: "boolean", default: false },
    record: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

/** Where results go, after each module. */
const resultsFile = values.record ? repositoryPath("e2e/cpython/recorded.json") : values.json;

/** The modules that are asked for: by name, also one that is not in the list, or a part of the list. */
function chosenSuites(): Suite[] {
  const { suites } = readSuites();
  if (positionals.length > 0) {
    return positionals.map(
      (name) => suites.find(({ module }) => module === name) ?? { module: name, exclude: {} },
    );
  }
  const [part = 1, parts = 1] = values.part.split("/").map(Number);
  if (!(part >= 1 && part <= parts)) throw new Error(`--part ${values.part}: write it as 1/4.`);
  return suites.filter((_, index) => index % parts === part - 1);
}

function readResults(file: string | undefined): RecordedResult[] {
  if (file === undefined || !existsSync(file)) return [];
  return JSON.parse(readFileSync(file, "utf8")) as RecordedResult[];
}

/** One result for each module, the newest, in the order of their names. */
function merged(before: readonly RecordedResult[], after: readonly RecordedResult[]): RecordedResult[] {
  const byModule = new Map([...before, ...after].map((result) => [result.module, result]));
  return [...byModule.values()].sort((a, b) => (a.module < b.module ? -1 : 1));
}

function writeResults(file: string, results: readonly RecordedResult[]): void {
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

function report({ module, passed, skipped, excluded, failures, isComplete, seconds }: ModuleResult): void {
  const verdict = failures.length > 0 || !isComplete ? "FAILED" : "passed";
  const counts = `${passed} passed, ${failures.length} failed, ${skipped} skipped, ${excluded} excluded`;
  console.log(
    `${module.padEnd(32)} ${verdict}  ${counts}, ${seconds} s${isComplete ? "" : ", not complete"}`,
  );
  for (const { id, text } of failures) console.log(`  ${id}\n${text.replace(/^/gm, "      ")}`);
}

async function main(): Promise<number> {
  const tests = CpythonTests.find();
  const server = await Server.start();
  const browser = await chromium.launch(config.use?.launchOptions);
  const context = await browser.newContext();
  const open = async (): Promise<Page> => {
    const page = await context.newPage();
    await openPage(page, server.url);
    return page;
  };
  const circumstances: Circumstances = {
    date: new Date().toISOString().slice(0, "2026-11-26".length),
    commit: currentCommit(),
    implementation: implementationDigest(),
    browser: `Chromium ${browser.version()}`,
    kernel: release(),
    tests: tests.version,
  };
  console.log(`${tests.version}, ${circumstances.browser}, Linux ${circumstances.kernel}`);
  const before = readResults(resultsFile);
  const isDone = ({ module }: Suite) =>
    values.resume &&
    before.some(
      (result) =>
        result.module === module &&
        result.implementation === circumstances.implementation &&
        result.tests === circumstances.tests,
    );
  const refused = Object.keys(readSuites().refused);
  const results: RecordedResult[] = [];
  try {
    for (const suite of chosenSuites().filter((candidate) => !isDone(candidate))) {
      if (!tests.has(suite.module)) {
        console.log(`${suite.module.padEnd(32)} not in ${tests.version}`);
        continue;
      }
      const result = { ...(await runModule(suite, { tests, refused, open })), ...circumstances };
      results.push(result);
      report(result);
      if (resultsFile !== undefined) writeResults(resultsFile, merged(before, results));
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  const wrong = results.filter(({ failures, isComplete }) => failures.length > 0 || !isComplete);
  console.log(`\n${results.length - wrong.length} modules passed, ${wrong.length} failed`);
  return wrong.length === 0 ? 0 : 1;
}

process.exitCode = await main();
