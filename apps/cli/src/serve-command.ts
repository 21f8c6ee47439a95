import { once } from "node:events";
import { exitStatus } from "./exit-status.js";
import { spawnServer } from "./run/own-server.js";

export interface ServeCommandOptions {
  readonly host?: string;
  readonly port?: string;
  readonly accessCode?: string;
}

/** `sockpit serve`: runs the server until it is interrupted. Returns the exit status: its own, where it could not start. */
export async function serveCommand(
  { host, port, accessCode }: ServeCommandOptions,
  signal: AbortSignal,
): Promise<number> {
  const child = spawnServer(
    {
      ...(host !== undefined && { HOST: host }),
      ...(port !== undefined && { PORT: port }),
      ...(accessCode !== undefined && { SOCKPIT_ACCESS_CODE: accessCode }),
    },
    "inherit",
  );
  const stop = () => child.kill("SIGTERM");
  process.once("SIGTERM", stop);
  signal.addEventListener("abort", stop);
  await once(child, "exit");
  signal.throwIfAborted();
  return child.exitCode === 0 ? exitStatus.ok : exitStatus.cannotRun;
}
