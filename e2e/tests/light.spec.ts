import { firstLoad } from "../figures/light/first-load.js";
import { expect, test } from "./server.js";

/** ADR 28, docs/performance.md: what a visitor waits for, in Brotli, without Pyodide and workers. */
const MAX_KIB = 300;

/** ADR 39: what each interpreter parses before Python starts. zod alone would be more than is left. */
const MAX_WORKER_KIB = 24;

test("the page can be used after 300 KiB of JavaScript, and a worker loads no zod", async ({
  browser,
  baseURL,
}) => {
  const { untilUsableKib, workerKib, files } = await firstLoad(browser, baseURL);
  expect(untilUsableKib, JSON.stringify(files, null, 1)).toBeLessThanOrEqual(MAX_KIB);
  expect(workerKib).toBeGreaterThan(0);
  expect(workerKib).toBeLessThanOrEqual(MAX_WORKER_KIB);
});
