import type { Page } from "@playwright/test";
import { compare, transcript } from "../parity/comparison.js";
import { type ParityProgram, readPrograms } from "../parity/manifest.js";
import { runInNode } from "../parity/node-python.js";
import { openPage, runInPage } from "../parity/page-python.js";
import { Python3 } from "../parity/python3.js";
import { test as base, expect } from "./server.js";

const VISIT_TIMEOUT_MS = 120_000;

/** What `pnpm parity fast` compares elsewhere with all the others, a program for each way of waiting. */
const comparedElsewhere = [
  "asyncio/streams",
  "process/input",
  "select/standard-input",
  "tcp/half-close",
  "timeouts/recv",
  "tls/memory",
  "udp/truncation",
  "unix/socketpair",
];

/** One visit to the page for all programs: each run has a fresh interpreter and a fresh lab. */
const test = base.extend<object, { visit: Page; blockingVisit: Page; python3: Python3 | null }>({
  visit: [
    async ({ visitor, server }, use) => {
      const page = await visitor.newPage();
      await openPage(page, server.url);
      await use(page);
      await page.close();
    },
    { scope: "worker", timeout: VISIT_TIMEOUT_MS },
  ],
  /** The same as without JSPI, in a context of its own: the browser keeps one snapshot of an interpreter. */
  blockingVisit: [
    async ({ browser, server }, use) => {
      const context = await browser.newContext({ locale: "en-US" });
      const page = await context.newPage();
      await openPage(page, server.url, { isBlocking: true });
      await use(page);
      await context.close();
    },
    { scope: "worker", timeout: VISIT_TIMEOUT_MS },
  ],
  python3: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it.
    async ({}, use) => use((await Python3.find()) ?? null),
    { scope: "worker" },
  ],
});

test("every name that a program is said to cover is used in it", async ({ python3 }) => {
  test.skip(python3 === null, "python3 is not installed");
  const programs = readPrograms();
  const processes = programs.flatMap(({ id, processes }) => processes.map(({ source }) => ({ id, source })));
  const names = (await python3?.usedNames(processes.map(({ source }) => source))) ?? [];
  const isUsed = (program: string, name: string) =>
    processes.some(({ id }, index) => id === program && names[index]?.has(name));
  const missing = programs.flatMap(({ id, covers }) =>
    covers.filter((name) => !isUsed(id, name.split(".").at(-1) ?? name)).map((name) => `${id}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test("every name that is compared is covered by a program that this run compares", () => {
  const programs = readPrograms();
  const covered = new Set(programs.filter(({ fast }) => fast).flatMap(({ covers }) => covers));
  const missing = programs.flatMap(({ id, covers }) =>
    covers.filter((name) => !covered.has(name)).map((name) => `${id}: ${name}`),
  );
  expect(missing).toEqual([]);
});

for (const program of readPrograms().filter(({ fast }) => fast)) {
  test(`${program.id}: ${program.title}`, async ({ visit, python3 }) => {
    const comparison = await compare(program, (job) => runInPage(visit, job), python3 ?? undefined);
    expect(transcript(program, comparison.actual)).toBe(transcript(program, comparison.expected));
  });
}

for (const program of readPrograms().filter(({ id }) => comparedElsewhere.includes(id))) {
  test(`without JSPI, ${program.id}: ${program.title}`, async ({ blockingVisit, python3 }) => {
    const comparison = await compare(program, (job) => runInPage(blockingVisit, job), python3 ?? undefined);
    expect(transcript(program, comparison.actual)).toBe(transcript(program, comparison.expected));
  });

  test(`in Node, ${program.id}: ${program.title}`, async ({ server, python3 }) => {
    const run = (job: ParityProgram) => runInNode(server.url, job);
    const comparison = await compare(program, run, python3 ?? undefined);
    expect(transcript(program, comparison.actual)).toBe(transcript(program, comparison.expected));
  });
}
