import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Ends what hangs, and not what is slow because the machine is busy. */
const TEST_TIMEOUT_MS = 20_000;

/** The same for tests that start servers and command lines, some of which share two cores with a class that is graded. */
const PROCESS_TIMEOUT_MS = 60_000;

/** The same for tests in a browser, where a first visit loads Python. */
const BROWSER_TIMEOUT_MS = 120_000;

/** Vitest leaves one core idle. Tests of the kernel often wait, so that two files share two cores well. */
const WORKERS = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  test: {
    maxWorkers: WORKERS,
    projects: [
      {
        /** Pure logic, beside its source. Files share a process: to load what they test takes three times as long as they do. */
        test: {
          name: "unit",
          isolate: false,
          css: { include: [/\.css\?raw$/] },
          include: ["{apps,packages}/*/{src,build}/**/*.test.{ts,tsx}"],
          testTimeout: TEST_TIMEOUT_MS,
          hookTimeout: TEST_TIMEOUT_MS,
        },
      },
      {
        /** Real sockets and labs. Run inside a namespace by scripts/test.js; forks, because setns is for main threads. */
        test: {
          name: "kernel",
          include: ["packages/{sockets,lab}/test/**/*.test.ts"],
          pool: "forks",
          isolate: false,
          testTimeout: TEST_TIMEOUT_MS,
          hookTimeout: TEST_TIMEOUT_MS,
        },
      },
      {
        /** Real servers: each test file starts its own, on a port that the kernel chooses. */
        test: {
          name: "server",
          include: ["{apps/{cli,server,web},packages/{client,scenario}}/test/**/*.test.ts"],
          pool: "forks",
          isolate: false,
          testTimeout: PROCESS_TIMEOUT_MS,
          hookTimeout: PROCESS_TIMEOUT_MS,
        },
      },
      {
        /** Python in Node. Files share a process and, with it, the interpreter of packages/python/test/python.ts. */
        test: {
          name: "python",
          include: ["packages/python/test/**/*.test.ts"],
          pool: "forks",
          isolate: false,
          testTimeout: TEST_TIMEOUT_MS,
          hookTimeout: TEST_TIMEOUT_MS,
        },
      },
      {
        /** The page in Firefox. Run by scripts/test.js, which says where a Firefox is. */
        test: {
          name: "firefox",
          include: ["e2e/firefox/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: BROWSER_TIMEOUT_MS,
          hookTimeout: BROWSER_TIMEOUT_MS,
        },
      },
    ],
  },
});
