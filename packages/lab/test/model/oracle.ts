import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type ModelCall, type ModelOutcome, WAIT_SECONDS } from "./call.js";

/** python3, which makes sequences natively: see oracle.py. */
export class Oracle {
  readonly #folder = mkdtempSync(join(tmpdir(), "model-"));
  readonly #python: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor() {
    const script = join(import.meta.dirname, "oracle.py");
    this.#python = spawn("python3", [script, String(WAIT_SECONDS)], {
      cwd: this.#folder,
      stdio: ["pipe", "pipe", "inherit"],
    });
    const { stdout } = this.#python;
    if (stdout === null) throw new Error("python3 has no output");
    this.#lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  }

  /** The outcomes of a sequence; `fresh`: in a new network namespace. */
  async run(calls: readonly ModelCall[], fresh: boolean): Promise<ModelOutcome[]> {
    this.#python.stdin?.write(`${JSON.stringify({ calls, fresh })}\n`);
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error("python3 ended");
    return JSON.parse(value) as ModelOutcome[];
  }

  async close(): Promise<void> {
    const ended = once(this.#python, "close");
    this.#python.stdin?.end();
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
