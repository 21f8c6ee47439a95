import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** As scripts/start.js and the Dockerfile start it. */
const FLAGS = ["--max-semi-space-size=2"];
const VARIABLES = { MALLOC_MMAP_THRESHOLD_: "67584" };
const memoryInUse = new URL("./memory-in-use.js", import.meta.url).href;

const entryPoint = fileURLToPath(new URL("../../../apps/server/dist/front-door/main.js", import.meta.url));

/** What the processes of a server hold. */
export interface Holdings {
  readonly residentMebibytes: number;
  /** Of JavaScript and outside its heap, once garbage has been collected: asked for every 15 s, 0 before. */
  readonly usedMebibytes: number;
  readonly descriptors: number;
  /** Network namespaces that a descriptor keeps. */
  readonly namespaces: number;
  /** Entries of the temporary folder, which is the server's own. */
  readonly folders: number;
}

/** A server of the soak's own, that can be killed and started again at the same address. */
export class ServerProcess {
  readonly #folder = mkdtempSync(join(tmpdir(), "soak-"));
  readonly #memoryFolder = mkdtempSync(join(tmpdir(), "soak-memory-"));
  readonly #labHosts: number;
  readonly #launcher: readonly string[];
  /** Where the soak itself is ended. */
  readonly #killAtExit = () => {
    this.#child?.kill("SIGKILL");
    this.removeFolder();
  };
  #child: ChildProcess | undefined;
  #port = "0";

  /** `launcher`: a command with arguments, which runs what follows in its own place. */
  constructor({ labHosts, launcher = [] }: { labHosts: number; launcher?: readonly string[] | undefined }) {
    this.#labHosts = labHosts;
    this.#launcher = launcher;
    process.prependOnceListener("exit", this.#killAtExit);
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const [command = process.execPath, ...args] = [...this.#launcher, process.execPath, ...FLAGS, entryPoint];
    const child = spawn(command, args, {
      env: {
        ...VARIABLES,
        ...process.env,
        NODE_OPTIONS: `--import ${memoryInUse}`,
        SOAK_MEMORY_FOLDER: this.#memoryFolder,
        TMPDIR: this.#folder,
        PORT: this.#port,
        SOCKPIT_LAB_HOSTS: String(this.#labHosts),
        SOCKPIT_LABS_PER_VISITOR: "4096",
        SOCKPIT_LOG_LEVEL: "silent",
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#child = child;
    let said = "";
    for await (const chunk of child.stdout) {
      said += String(chunk);
      const port = /http:\/\/[\d.]+:(\d+)/.exec(said)?.[1];
      if (port === undefined) continue;
      this.#port = port;
      return;
    }
    throw new Error("the server ended before it listened");
  }

  labHosts(): number[] {
    const { pid } = this.#running();
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
      .trim()
      .split(" ")
      .filter(Boolean)
      .map(Number);
  }

  holdings(): Holdings {
    const pids = [this.#running().pid ?? 0, ...this.labHosts()];
    const links = pids.flatMap(openFiles);
    const namespaces = new Set(links.filter((link) => link.startsWith("net:")));
    return {
      residentMebibytes: pids.reduce((sum, pid) => sum + residentMebibytes(pid), 0),
      usedMebibytes: pids.reduce((sum, pid) => sum + this.#usedMebibytes(pid), 0),
      descriptors: links.length,
      namespaces: namespaces.size,
      folders: readdirSync(this.#folder).length,
    };
  }

  /** Kills the front door. Its lab hosts end by themselves, and this waits until they have. */
  async kill(): Promise<void> {
    const child = this.#running();
    const labHosts = this.labHosts();
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
    await this.untilGone(labHosts);
  }

  /** Waits until none of these processes runs any more. */
  async untilGone(pids: readonly number[]): Promise<void> {
    while (pids.some(isRunning)) await pause(10);
  }

  async stop(): Promise<void> {
    const child = this.#running();
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    await exited;
  }

  /** What is left in the temporary folder, which is removed. */
  removeFolder(): number {
    process.off("exit", this.#killAtExit);
    const left = readdirSync(this.#folder).length;
    for (const folder of [this.#folder, this.#memoryFolder]) rmSync(folder, { recursive: true, force: true });
    return left;
  }

  #usedMebibytes(pid: number): number {
    try {
      return Number(readFileSync(join(this.#memoryFolder, String(pid)), "utf8")) / 2 ** 20;
    } catch {
      return 0;
    }
  }

  #running(): ChildProcess {
    if (this.#child === undefined) throw new Error("the server has not been started");
    return this.#child;
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A process that has ended and is still in the table does not run: proc_pid_stat(5). */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

function residentMebibytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).flatMap((fd) => {
      try {
        return [readlinkSync(join(folder, fd))];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}
