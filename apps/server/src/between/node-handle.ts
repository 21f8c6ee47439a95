import type { Server, Socket } from "node:net";
import type { Readable } from "node:stream";

/** What `net.Socket` keeps of libuv's stream. No public call gives the descriptor, or stops reading at once. */
interface NodeHandle {
  readonly fd: number;
  readStop(): number;
}

/**
 * The descriptor under a socket, from which this process reads no more; undefined where the socket is closed. Reading
 * has to stop at once: what this process would still read, a client's first message, would be lost to the next owner.
 */
export function stopReading(socket: Socket): number | undefined {
  const handle = handleOf(socket);
  handle?.readStop();
  return handle?.fd;
}

/** The descriptor under a listening server; undefined where it does not listen. */
export function descriptorOf(server: Server): number | undefined {
  return handleOf(server)?.fd;
}

/**
 * Why this Node's sockets are not made as `stopReading` expects, so that WebSockets could not be handed over; undefined
 * where they are. `stream` is any that libuv reads.
 */
export function handleComplaint(stream: Readable): string | undefined {
  const handle: Partial<NodeHandle> | undefined = handleOf(stream);
  if (Number.isInteger(handle?.fd) && typeof handle?.readStop === "function") return undefined;
  return (
    `Node ${process.version} does not offer what the server needs to pass WebSockets on to a lab host ` +
    "(_handle.fd and _handle.readStop of net.Socket). Use an LTS version of Node, from 20.19."
  );
}

function handleOf(stream: Readable | Server): NodeHandle | undefined {
  return (stream as unknown as { _handle?: NodeHandle | null })._handle ?? undefined;
}
