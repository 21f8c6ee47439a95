import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

type Program = "attack-process" | "probe-process" | "control-process" | "echo-probe-process" | "load-process";

/** One of this package's own programs in a process of its own, which answers messages. */
export class Child {
  readonly #process: ChildProcess;

  constructor(program: Program, args: readonly string[]) {
    const file = fileURLToPath(new URL(`./${program}.js`, import.meta.url));
    this.#process = spawn(process.execPath, [file, ...args], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
  }

  /** The next message; undefined where it ends, or the time passes, before. */
  next(timeoutMs: number): Promise<unknown> {
    return new Promise((resolve) => {
      const done = (message: unknown) => {
        clearTimeout(timer);
        this.#process.off("message", done).off("close", gone);
        resolve(message);
      };
      const gone = () => done(undefined);
      const timer = setTimeout(gone, timeoutMs);
      this.#process.on("message", done).on("close", gone);
    });
  }

  async ask(timeoutMs: number): Promise<unknown> {
    const answer = this.next(timeoutMs);
    if (this.#process.connected) this.#process.send("?");
    return answer;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Waits for its end, and ends it when the time has passed. */
  async end(timeoutMs: number): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const closed = once(this.#process, "close");
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), timeoutMs);
    await closed;
    clearTimeout(timer);
  }
}
