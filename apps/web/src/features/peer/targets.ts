import { isWildcard, type KernelSocket } from "@sockpit/protocol";
import type { PeerTarget } from "./peer-process.js";

/** What most examples use. */
const usualTarget: PeerTarget = { transport: "tcp", host: "127.0.0.1", port: 8088 };

/** Where a socket can be reached by another program; undefined where it cannot. */
export function targetOf({
  family,
  type,
  state,
  local,
  peer,
  host: machine,
}: KernelSocket): PeerTarget | undefined {
  if (family === "AF_UNIX" || local === null || !("host" in local)) return undefined;
  const isDatagrams = type === "SOCK_DGRAM";
  if (isDatagrams ? peer !== null || local.port === 0 : state !== "LISTEN") return undefined;
  const loopback = family === "AF_INET6" ? "::1" : "127.0.0.1";
  const host = isWildcard(local.host) ? (machine ?? loopback) : local.host;
  const isOwn = machine !== undefined && isLoopback(host);
  return {
    transport: isDatagrams ? "udp" : "tcp",
    host,
    port: local.port,
    ...(isOwn && { onlyFrom: machine }),
  };
}

function isLoopback(host: string): boolean {
  return host === "::1" || host.startsWith("127.");
}

/** Where a process can be reached; undefined where it cannot. */
export function targetOfProcess(sockets: Iterable<KernelSocket>, pid: number | null): PeerTarget | undefined {
  const own = pid === null ? [] : [...sockets].filter((socket) => socket.pid === pid);
  return own.flatMap((socket) => targetOf(socket) ?? []).at(-1);
}

/** Where most likely somebody listens: the newest of these sockets that can be reached. */
export function likelyTarget(sockets: Iterable<KernelSocket>): PeerTarget {
  const targets = [...sockets].flatMap((socket) => targetOf(socket) ?? []);
  return targets.findLast(({ transport }) => transport === "tcp") ?? targets.at(-1) ?? usualTarget;
}
