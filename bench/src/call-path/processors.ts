import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** Of the client, and of all that it calls, where they are kept apart. */
const CLIENT = 0;
export const SERVERS = 1;

/** As many as there are before any process is bound. */
const count = availableParallelism();

/** Whether processes can be bound to processors here: two of them, and taskset(1). */
export const canBind = count > SERVERS && spawnSync("taskset", ["--version"]).status === 0;

/** Runs something while all threads of this process are on the client's processor. */
export async function onClientsProcessor<T>(run: () => Promise<T>): Promise<T> {
  bindThisProcess(String(CLIENT));
  try {
    return await run();
  } finally {
    bindThisProcess(`0-${count - 1}`);
  }
}

function bindThisProcess(processors: string): void {
  spawnSync("taskset", ["--all-tasks", "--cpu-list", "--pid", processors, String(process.pid)]);
}

/** A command that runs, with its children, on one processor. */
export function boundTo(processor: number | undefined, [command, ...args]: readonly [string, ...string[]]) {
  if (processor === undefined) return { command, args };
  return { command: "taskset", args: ["--cpu-list", String(processor), command, ...args] };
}
