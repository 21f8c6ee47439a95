import type { KernelSocket } from "@sockpit/protocol";

/** Sockets that are remembered, those that are gone among them: late packets still name them. */
const MAX_SOCKETS = 4_000;

interface Known {
  socket: KernelSocket;
  /** The process that holds it, or held it last. */
  pid: number | null;
  isGone: boolean;
}

/** Which process each socket belongs to, also before `accept` took it and after `close` gave it up. */
export class SocketsBook {
  readonly #known = new Map<string, Known>();
  readonly #byDescriptor = new Map<string, string>();
  readonly #byPort = new Map<number, Set<string>>();

  /** Takes in what the kernel says of a socket now; returns what it said before. */
  change(socket: KernelSocket): KernelSocket | undefined {
    const { id } = socket;
    const before = this.#known.get(id);
    const pid = socket.pid ?? before?.pid ?? null;
    this.#unindex(id);
    this.#known.set(id, { socket, pid, isGone: false });
    if (socket.pid !== null) this.#byDescriptor.set(descriptor(socket.pid, socket.fd), id);
    const port = portOf(socket);
    if (port !== undefined) this.#byPort.set(port, (this.#byPort.get(port) ?? new Set()).add(id));
    this.#forgetOldest();
    return before?.socket;
  }

  remove(id: string): void {
    const known = this.#known.get(id);
    if (known === undefined) return;
    known.isGone = true;
    const key = descriptor(known.socket.pid, known.socket.fd);
    if (this.#byDescriptor.get(key) === id) this.#byDescriptor.delete(key);
  }

  find(id: string): KernelSocket | undefined {
    return this.#known.get(id)?.socket;
  }

  /** The cookie behind a process's descriptor now. */
  byDescriptor(pid: number, fd: unknown): string | null {
    return this.#byDescriptor.get(descriptor(pid, fd)) ?? null;
  }

  /** The process that a socket belongs to: a connection not yet accepted belongs to who listens. */
  ownerOf(id: string): number | null {
    const known = this.#known.get(id);
    if (known === undefined) return null;
    const port = portOf(known.socket);
    return known.pid ?? (port === undefined ? null : this.ownerOfPort(port));
  }

  /** The process with a socket on a port: one that listens, else the latest. */
  ownerOfPort(port: number): number | null {
    let owner: number | null = null;
    for (const { socket, pid } of this.#onPort(port)) {
      if (socket.state === "LISTEN" && pid !== null) return pid;
      owner = pid ?? owner;
    }
    return owner;
  }

  /** The socket that listens on a port. */
  listenerOf(port: number): string | null {
    for (const { socket, isGone } of this.#onPort(port)) {
      if (!isGone && socket.state === "LISTEN") return socket.id;
    }
    return null;
  }

  *#onPort(port: number): Iterable<Known> {
    for (const id of this.#byPort.get(port) ?? []) {
      const known = this.#known.get(id);
      if (known !== undefined) yield known;
    }
  }

  #unindex(id: string): void {
    const known = this.#known.get(id);
    if (known === undefined) return;
    this.remove(id);
    this.#known.delete(id);
    const port = portOf(known.socket);
    if (port === undefined) return;
    const ids = this.#byPort.get(port);
    ids?.delete(id);
    if (ids?.size === 0) this.#byPort.delete(port);
  }

  #forgetOldest(): void {
    if (this.#known.size <= MAX_SOCKETS) return;
    for (const [id, { isGone }] of this.#known) {
      if (this.#known.size <= MAX_SOCKETS / 2) return;
      if (isGone) this.#unindex(id);
    }
  }
}

function descriptor(pid: number | null, fd: unknown): string {
  return `${pid}:${String(fd)}`;
}

function portOf({ local }: KernelSocket): number | undefined {
  return local !== null && "port" in local && local.port !== 0 ? local.port : undefined;
}
