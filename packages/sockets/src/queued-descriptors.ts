import { readFileSync } from "node:fs";
import { pollEvents } from "./constants.js";
import type { Socket } from "./socket.js";
import { nodeCall } from "./system/node-call.js";
import { pollNow } from "./system/poll-calls.js";

/** A line of /proc/self/fdinfo/<fd>: proc_pid_fdinfo(5). A listener counts what waits in connections not yet accepted. */
const QUEUED_LINE = /^scm_fds:\s*(\d+)$/m;

/**
 * How many descriptors wait in the receive queues of these Unix sockets, where nobody has received them; undefined on a
 * kernel that does not say (Linux before 5.6). Reads one file for each socket that has something to receive.
 */
export function queuedDescriptors(sockets: readonly Socket[]): number | undefined {
  const open = sockets.filter(({ closed }) => !closed);
  const found = pollNow(open.map(({ fd }) => ({ fd, events: pollEvents.POLLIN })));
  let count = 0;
  for (const [index, { fd }] of open.entries()) {
    if (((found[index] ?? 0) & pollEvents.POLLIN) === 0) continue;
    const info = nodeCall("open", () => readFileSync(`/proc/self/fdinfo/${fd}`, "utf8"));
    const queued = QUEUED_LINE.exec(info)?.[1];
    if (queued === undefined) return undefined;
    count += Number(queued);
  }
  return count;
}
