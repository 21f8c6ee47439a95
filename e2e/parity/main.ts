/**
 * `pnpm parity [fast] [--engine atomics|firefox|node] [--record] [part of a program's name …]`: runs the programs under python3 and in the
 * page in Chromium, prints a line for each, and exits with 1 where one differs. `fast`: those that `npm test` runs. `--engine atomics`: in the page as
 * without JSPI; `--engine firefox`: in Firefox; `--engine node`: in this Node. Programs that need threads are refused where there
 * are none, which counts apart. With --record it writes what python3 printed, and the verdict of the page in Chromium, to
 * e2e/parity/recorded, and verdicts of other engines to e2e/parity/recorded-places.json.
 */
import { release } from "node:os";
import { parseArgs } from "node:util";
import { Server } from "../tests/server.js";
import { compare, transcript } from "./comparison.js";
import { currentCommit } from "./implementation.js";
import { type ParityProgram, readPrograms } from "./manifest.js";
import type { Comparison } from "./outcome.js";
import { type EngineName, engines, openPlaces, type Place, recordPlace, verdictOf } from "./places.js";
import { Python3 } from "./python3.js";
import { record } from "./recorded.js";

interface Result {
  program: ParityProgram;
  /** Undefined where it did not come to its end. */
  comparison: Comparison | undefined;
}

/** Compares one program after the other in one place, until Ctrl+C; a new one where a program did not end. */
async function compareAll(programs: readonly ParityProgram[], open: () => Promise<Place>): Promise<Result[]> {
  const python3 = await Python3.find();
  console.log(
    python3 === undefined ? "There is no python3: recorded outputs serve." : `python3 is ${python3.version}`,
  );
  const results: Result[] = [];
  let isInterrupted = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      isInterrupted = true;
    });
  }
  let place = await open();
  for (const program of programs) {
    if (isInterrupted) break;
    try {
      const comparison = await compare(program, place.run, python3);
      // Ctrl+C in a terminal has ended the program's python3, too.
      if (isInterrupted) break;
      results.push({ program, comparison });
      tell(program, comparison);
    } catch (error) {
      if (isInterrupted) break;
      results.push({ program, comparison: undefined });
      console.log(`${program.id}\n${indent(String(error))}`);
      await place.close();
      place = await open();
    }
  }
  return results;
}

function tell(program: ParityProgram, comparison: Comparison): void {
  const verdict = verdictOf(comparison);
  console.log(
    `${program.id.padEnd(36)} ${verdict.padEnd(10)} ${comparison.pageMs.toFixed(0).padStart(6)} ms`,
  );
  if (verdict !== "different") return;
  console.log(indent(`python3\n${transcript(program, comparison.expected)}`));
  console.log(indent(`here\n${transcript(program, comparison.actual)}`));
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
  const engine = engineOf(values.engine);
  const server = await Server.start();
  const places = await openPlaces(engine, server.url);
  try {
    const results = await compareAll(programs, () => places.open());
    if (values.record) {
      const date = new Date().toISOString().slice(0, "2026-11-25".length);
      const commit = currentCommit();
      const pairs = results.map(({ program, comparison }) => [program.id, comparison] as const);
      if (engine === "jspi") record(results, { date, commit, browser: places.version, kernel: release() });
      else recordPlace(places.name, pairs, { date, commit });
    }
    return summed(results);
  } finally {
    await places.close();
    await server.stop();
  }
}

function engineOf(word: string): EngineName {
  const engine = engines.find((name) => name === word);
  if (engine === undefined) throw new Error(`There is no engine "${word}": ${engines.join(", ")}.`);
  return engine;
}

/** Says how many were what, and gives the exit status. */
function summed(results: readonly Result[]): number {
  const verdicts = results.map(({ comparison }) =>
    comparison === undefined ? "different" : verdictOf(comparison),
  );
  const countOf = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
  console.log(
    `\n${countOf("same")} same, ${countOf("refused")} need threads, ${countOf("different")} different`,
  );
  results.forEach(({ program }, index) => {
    if (verdicts[index] === "different") console.log(`  different: ${program.id} (${program.title})`);
  });
  return countOf("different") === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
