import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type {} from "@sockpit/web/test-handle";
import { z } from "zod";
import { repositoryPath } from "../parity/folder.js";
import type { Suite } from "./suites.js";
import type { CpythonTests } from "./test-files.js";

/** A test that says nothing for so long does not end; the slowest that passes takes about 20 s. */
const SILENCE_MS = 60_000;

/** A module that takes longer is given up. */
const MODULE_MS = 280_000;

/** Tests that do not end and are skipped, before a module is given up: each costs a new page. */
const MAX_HANGS = 3;

const Line = z.union([
  z.object({ start: z.string() }),
  z.object({
    id: z.string(),
    outcome: z.enum(["passed", "failed", "skipped", "excluded"]),
    text: z.string(),
  }),
  z.object({ end: z.number() }),
]);

export interface Failure {
  id: string;
  text: string;
}

export interface ModuleResult {
  module: string;
  passed: number;
  skipped: number;
  excluded: number;
  failures: Failure[];
  /** Whether each test of the module was reached. */
  isComplete: boolean;
  seconds: number;
}

/** What the page has printed, and whether the program goes on. */
interface Printed {
  text: string;
  isOver: boolean;
  stderr: string;
}

export interface RunOptions {
  tests: CpythonTests;
  /** Texts of errors: a test that fails with one counts as excluded. */
  refused: readonly string[];
  open: () => Promise<Page>;
}

/** Runs one module to its end, past tests that do not end, in pages that `open` makes. */
export async function runModule(
  { module, exclude }: Suite,
  { tests, refused, open }: RunOptions,
): Promise<ModuleResult> {
  const startedAtMs = performance.now();
  const files = tests.bundle(module);
  const result: ModuleResult = {
    module,
    passed: 0,
    skipped: 0,
    excluded: 0,
    failures: [],
    isComplete: false,
    seconds: 0,
  };
  let after: string | null = null;
  for (let hangs = 0; hangs <= MAX_HANGS && !result.isComplete; hangs++) {
    const page = await open();
    const job = { module, files, exclude: Object.keys(exclude), refused, after };
    const deadlineMs = startedAtMs + MODULE_MS;
    const printed = await page.evaluate(runProgram, {
      name: `${module}.py`,
      source: sourceOf(job),
      silenceMs: SILENCE_MS,
      limitMs: Math.max(0, deadlineMs - performance.now()),
    });
    await page.close();
    const hung = count(printed, result);
    if (hung === undefined || performance.now() >= deadlineMs) break;
    after = hung;
  }
  result.seconds = Math.round((performance.now() - startedAtMs) / 100) / 10;
  return result;
}

/** Counts what was printed; returns the test that did not end. */
function count({ text, isOver, stderr }: Printed, result: ModuleResult): string | undefined {
  let current: string | undefined;
  for (const line of text.split("\n")) {
    const at = line.indexOf("@@{");
    if (at === -1) continue;
    const said = Line.parse(JSON.parse(line.slice(at + 2)));
    if ("start" in said) current = said.start;
    else if ("end" in said) result.isComplete = true;
    else {
      if (said.id === current) current = undefined;
      if (said.outcome === "failed") addFailure(result, said);
      else result[said.outcome] += 1;
    }
  }
  if (result.isComplete) return undefined;
  const why = isOver ? `the program ended: ${stderr.slice(-500)}` : "did not end";
  addFailure(result, { id: current ?? result.module, text: why });
  return current;
}

/** A test with several failed subtests fails once. */
function addFailure({ failures }: ModuleResult, { id, text }: Failure): void {
  if (!failures.some((failure) => failure.id === id)) failures.push({ id, text });
}

function sourceOf(job: object): string {
  const driver = readFileSync(repositoryPath("e2e/cpython/driver.py"), "utf8");
  const encoded = Buffer.from(JSON.stringify(job)).toString("base64");
  return `JOB = "${encoded}"\n${driver}`;
}

interface ProgramJob {
  name: string;
  source: string;
  silenceMs: number;
  limitMs: number;
}

/** Runs inside the page, so it uses nothing from outside itself. */
async function runProgram({ name, source, silenceMs, limitMs }: ProgramJob): Promise<Printed> {
  const { sockpit } = globalThis;
  if (sockpit === undefined) throw new Error("The page was not opened with ?test on loopback.");
  const { runs } = sockpit;
  await sockpit.freshNetwork();
  await sockpit.session.whenOpen();
  const seen = { text: "", stderr: "" };
  // The page keeps 100,000 characters of output; what is read here is kept as it comes, by where it stands.
  let readTo = 0;
  const read = () => {
    for (const { start, source: stream, text } of runs.runOf(name).output.pieces) {
      const added = text.slice(Math.max(0, readTo - start));
      if (added === "") continue;
      readTo = start + text.length;
      if (stream === "stdout") seen.text += added;
      else seen.stderr += added;
    }
  };
  const isOver = () => runs.runOf(name).state.kind === "ended" || /^@@\{"end"/m.test(seen.text.slice(-200));
  const limitAt = performance.now() + limitMs;
  void runs.start({ id: name, name, source, colour: 0, arguments: "" });
  return new Promise((resolve) => {
    let silence: ReturnType<typeof setTimeout> | undefined;
    const finish = () => {
      clearTimeout(silence);
      unsubscribe();
      resolve({ text: seen.text, stderr: seen.stderr, isOver: isOver() });
    };
    const look = () => {
      const before = seen.text.length;
      read();
      if (isOver()) return finish();
      if (silence !== undefined && seen.text.length === before) return;
      clearTimeout(silence);
      silence = setTimeout(finish, Math.min(silenceMs, limitAt - performance.now()));
    };
    const unsubscribe = runs.store.subscribe(look);
    look();
  });
}
