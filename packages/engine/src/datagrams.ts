import type { Changes } from "./changes.js";
import type { TrackedSocket } from "./tracked-socket.js";

/** A datagram, or bytes of a stream without packets, came to a socket. */
export function arrives(socket: TrackedSocket, bytes: number, changes: Changes): void {
  if (socket.type === "SOCK_DGRAM") socket.datagrams.push(bytes);
  changes.received(socket, socket.receiveQueueBytes + bytes);
}

/** A call has taken the datagram that came first, or found none. */
export function leaves(
  socket: TrackedSocket,
  { foundNothing, changes }: { foundNothing: boolean; changes: Changes },
): void {
  if (foundNothing) {
    socket.datagrams.length = 0;
    changes.received(socket, 0);
    return;
  }
  const bytes = socket.datagrams.shift();
  // A look may have set the count to the kernel's, which of a Unix socket is its first datagram only: unix_inq_len in net/unix/af_unix.c.
  if (bytes !== undefined) changes.received(socket, Math.max(0, socket.receiveQueueBytes - bytes));
}
