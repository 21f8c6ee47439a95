/**
 * `pnpm parity [--record] [part of a program's name …]`: runs the programs under python3 and in the page, prints a
 * line for each, and exits with 1 where one differs. With --record it writes what python3 printed, and the verdict,
 * to e2e/parity/recorded.
 */
import { release } from "node:os";
import { type Browser, chromium, type Page } from "@playwright/test";
import config from "../playwright.config.js";
import { Server } from "../tests/server.js";
import { compare, transcript } from "./comparison.js";
import { currentCommit } from "./implementation.js";
import { type ParityProgram, readPrograms } from "./manifest.js";
import { type Comparison, isSame } from "./outcome.js";
import { openPage } from "./page-python.js";
import { Python3 } from "./python3.js";
import { record } from "./recorded.js";

interface Result {
  program: ParityProgram;
  /** Undefined where it did not come to its end. */
  comparison: Comparison | undefined;
}

async function newPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  await openPage(page, url);
  return page;
}

/** Compares one program after the other in one page; a new one where a program did not end. */
async function compareAll(programs: readonly ParityProgram[], open: () => Promise<Page>): Promise<Result[]> {
  const python3 = await Python3.find();
  console.log(
    python3 === undefined ? "There is no python3: recorded outputs serve." : `python3 is ${python3.version}`,
  );
  const results: Result[] = [];
  let page = await open();
  for (const program of programs) {
    try {
      const comparison = await compare(program, page, python3);
      results.push({ program, comparison });
      tell(program, comparison);
    } catch (error) {
      results.push({ program, comparison: undefined });
      console.log(`${program.id}\n${indent(String(error))}`);
      await page.close();
      page = await open();
    }
  }
  return results;
}

function tell(program: ParityProgram, comparison: Comparison): void {
  const verdict = isSame(comparison) ? "same" : "DIFFERENT";
  console.log(
    `${program.id.padEnd(36)} ${verdict.padEnd(10)} ${comparison.pageMs.toFixed(0).padStart(6)} ms`,
  );
  if (isSame(comparison)) return;
  console.log(indent(`python3\n${transcript(program, comparison.expected)}`));
  console.log(indent(`page\n${transcript(program, comparison.actual)}`));
}

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}

async function main(args: readonly string[]): Promise<number> {
  const parts = args.filter((arg) => !arg.startsWith("--"));
  const isWanted = ({ id }: ParityProgram) => parts.length === 0 || parts.some((part) => id.includes(part));
  const programs = readPrograms().filter(isWanted);
  const server = await Server.start();
  const browser = await chromium.launch(config.use?.launchOptions);
  try {
    const results = await compareAll(programs, () => newPage(browser, server.url));
    if (args.includes("--record")) {
      const date = new Date().toISOString().slice(0, "2026-11-25".length);
      record(results, {
        date,
        commit: currentCommit(),
        browser: `Chromium ${browser.version()}`,
        kernel: release(),
      });
    }
    const wrong = results.filter(({ comparison }) => comparison === undefined || !isSame(comparison));
    console.log(`\n${results.length - wrong.length} same, ${wrong.length} different`);
    for (const { program } of wrong) console.log(`  different: ${program.id} (${program.title})`);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
    await server.stop();
  }
}

process.exitCode = await main(process.argv.slice(2));
