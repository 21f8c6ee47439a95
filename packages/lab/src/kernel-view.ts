import type { KernelSocket } from "@sockpit/protocol";
import type { SocketEntry } from "@sockpit/sockets";
import { describeHeld } from "./held-socket.js";
import type { Network } from "./networks/network.js";
import type { Process } from "./process.js";

/** Every socket of a lab as the kernel sees it now, with who holds it. Held ones first, by pid and fd. */
export function kernelView(network: Network, processes: Iterable<Process>): KernelSocket[] {
  const holders = new Map<string, { pid: number; fd: number; entry: () => SocketEntry }>();
  for (const process of processes) {
    for (const [fd, socket] of process.fds.sockets()) {
      // A socket with several fds is shown once, under the first.
      if (holders.has(socket.cookie)) continue;
      const entry = () => {
        const held = describeHeld(socket);
        const local = held.local === null ? null : network.localAddress(socket);
        return { ...held, local, peer: held.peer === null ? null : network.toProgram(held.peer) };
      };
      holders.set(socket.cookie, { pid: process.pid, fd, entry });
    }
  }
  const listed = new Map(network.list(new Set(holders.keys())).map((entry) => [entry.id, entry]));
  const held = [...holders].map(([id, { pid, fd, entry }]) => {
    return { ...(listed.get(id) ?? entry()), pid, fd };
  });
  const others = [...listed.values()]
    .filter((entry) => !holders.has(entry.id) && isConnection(entry))
    .map((entry) => ({ ...entry, pid: null, fd: null }));
  return [...held.sort((a, b) => a.pid - b.pid || a.fd - b.fd), ...others];
}

/** Without a holder, only what is still a connection means something: half open, to be accepted, closing. */
function isConnection({ state }: SocketEntry): boolean {
  return state !== "CLOSED" && state !== "UNCONNECTED";
}
