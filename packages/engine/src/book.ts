import { isWildcard } from "@sockpit/protocol";
import type { Changes } from "./changes.js";
import type { PacketEnd } from "./facts.js";
import type { TrackedSocket } from "./tracked-socket.js";

/** A look that began before a socket went may still list it: more than go while a look is under way. */
const MAX_GONE = 1024;

const MAPPED_PREFIX = "::ffff:";

/** The address itself, where an IPv6 socket has one of IPv4. */
function plainHost(host: string): string {
  return host.startsWith(MAPPED_PREFIX) ? host.slice(MAPPED_PREFIX.length) : host;
}

/** The sockets that there are, by id; those that listen, by their address. */
export class Book {
  readonly #byId = new Map<string, TrackedSocket>();
  /** Sockets that the kernel had, by their ids, the newest last; as they were, where the kernel may still have them. */
  readonly #gone = new Map<string, TrackedSocket | null>();
  readonly #listeners = new Map<number, TrackedSocket[]>();
  readonly #changes: Changes;

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  get(id: string): TrackedSocket | undefined {
    return this.#byId.get(id);
  }

  /** Whether the kernel had it, and no longer has. */
  isGone(id: string): boolean {
    return this.#gone.has(id);
  }

  /** One that was taken for gone before that moment, and that the kernel may have kept, is here again. */
  takeBack(id: string, beforeUs: number): TrackedSocket | undefined {
    const socket = this.#gone.get(id);
    if (socket == null || socket.touchedUs >= beforeUs) return undefined;
    this.add(socket);
    return socket;
  }

  all(): IterableIterator<TrackedSocket> {
    return this.#byId.values();
  }

  add(socket: TrackedSocket): void {
    if (socket.id === "") return;
    this.#byId.set(socket.id, socket);
    this.#gone.delete(socket.id);
  }

  /** The kernel has it no longer. */
  remove(socket: TrackedSocket): void {
    if (this.#byId.get(socket.id) !== socket) return;
    this.#byId.delete(socket.id);
    this.#changes.gone(socket);
    this.#gone.set(socket.id, socket.mayHaveMissed ? socket : null);
    if (this.#gone.size <= MAX_GONE) return;
    for (const oldest of this.#gone.keys()) {
      this.#gone.delete(oldest);
      return;
    }
  }

  addListener(socket: TrackedSocket): void {
    const local = socket.listening?.local;
    if (local == null) return;
    const onPort = this.#listeners.get(local.port) ?? [];
    const host = plainHost(local.host);
    for (const { listening } of onPort) {
      if (listening?.local == null || plainHost(listening.local.host) !== host) continue;
      if (listening.local.machine !== local.machine) continue;
      listening.isShared = true;
      if (socket.listening !== null) socket.listening.isShared = true;
    }
    onPort.push(socket);
    this.#listeners.set(local.port, onPort);
  }

  removeListener(socket: TrackedSocket): void {
    const port = socket.listening?.local?.port;
    if (port === undefined) return;
    const left = this.#listeners.get(port)?.filter((other) => other !== socket) ?? [];
    if (left.length === 0) this.#listeners.delete(port);
    else this.#listeners.set(port, left);
  }

  /** Who takes connections to an address: the listener on it, else one on the wildcard address of its family. */
  listenerAt({ host, port, machine }: PacketEnd): TrackedSocket | undefined {
    const onPort = this.#listeners
      .get(port)
      ?.filter(({ listening }) => listening?.local?.machine === machine);
    if (onPort === undefined) return undefined;
    const wanted = plainHost(host);
    const hostOf = ({ listening }: TrackedSocket) => listening?.local?.host ?? "";
    const isIpv6 = wanted.includes(":");
    return (
      onPort.find((socket) => plainHost(hostOf(socket)) === wanted) ??
      onPort.find((socket) => isWildcard(hostOf(socket)) && (socket.family === "AF_INET6") === isIpv6) ??
      onPort.find((socket) => isWildcard(hostOf(socket)))
    );
  }
}

/** Its state at the end of a connection: closed while a process holds it, else gone. */
export function end(socket: TrackedSocket, book: Book, changes: Changes): void {
  changes.state(socket, "CLOSED");
  const { transmission } = socket;
  if (transmission !== null) {
    // Nothing that is left is ever sent; what was received can still be read.
    transmission.unacknowledged = transmission.written;
    transmission.sent = transmission.written;
    changes.queues(socket);
  }
  if (!socket.isHeld && socket.queue !== "accept") book.remove(socket);
}
