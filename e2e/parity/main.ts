/**
 * `pnpm parity [fast] [--engine atomics|node] [--record] [part of a program's name …]`: runs the programs under python3 and in the
 * page, prints a line for each, and exits with 1 where one differs. `fast`: those that `npm test` runs. `--engine atomics`: in the page as
 * without JSPI; `--engine node`: in this Node. Both leave out what needs threads, where there are none. With --record it writes what python3 printed, and the verdict,
 * to e2e/parity/recorded.
 */
import { release } from "node:os";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "@playwright/test";
import config from "../playwright.config.js";
import { Server } from "../tests/server.js";
import { compare, type RunHere, transcript } from "./comparison.js";
import { currentCommit } from "./implementation.js";
import { type ParityProgram, readPrograms } from "./manifest.js";
import { runInNode } from "./node-python.js";
import { type Comparison, isSame } from "./outcome.js";
import { openPage, runInPage } from "./page-python.js";
import { Python3 } from "./python3.js";
import { record } from "./recorded.js";

interface Result {
  program: ParityProgram;
  /** Undefined where it did not come to its end. */
  comparison: Comparison | undefined;
}

/** Where programs run: in a page, or in Node. */
interface Place {
  run: RunHere;
  close(): Promise<void>;
}

async function openPlace(engine: string, browser: Browser, url: string): Promise<Place> {
  if (engine === "node") return { run: (program) => runInNode(url, program), close: async () => undefined };
  const page = await browser.newPage();
  await openPage(page, url, { isBlocking: engine === "atomics" });
  return { run: (program) => runInPage(page, program), close: () => page.close() };
}

/** Compares one program after the other in one place; a new one where a program did not end. */
async function compareAll(programs: readonly ParityProgram[], open: () => Promise<Place>): Promise<Result[]> {
  const python3 = await Python3.find();
  console.log(
    python3 === undefined ? "There is no python3: recorded outputs serve." : `python3 is ${python3.version}`,
  );
  const results: Result[] = [];
  let place = await open();
  for (const program of programs) {
    try {
      const comparison = await compare(program, place.run, python3);
      results.push({ program, comparison });
      tell(program, comparison);
    } catch (error) {
      results.push({ program, comparison: undefined });
      console.log(`${program.id}\n${indent(String(error))}`);
      await place.close();
      place = await open();
    }
  }
  return results;
}

function tell(program: ParityProgram, comparison: Comparison): void {
  const verdict = isSame(comparison) ? "same" : needsThreads(comparison) ? "threads" : "DIFFERENT";
  console.log(
    `${program.id.padEnd(36)} ${verdict.padEnd(10)} ${comparison.pageMs.toFixed(0).padStart(6)} ms`,
  );
  if (verdict !== "DIFFERENT") return;
  console.log(indent(`python3\n${transcript(program, comparison.expected)}`));
  console.log(indent(`page\n${transcript(program, comparison.actual)}`));
}

/** Whether it was refused because it starts threads where there are none. */
function needsThreads({ actual }: Comparison): boolean {
  return actual.some(({ stdout, stderr }) => /can't start new thread: .*JSPI/.test(stdout + stderr));
}

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { engine: { type: "string", default: "jspi" }, record: { type: "boolean", default: false } },
  });
  const isFast = positionals.includes("fast");
  const parts = positionals.filter((part) => part !== "fast");
  const isWanted = ({ id, fast }: ParityProgram) =>
    (fast || !isFast) && (parts.length === 0 || parts.some((part) => id.includes(part)));
  const programs = readPrograms().filter(isWanted);
  const server = await Server.start();
  const browser = await chromium.launch(config.use?.launchOptions);
  try {
    const results = await compareAll(programs, () => openPlace(values.engine, browser, server.url));
    if (values.record) {
      const date = new Date().toISOString().slice(0, "2026-11-25".length);
      record(results, {
        date,
        commit: currentCommit(),
        browser: `Chromium ${browser.version()}`,
        kernel: release(),
      });
    }
    const refused = results.filter(({ comparison }) => comparison !== undefined && needsThreads(comparison));
    const wrong = results.filter(
      ({ comparison }) => comparison === undefined || !(isSame(comparison) || needsThreads(comparison)),
    );
    const same = results.length - wrong.length - refused.length;
    console.log(`\n${same} same, ${refused.length} need threads, ${wrong.length} different`);
    for (const { program } of wrong) console.log(`  different: ${program.id} (${program.title})`);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
    await server.stop();
  }
}

process.exitCode = await main(process.argv.slice(2));
