import type { CallEntry, Entry, PacketEntry } from "./entry.js";
import { NOBODY } from "./lanes.js";

/** Parts of one lane that are told apart; what comes later stays with its program. */
const MAX_PARTS = 64;

interface Part {
  /** The event with which it was first seen. */
  seq: number;
}

interface SocketPart extends Part {
  /** The descriptor by which its program has called it. */
  fd: number | null;
}

/** What a program's lane can be split by, in the order in which it came. */
interface LaneUse {
  /** By cookie. */
  readonly sockets: ReadonlyMap<string, SocketPart>;
  /** By name; the main thread is not among them. */
  readonly threads: ReadonlyMap<string, Part>;
  /** Whether packets of more than one connection came or went. */
  readonly hasSeveralFlows: boolean;
}

class Use implements LaneUse {
  readonly sockets = new Map<string, SocketPart>();
  readonly threads = new Map<string, Part>();
  /** The first two connections: more need not be told apart. */
  readonly #flows = new Set<string>();

  get hasSeveralFlows(): boolean {
    return this.#flows.size > 1;
  }

  addFlow(flow: string): void {
    if (this.#flows.size < 2) this.#flows.add(flow);
  }
}

const unused: LaneUse = new Use();

/** What has been seen in each lane. Grows entry by entry, and is bounded. */
export class LaneUseBook {
  readonly #uses = new Map<number, Use>();

  of(lane: number): LaneUse {
    return this.#uses.get(lane) ?? unused;
  }

  note(entry: Entry): void {
    switch (entry.kind) {
      case "call":
        this.#addSocket(entry.lane, entry.socket, entry, fdOf(entry));
        this.#addThread(entry.lane, entry.source?.thread, entry.seq);
        break;
      case "lookup":
        this.#addThread(entry.lane, entry.lookup.source?.thread, entry.seq);
        break;
      case "return":
        this.#addSocket(entry.lane, entry.of.socket, entry, fdOf(entry.of));
        break;
      case "state":
        this.#addSocket(entry.lane, entry.socket, entry, entry.fd);
        break;
      case "packet":
        this.packet(entry);
        break;
    }
  }

  /** A packet whose ends have their lanes, now or anew. */
  packet(entry: PacketEntry): void {
    const { packet, fromLane, toLane, flow } = entry;
    this.#addSocket(fromLane, packet.from, entry);
    this.#addSocket(toLane, packet.to, entry);
    for (const lane of [fromLane, toLane]) if (lane !== NOBODY) this.#use(lane).addFlow(flow);
  }

  /** Forgets sockets of which nothing is kept. */
  evict(isKept: (socket: string) => boolean): void {
    for (const { sockets } of this.#uses.values())
      for (const socket of sockets.keys()) if (!isKept(socket)) sockets.delete(socket);
  }

  reset(): void {
    this.#uses.clear();
  }

  #addSocket(lane: number, socket: string | null, { seq }: Part, fd: number | null = null): void {
    if (lane === NOBODY || socket === null) return;
    const { sockets } = this.#use(lane);
    const part = sockets.get(socket);
    if (part !== undefined) part.fd ??= fd;
    else if (sockets.size < MAX_PARTS) sockets.set(socket, { seq, fd });
  }

  #addThread(lane: number, thread: string | undefined, seq: number): void {
    if (thread === undefined) return;
    const { threads } = this.#use(lane);
    if (!threads.has(thread) && threads.size < MAX_PARTS) threads.set(thread, { seq });
  }

  #use(lane: number): Use {
    let use = this.#uses.get(lane);
    if (use === undefined) {
      use = new Use();
      this.#uses.set(lane, use);
    }
    return use;
  }
}

/** The descriptor that a call is made on. */
function fdOf({ params }: CallEntry): number | null {
  return "fd" in params && typeof params.fd === "number" ? params.fd : null;
}
