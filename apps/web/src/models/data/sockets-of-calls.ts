import type { CallEntry, Entry } from "../diagram/entry.js";

/**
 * The socket of each call. A socket's first calls may come before the kernel's word of it: they belong to the socket that
 * the same descriptor of the same process is known to name next.
 */
export function socketsOfCalls(entries: readonly Entry[]): Map<CallEntry, string> {
  const sockets = new Map<CallEntry, string>();
  const next = new Map<string, string>();
  for (const entry of entries.toReversed()) {
    if (entry.kind !== "call") continue;
    const descriptor = `${entry.pid} ${String(entry.params["fd"])}`;
    const isOver = entry.command === "close" && entry.socket === null;
    if (isOver) next.delete(descriptor);
    if (entry.socket !== null && "fd" in entry.params) next.set(descriptor, entry.socket);
    const socket = entry.socket ?? next.get(descriptor);
    if (socket !== undefined) sockets.set(entry, socket);
  }
  return sockets;
}
