import { type ChildProcess, spawn } from "node:child_process";
import { type BrowserContext, test as base } from "@playwright/test";
import { repositoryPath } from "../parity/folder.js";

const entryPoint = repositoryPath("apps/server/dist/front-door/main.js");

/** A real server in a process of its own, on a port that the kernel chose. */
export class Server {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** `canCapture: false` takes away what mapped labs see packets by; only root has it. */
  static async start(
    environment: Record<string, string> = {},
    { canCapture = true }: { canCapture?: boolean } = {},
  ): Promise<Server> {
    const isDropping = !canCapture && process.getuid?.() === 0;
    const [command, ...args] = isDropping
      ? ["setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw", "--", process.execPath, entryPoint]
      : [process.execPath, entryPoint];
    const child = spawn(command, args, {
      env: { ...process.env, PORT: "0", SOCKPIT_LOG_LEVEL: "warn", ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const url = await new Promise<string>((resolve, reject) => {
      let said = "";
      child.once("exit", () => reject(new Error(`The server ended: ${said}`)));
      child.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const address = /http:\/\/\S+/.exec(said)?.[0];
        if (address !== undefined) resolve(address);
      });
    });
    return new Server(child, url);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get port(): string {
    return new URL(this.url).port;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGTERM");
    await ended;
  }
}

/** What a visit leaves in the browser; Python's memory snapshot, in the cache, is not of it. */
const LEFT_BEHIND = "local_storage,indexeddb,file_systems,cookies";

/**
 * Tests that share one server with whatever network this machine allows, and one browser: Python is loaded on the
 * first visit and comes from the browser's cache on the others. Nothing else of a test reaches the next.
 */
export const test = base.extend<{ baseURL: string }, { server: Server; visitor: BrowserContext }>({
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
