import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** The command line in an empty folder of its own. */
export class Shell {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<Shell> {
    return new Shell(await mkdtemp(join(tmpdir(), "sockpit-cli-")));
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string | Uint8Array): Promise<void> {
    return writeFile(this.path(name), content);
  }

  /** Runs `sockpit …` to its end. */
  sockpit(...args: string[]): Promise<Ended> {
    return this.start(process.execPath, [main, ...args]).ended;
  }

  /** Starts `sockpit …`. */
  startSockpit(...args: string[]) {
    return this.start(process.execPath, [main, ...args]);
  }

  start(command: string, args: readonly string[]) {
    const child = spawn(command, args, { cwd: this.folder, stdio: ["ignore", "pipe", "pipe"] });
    const printed = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const)
      child[stream].on("data", (chunk) => {
        printed[stream] += chunk;
      });
    const ended = once(child, "close").then(([status]): Ended => ({ status, ...printed }));
    return { child, ended };
  }
}
