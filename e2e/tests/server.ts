import { readdirSync } from "node:fs";
import { type BrowserContext, test as base } from "@playwright/test";
import { repositoryPath } from "../parity/folder.js";
import { Server } from "../server-process.js";

/** What a visit leaves in the browser; Python's memory snapshot, in the cache, is not of it. */
const LEFT_BEHIND = "local_storage,indexeddb,file_systems,cookies";

/**
 * Holds Python's compiled code, and the process that runs the pages of one visitor, while tests open and close theirs: otherwise each
 * page has a process of its own, which compiles it again and takes half as much processor time once more.
 */
async function keepPythonCompiled(visitor: BrowserContext, url: string): Promise<void> {
  const page = await visitor.newPage();
  await page.goto(`${url}/healthz`);
  const [folder = ""] = readdirSync(repositoryPath("apps/web/dist/pyodide"));
  await page.evaluate(async (path) => {
    const held = await WebAssembly.compileStreaming(fetch(path));
    Object.assign(globalThis, { held });
  }, `/pyodide/${folder}/pyodide.asm.wasm`);
}

/**
 * Tests that share one server with whatever network this machine allows, and one browser: Python is loaded on the
 * first visit and comes from the browser's cache on the others. Nothing else of a test reaches the next.
 */
export const test = base.extend<{ baseURL: string }, { server: Server; visitor: BrowserContext }>({
  launchOptions: [
    async ({ launchOptions }, use) =>
      use({ ...launchOptions, args: [...(launchOptions.args ?? []), "--process-per-site"] }),
    { scope: "worker" },
  ],
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it.
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  visitor: [
    async ({ browser, server }, use) => {
      const context = await browser.newContext({ baseURL: server.url, locale: "en-US" });
      await keepPythonCompiled(context, server.url);
      await use(context);
      await context.close();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  context: async ({ visitor }, use) => use(visitor),
  page: async ({ visitor, server }, use) => {
    const page = await visitor.newPage();
    const session = await visitor.newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", { origin: server.url, storageTypes: LEFT_BEHIND });
    await session.detach();
    await use(page);
    await page.close();
  },
});

export { expect } from "@playwright/test";
export { Server } from "../server-process.js";
