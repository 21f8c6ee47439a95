import { coversEndpoint, type Endpoint, isSameEndpoint, type KernelSocket } from "@sockpit/protocol";

/** Sockets that are remembered, those that are gone among them: late packets still name them. */
const MAX_SOCKETS = 4_000;

interface Known {
  socket: KernelSocket | null;
  /** The process that holds it, or held it last; of a connection not yet accepted, the one that listens. */
  pid: number | null;
  isGone: boolean;
}

/** Which process each socket belongs to, also before `accept` took it and after `close` gave it up. */
export class SocketsBook {
  readonly #known = new Map<string, Known>();

  /** Takes in what the kernel says of a socket now; returns what it said before. */
  change(socket: KernelSocket): KernelSocket | undefined {
    const { id, listener } = socket;
    const before = this.#known.get(id);
    const heir = listener === null ? null : this.ownerOf(listener);
    this.#put(id, { socket, pid: socket.pid ?? before?.pid ?? heir, isGone: false });
    return before?.socket ?? undefined;
  }

  /** A call of this process was made on the socket, or made it. */
  own(id: string, pid: number): void {
    const known = this.#known.get(id);
    if (known?.pid !== pid) this.#put(id, { socket: known?.socket ?? null, pid, isGone: false });
  }

  remove(id: string): void {
    const known = this.#known.get(id);
    if (known !== undefined) known.isGone = true;
  }

  find(id: string): KernelSocket | undefined {
    return this.#known.get(id)?.socket ?? undefined;
  }

  /** The process that a socket belongs to. */
  ownerOf(id: string): number | null {
    return this.#known.get(id)?.pid ?? null;
  }

  /** The process that listens at an address: whose a new connection will be, before the kernel has listed that. */
  listensAt(end: Endpoint): number | null {
    let owner: number | null = null;
    for (const { socket, pid, isGone } of this.#known.values()) {
      if (isGone || socket?.state !== "LISTEN" || !coversEndpoint(socket.local, end)) continue;
      if (isSameEndpoint(socket.local, end)) return pid;
      owner = pid;
    }
    return owner;
  }

  #put(id: string, known: Known): void {
    this.#known.delete(id);
    this.#known.set(id, known);
    if (this.#known.size <= MAX_SOCKETS) return;
    for (const [oldest, { isGone }] of this.#known) {
      if (this.#known.size <= MAX_SOCKETS / 2) return;
      if (isGone) this.#known.delete(oldest);
    }
  }
}
