import type { Page } from "@playwright/test";
import { compare, transcript } from "../parity/comparison.js";
import { readPrograms } from "../parity/manifest.js";
import { openPage } from "../parity/page-python.js";
import { Python3 } from "../parity/python3.js";
import { test as base, expect } from "./server.js";

const VISIT_TIMEOUT_MS = 120_000;

/** One visit to the page for all programs: each run has a fresh interpreter and a fresh lab. */
const test = base.extend<object, { visit: Page; python3: Python3 | null }>({
  visit: [
    async ({ visitor, server }, use) => {
      const page = await visitor.newPage();
      await openPage(page, server.url);
      await use(page);
      await page.close();
    },
    { scope: "worker", timeout: VISIT_TIMEOUT_MS },
  ],
  python3: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it.
    async ({}, use) => use((await Python3.find()) ?? null),
    { scope: "worker" },
  ],
});

test("every name that a program is said to cover stands in it", () => {
  const missing = readPrograms().flatMap(({ id, covers, processes }) =>
    covers
      .filter((name) => !processes.some(({ source }) => source.includes(name.split(".").at(-1) ?? name)))
      .map((name) => `${id}: ${name}`),
  );
  expect(missing).toEqual([]);
});

for (const program of readPrograms().filter(({ fast }) => fast)) {
  test(`${program.id}: ${program.title}`, async ({ visit, python3 }) => {
    const comparison = await compare(program, visit, python3 ?? undefined);
    expect(transcript(program, comparison.actual)).toBe(transcript(program, comparison.expected));
  });
}
