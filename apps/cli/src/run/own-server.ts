import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { CannotRun } from "../exit-status.js";

export interface OwnServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Characters of what a server that does not start has printed. */
const SHOWN = 2000;

/** What is new takes 6 MiB of the front door's heap instead of 48, and large bodies go back to the system. */
const nodeArguments = ["--max-semi-space-size=2"];
const defaults = { MALLOC_MMAP_THRESHOLD_: "67584" };

/** Starts the server's program. What it prints on standard output is piped, or shown. */
export function spawnServer(settings: NodeJS.ProcessEnv, stdout: "pipe" | "inherit"): ChildProcess {
  const entryPoint = fileURLToPath(import.meta.resolve("@sockpit/server/main"));
  return spawn(process.execPath, [...nodeArguments, entryPoint], {
    env: { ...defaults, ...process.env, ...settings },
    stdio: ["ignore", stdout, "inherit"],
  });
}

/** Starts a server on a port of loopback that the kernel chooses, for this process alone. */
export async function startOwnServer(): Promise<OwnServer> {
  const child = spawnServer({ HOST: "127.0.0.1", PORT: "0", SOCKPIT_LOG_LEVEL: "warn" }, "pipe");
  let printed = "";
  for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    printed = (printed + String(chunk)).slice(-SHOWN);
    const url = /^sockpit: (http:\S+).*\n/m.exec(printed)?.[1];
    if (url === undefined) continue;
    return {
      url,
      stop: async () => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const exited = once(child, "exit");
        child.kill("SIGTERM");
        await exited;
      },
    };
  }
  throw new CannotRun(`no server could be started: ${printed.trim() || "it ended"}`);
}
