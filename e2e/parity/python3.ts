import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parityPath } from "./folder.js";
import type { ParityProgram } from "./manifest.js";
import type { Outcome } from "./outcome.js";

const run = promisify(execFile);
const driver = parityPath("reference.py");
const nameFinder = parityPath("used_names.py");
const namespaceArguments = ["--user", "--net", "--map-root-user", "--"];

/** What is called python3 may be a script that looks for the real one each time. */
const WHICH = "import platform, sys; print(platform.python_version(), sys.executable)";
const TIMEOUT_SECONDS = 60;

export interface Reference {
  /** "3.11.2" */
  python: string;
  outcomes: readonly Outcome[];
}

/** The machine's own Python, with a network namespace for each program where the machine allows them. */
export class Python3 {
  readonly version: string;
  readonly #executable: string;
  readonly #isIsolated: boolean;

  private constructor(version: string, options: { executable: string; isIsolated: boolean }) {
    this.version = version;
    this.#executable = options.executable;
    this.#isIsolated = options.isIsolated;
  }

  /** Undefined where there is no python3. */
  static async find(): Promise<Python3 | undefined> {
    const found = await run("python3", ["-c", WHICH]).then(
      ({ stdout }) => stdout.trim().split(" "),
      () => undefined,
    );
    if (found === undefined) return undefined;
    const [version = "", ...path] = found;
    const isIsolated = await run("unshare", [...namespaceArguments, "true"]).then(
      () => true,
      () => false,
    );
    return new Python3(version, { executable: path.join(" "), isIsolated });
  }

  /** Whether this Python prints what the program is meant to print. */
  suits({ minimumPython }: ParityProgram): boolean {
    const [, minor = 0] = this.version.split(".").map(Number);
    return minor >= Number(minimumPython.split(".")[1]);
  }

  /** Runs a program to its end, in a folder of its own. */
  async run({ id, processes, files }: ParityProgram): Promise<Reference> {
    const folder = mkdtempSync(join(tmpdir(), "sockpit-parity-"));
    try {
      for (const { file, source } of processes) writeFileSync(join(folder, file), source);
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      const descriptions = processes.map(({ source, ...description }) => description);
      const job = {
        folder,
        timeoutSeconds: TIMEOUT_SECONDS,
        isolated: this.#isIsolated,
        processes: descriptions,
      };
      return JSON.parse(await this.#run(driver, job)) as Reference;
    } catch (error) {
      throw new Error(`${id} under python3: ${error instanceof Error ? error.message : error}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** The names that each of these programs uses, as Python's own parser reads it. */
  async usedNames(sources: readonly string[]): Promise<ReadonlySet<string>[]> {
    const names = JSON.parse(await this.#run(nameFinder, sources)) as string[][];
    return names.map((list) => new Set(list));
  }

  /** What a script prints that is given a value as JSON on its standard input. */
  #run(script: string, input: unknown): Promise<string> {
    const [command, ...args] = [
      ...(this.#isIsolated ? ["unshare", ...namespaceArguments] : []),
      this.#executable,
      script,
    ];
    return new Promise((resolve, reject) => {
      const child = spawn(command ?? "", args, { stdio: "pipe" });
      let said = "";
      let complained = "";
      child.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString();
      });
      child.stderr.on("data", (chunk: Buffer) => {
        complained += chunk.toString();
      });
      child.once("error", reject);
      child.once("close", (code) => (code === 0 ? resolve(said) : reject(new Error(complained))));
      child.stdin.end(JSON.stringify(input));
    });
  }
}
