import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const entryPoint = fileURLToPath(new URL("../../../apps/server/dist/front-door/main.js", import.meta.url));

export interface Server {
  process: ChildProcess;
  baseUrl: string;
}

/** A real server, on a port that the kernel chose. */
export async function startServer(settings: NodeJS.ProcessEnv = {}): Promise<Server> {
  const child = spawn(process.execPath, [entryPoint], {
    env: { ...process.env, HOST: "127.0.0.1", PORT: "0", SOCKPIT_LOG_LEVEL: "warn", ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += chunk;
    const baseUrl = /^sockpit: (http:\S+).*\n/m.exec(printed)?.[1];
    if (baseUrl !== undefined) return { process: child, baseUrl };
  }
  throw new Error(`the server ended: ${printed}`);
}

export async function stopServer({ process }: Server): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const exited = once(process, "exit");
  process.kill("SIGTERM");
  await exited;
}
