import type { Entry, PacketEntry } from "./entry.js";
import { NOBODY } from "./lanes.js";

/** Parts of one lane that are told apart; what comes later stays with its program. */
const MAX_PARTS = 64;

/** What a program's lane can be split by. Each part has the event at which it was first seen. */
interface LaneUse {
  /** By cookie, in the order in which they came. */
  readonly sockets: ReadonlyMap<string, number>;
  /** By name; the main thread is not among them. */
  readonly threads: ReadonlyMap<string, number>;
  /** Whether packets of more than one connection came or went. */
  readonly hasSeveralFlows: boolean;
}

class Use implements LaneUse {
  readonly sockets = new Map<string, number>();
  readonly threads = new Map<string, number>();
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
        this.#addSocket(entry.lane, entry.socket, entry.seq);
        this.#addThread(entry.lane, entry.source?.thread, entry.seq);
        break;
      case "return":
        this.#addSocket(entry.lane, entry.of.socket, entry.seq);
        break;
      case "state":
        this.#addSocket(entry.lane, entry.socket, entry.seq);
        break;
      case "packet":
        this.packet(entry);
        break;
    }
  }

  /** A packet whose ends have their lanes, now or anew. */
  packet({ packet, fromLane, toLane, flow, seq }: PacketEntry): void {
    this.#addSocket(fromLane, packet.from, seq);
    this.#addSocket(toLane, packet.to, seq);
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

  #addSocket(lane: number, socket: string | null, seq: number): void {
    if (lane === NOBODY || socket === null) return;
    const { sockets } = this.#use(lane);
    if (!sockets.has(socket) && sockets.size < MAX_PARTS) sockets.set(socket, seq);
  }

  #addThread(lane: number, thread: string | undefined, seq: number): void {
    if (thread === undefined) return;
    const { threads } = this.#use(lane);
    if (!threads.has(thread) && threads.size < MAX_PARTS) threads.set(thread, seq);
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
