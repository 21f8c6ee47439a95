import type { Address, KernelSocket } from "@sockpit/protocol";
import type { Socket, SocketEntry } from "@sockpit/sockets";
import { describeHeld } from "./held-socket.js";
import type { Network } from "./networks/network.js";
import type { Process } from "./process.js";
import { setOptions } from "./set-options.js";

/** Every socket of a lab as the kernel sees it now, with who holds it. Held ones first, by pid and fd. */
export function kernelView(network: Network, processes: Iterable<Process>): KernelSocket[] {
  const holders = new Map<string, { pid: number; fd: number; socket: Socket; entry: () => SocketEntry }>();
  for (const process of processes) {
    for (const [fd, socket] of process.fds.sockets()) {
      // A socket with several fds is shown once, under the first.
      if (holders.has(socket.cookie)) continue;
      const entry = () => {
        const held = describeHeld(socket);
        const local = held.local === null ? null : network.localAddress(socket);
        return { ...held, local, peer: held.peer === null ? null : network.toProgram(held.peer) };
      };
      holders.set(socket.cookie, { pid: process.pid, fd, socket, entry });
    }
  }
  const listed = new Map(network.list(new Set(holders.keys())).map((entry) => [entry.id, entry]));
  const listeners = [...listed.values()].filter(
    ({ state, family }) => state === "LISTEN" && family !== "AF_UNIX",
  );
  const others = [...listed.values()]
    .filter((entry) => !holders.has(entry.id) && isConnection(entry))
    .map((entry): KernelSocket => {
      const listener = isUnaccepted(entry) ? (listenerOf(entry, listeners)?.id ?? null) : null;
      return { ...entry, pid: null, fd: null, synQueue: null, listener, options: [] };
    });
  const halfOpen = others.filter(({ state }) => state === "SYN-RECEIVED");
  const held = [...holders].map(([id, { pid, fd, socket, entry }]): KernelSocket => {
    const seen = listed.get(id) ?? entry();
    return {
      ...seen,
      pid,
      fd,
      synQueue:
        seen.state === "LISTEN" && seen.family !== "AF_UNIX"
          ? { length: halfOpen.filter(({ listener }) => listener === id).length }
          : null,
      listener: null,
      timeoutSeconds: socket.timeout,
      options: setOptions(socket),
    };
  });
  return [...held.sort((a, b) => order(a.pid, b.pid) || order(a.fd, b.fd)), ...others];
}

function order(a: number | null, b: number | null): number {
  return (a ?? 0) - (b ?? 0);
}

/** Without a holder, only what is still a connection means something: half open, to be accepted, closing. */
function isConnection({ state }: SocketEntry): boolean {
  return state !== "CLOSED" && state !== "UNCONNECTED";
}

/** Without a holder, a connection in one of these states waits for `accept`, or for the last step of its handshake. */
function isUnaccepted({ state }: SocketEntry): boolean {
  return state === "SYN-RECEIVED" || state === "ESTABLISHED" || state === "CLOSE-WAIT";
}

/** The listener on the connection's own address, else the one on the wildcard address. */
function listenerOf({ local }: SocketEntry, listeners: readonly SocketEntry[]): SocketEntry | undefined {
  if (local === null || !("host" in local)) return undefined;
  const onPort = listeners.filter((listener) => portOf(listener.local) === local.port);
  return (
    onPort.find((listener) => hostOf(listener.local) === local.host) ??
    onPort.find((listener) => wildcards.has(hostOf(listener.local) ?? ""))
  );
}

const wildcards: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

function hostOf(address: Address | null): string | undefined {
  return address !== null && "host" in address ? address.host : undefined;
}

function portOf(address: Address | null): number | undefined {
  return address !== null && "port" in address ? address.port : undefined;
}
