import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

const flags = [
  "--headless=new",
  "--remote-debugging-pipe",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--disable-background-timer-throttling",
];

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly sessionId?: string;
}

/** A headless Chromium that is steered over two pipes (Chrome DevTools Protocol, `--remote-debugging-pipe`): nobody else can reach it. */
export class DevTools {
  readonly #child: ChildProcess;
  readonly #profile: string;
  readonly #input: Writable;
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  readonly #listeners = new Map<string, () => void>();
  #number = 0;
  #rest = "";

  private constructor(child: ChildProcess, profile: string) {
    this.#child = child;
    this.#profile = profile;
    const [, , , input, output] = child.stdio as [null, null, null, Writable, Readable];
    this.#input = input;
    input.on("error", () => undefined);
    output.setEncoding("utf8").on("data", (text: string) => this.#receive(text));
    child.once("exit", (code) => this.#fail(new Error(`Chromium ended (exit code ${code})`)));
    child.once("error", (error) => this.#fail(error));
  }

  static async start(path: string): Promise<DevTools> {
    const profile = await mkdtemp(join(tmpdir(), "sockpit-chromium-"));
    // Its sandbox needs what root has not: a user of its own.
    const more = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const child = spawn(path, [...flags, ...more, `--user-data-dir=${profile}`], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    return new DevTools(child, profile);
  }

  /** Opens an address, and gives the session of its page once it is loaded. */
  async open(url: string): Promise<string> {
    const { targetId } = await this.send<{ targetId: string }>("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send<{ sessionId: string }>("Target.attachToTarget", {
      targetId,
      flatten: true,
    });
    await this.send("Page.enable", {}, sessionId);
    const loaded = new Promise<void>((resolve) =>
      this.#listeners.set(`${sessionId} Page.loadEventFired`, resolve),
    );
    const { errorText } = await this.send<{ errorText?: string }>("Page.navigate", { url }, sessionId);
    if (errorText !== undefined) throw new Error(`${url}: ${errorText}`);
    await loaded;
    return sessionId;
  }

  /** Evaluates an expression in a page, and gives what its promise gives. */
  async evaluate<T>(sessionId: string, expression: string): Promise<T> {
    interface Evaluated {
      readonly result: { readonly value: T };
      readonly exceptionDetails?: {
        readonly text: string;
        readonly exception?: { readonly description?: string };
      };
    }
    const { result, exceptionDetails: failed } = await this.send<Evaluated>(
      "Runtime.evaluate",
      { expression, awaitPromise: true, returnByValue: true },
      sessionId,
    );
    if (failed === undefined) return result.value;
    throw new Error(failed.exception?.description?.split("\n")[0] ?? failed.text);
  }

  send<T = unknown>(method: string, params: object, sessionId?: string): Promise<T> {
    this.#number += 1;
    const id = this.#number;
    const answer = new Promise<T>((resolve, reject) =>
      this.#waiting.set(id, { resolve: (result) => resolve(result as T), reject }),
    );
    this.#input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return answer;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exited = once(this.#child, "exit");
      this.#child.kill("SIGKILL");
      await exited;
    }
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #receive(text: string): void {
    const messages = (this.#rest + text).split("\0");
    this.#rest = messages.pop() ?? "";
    for (const message of messages) this.#take(JSON.parse(message) as Answer);
  }

  #take({ id, result, error, method, sessionId }: Answer): void {
    if (id === undefined) {
      this.#listeners.get(`${sessionId} ${method}`)?.();
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error.message));
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
