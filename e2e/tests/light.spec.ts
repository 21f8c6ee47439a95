import { firstLoad } from "../figures/light/first-load.js";
import { expect, test } from "./server.js";

/** ADR 28, docs/performance.md: what a visitor waits for, in Brotli, without Pyodide and workers. */
const MAX_KIB = 300;

test("the page can be used after 300 KiB of JavaScript", async ({ browser, baseURL }) => {
  const { untilUsableKib, files } = await firstLoad(browser, baseURL);
  expect(untilUsableKib, JSON.stringify(files, null, 1)).toBeLessThanOrEqual(MAX_KIB);
});
