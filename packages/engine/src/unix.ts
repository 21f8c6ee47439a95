import type { Book } from "./book.js";
import type { Changes } from "./changes.js";
import { arrives, leaves } from "./datagrams.js";
import type { Fact } from "./facts.js";
import { TrackedSocket } from "./tracked-socket.js";

type FactOf<K extends Fact["kind"]> = Extract<Fact, { kind: K }>;

/** A client whose connection nobody has accepted yet, and how much it has sent meanwhile. */
interface Waiting {
  readonly client: TrackedSocket;
  bytes: number;
}

/** Unix sockets, which have no packets: what their calls show. unix(7). */
export class UnixSockets {
  readonly #book: Book;
  readonly #changes: Changes;
  readonly #byName = new Map<string, TrackedSocket>();
  readonly #names = new Map<TrackedSocket, string>();
  readonly #waiting = new Map<TrackedSocket, Waiting[]>();

  constructor(book: Book, changes: Changes) {
    this.#book = book;
    this.#changes = changes;
  }

  bound(socket: TrackedSocket, name: string): void {
    this.#byName.set(name, socket);
    this.#names.set(socket, name);
  }

  listening(socket: TrackedSocket): void {
    const isNew = socket.state !== "LISTEN";
    this.#changes.state(socket, "LISTEN");
    if (isNew) this.#changes.acceptQueue(socket, 0);
  }

  paired({ ids: [first, second], type }: FactOf<"paired">): void {
    const [a, b] = [this.#make(first, type), this.#make(second, type)];
    a.peer = b;
    b.peer = a;
  }

  connected(socket: TrackedSocket, name: string | null): void {
    this.#changes.state(socket, "CONNECTED");
    const target = name === null ? undefined : this.#byName.get(name);
    socket.peer = null;
    if (target === undefined) return;
    if (socket.type === "SOCK_DGRAM") {
      socket.peer = target;
      return;
    }
    const waiting = this.#waiting.get(target) ?? [];
    this.#waiting.set(target, waiting);
    waiting.push({ client: socket, bytes: 0 });
    this.#changes.acceptQueue(target, waiting.length);
  }

  accepted(listener: TrackedSocket, id: string): void {
    const child = this.#book.get(id) ?? this.#make(id, listener.type);
    const waiting = this.#waiting.get(listener) ?? [];
    const first = waiting.shift();
    if (first === undefined) return;
    child.peer = first.client;
    first.client.peer = child;
    this.#changes.acceptQueue(listener, waiting.length);
    this.#changes.received(child, first.bytes);
  }

  sent(socket: TrackedSocket, { bytes, error, name }: FactOf<"sent">): void {
    if (socket.type === "SOCK_DGRAM" && name === null && error === "ECONNREFUSED") {
      this.#changes.state(socket, "UNCONNECTED");
      socket.peer = null;
    }
    if (bytes === null) return;
    const target = name === null ? socket.peer : this.#byName.get(name);
    if (target !== undefined && target !== null) arrives(target, bytes, this.#changes);
    else {
      const waiting = this.#waitingOf(socket);
      if (waiting !== undefined) waiting.bytes += bytes;
    }
  }

  received(socket: TrackedSocket, { bytes, foundNothing }: FactOf<"received">): void {
    if (socket.type === "SOCK_DGRAM") {
      leaves(socket, { foundNothing, changes: this.#changes });
      return;
    }
    const left = socket.receiveQueueBytes - (bytes ?? 0);
    this.#changes.received(socket, Math.max(0, left));
  }

  closed(socket: TrackedSocket): void {
    const name = this.#names.get(socket);
    this.#names.delete(socket);
    if (name !== undefined && this.#byName.get(name) === socket) this.#byName.delete(name);
    this.#waiting.delete(socket);
    if (socket.peer?.peer === socket) socket.peer.peer = null;
    this.#book.remove(socket);
  }

  #make(id: string, type: TrackedSocket["type"]): TrackedSocket {
    const { atUs } = this.#changes;
    const socket = new TrackedSocket({ id, family: "AF_UNIX", type, state: "CONNECTED", atUs });
    this.#book.add(socket);
    this.#changes.isNew(socket);
    return socket;
  }

  #waitingOf(client: TrackedSocket): Waiting | undefined {
    for (const line of this.#waiting.values()) {
      const found = line.find((waiting) => waiting.client === client);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
