import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NetworkKind } from "@sockpit/protocol";
import { entriesOf, textOf } from "./proc-files.js";
import { cpuMsOfProcess } from "./thread-cpu.js";

const PAGE_BYTES = 4096;
/** As scripts/start.js and the Dockerfile give them. */
const FRONT_DOOR_FLAGS = ["--max-semi-space-size=2"];
const FRONT_DOOR_VARIABLES = { MALLOC_MMAP_THRESHOLD_: "67584" };

export interface ServerOptions {
  /** The compiled front door. */
  readonly entryPoint: string;
  readonly network: NetworkKind;
  /** Whom the server runs as, where that is not the user who runs this. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** What a server takes of the machine at one moment, all its processes together. */
export interface Usage {
  readonly processes: number;
  readonly rssMib: number;
  readonly descriptors: number;
  readonly namespaces: number;
  /** In its own temporary folder. */
  readonly folders: number;
  /** Of all sockets of the machine that use memory pools of the kernel: sockstat of proc(5). */
  readonly kernelMib: number;
  readonly cpuMs: number;
}

/** A server of its own, with a temporary folder of its own, seen from outside through proc(5). */
export class AttackedServer {
  readonly baseUrl: string;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #printed: () => string;

  private constructor(
    child: ChildProcess,
    { baseUrl, folder, printed }: { baseUrl: string; folder: string; printed: () => string },
  ) {
    this.#child = child;
    this.baseUrl = baseUrl;
    this.#folder = folder;
    this.#printed = printed;
  }

  static async start({ entryPoint, network, user, environment }: ServerOptions): Promise<AttackedServer> {
    const folder = mkdtempSync(join(tmpdir(), "attacked-"));
    if (user !== undefined) chownSync(folder, user.uid, user.gid);
    const child = spawn(process.execPath, [...FRONT_DOOR_FLAGS, entryPoint], {
      env: {
        ...FRONT_DOOR_VARIABLES,
        ...process.env,
        HOST: "",
        PORT: "0",
        TMPDIR: folder,
        SOCKPIT_NETWORK: network,
        SOCKPIT_LAB_HOSTS: "1",
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
      ...user,
    });
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      printed += piece;
    });
    child.stderr.setEncoding("utf8").on("data", (piece: string) => {
      printed += piece;
    });
    const baseUrl = await new Promise<string>((resolve, reject) => {
      child.stdout.on("data", () => {
        const url = /(http:\/\/127\.0\.0\.1:\d+)/.exec(printed)?.[1];
        if (url !== undefined) resolve(url);
      });
      child.once("close", () => reject(new Error(`the server ended: ${printed}`)));
    });
    return new AttackedServer(child, { baseUrl, folder, printed: () => printed });
  }

  get port(): number {
    return Number(new URL(this.baseUrl).port);
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** All that it said. */
  get printed(): string {
    return this.#printed();
  }

  usage(): Usage {
    const pids = this.pids();
    const links = pids.flatMap(linksOf);
    return {
      processes: pids.length,
      rssMib: this.rssMib(),
      descriptors: links.length,
      namespaces: links.filter((link) => link.startsWith("net:")).length,
      folders: readdirSync(this.#folder).filter((name) => name.startsWith("sockpit-")).length,
      kernelMib: this.kernelMib(),
      cpuMs: sum(pids.map(cpuMsOfProcess)),
    };
  }

  rssMib(): number {
    return (sum(this.pids().map(residentPages)) * PAGE_BYTES) / 2 ** 20;
  }

  kernelMib(): number {
    const pages = [...textOf("/proc/net/sockstat").matchAll(/ mem (\d+)/g)].map(([, count]) => Number(count));
    return (sum(pages) * PAGE_BYTES) / 2 ** 20;
  }

  descriptors(): number {
    return sum(this.pids().map((pid) => entriesOf(`/proc/${pid}/fd`).length));
  }

  /** Ends it, and takes its folder away. */
  async stop(): Promise<void> {
    const GRACE_MS = 10_000;
    if (this.isRunning) {
      const closed = once(this.#child, "close");
      const timer = setTimeout(() => this.#child.kill("SIGKILL"), GRACE_MS);
      this.#child.kill("SIGTERM");
      await closed;
      clearTimeout(timer);
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Its processes: the front door, then the lab host. */
  pids(): number[] {
    return this.#child.pid === undefined || !this.isRunning ? [] : withDescendants(this.#child.pid);
  }
}

function withDescendants(pid: number): number[] {
  const children = entriesOf(`/proc/${pid}/task`).flatMap((thread) =>
    textOf(`/proc/${pid}/task/${thread}/children`)
      .split(" ")
      .filter((word) => word.trim() !== "")
      .map(Number),
  );
  return [pid, ...children.flatMap(withDescendants)];
}

function residentPages(pid: number): number {
  return Number(textOf(`/proc/${pid}/statm`).split(" ")[1] ?? 0);
}

function linksOf(pid: number): string[] {
  return entriesOf(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return "";
    }
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
