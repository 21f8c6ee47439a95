import { coversEndpoint, type Endpoint, isSameEndpoint, type KernelSocket } from "@sockpit/protocol";
import { upperBound } from "../shared/upper-bound.js";
import { evictFrom, isPast, type Moment, NOW } from "./moment.js";
import { type RecordedSocket, SocketHistory } from "./socket-history.js";

/** A socket as it was last seen. */
export interface GoneSocket {
  socket: KernelSocket;
  history: SocketHistory;
  atUs: number;
}

/** The sockets through time, also after the kernel has given them up: each is kept as long as an event that names it. */
export class SocketBook {
  readonly #byId = new Map<string, SocketHistory>();
  readonly #listening = new Set<SocketHistory>();
  /** Those that the kernel no longer has, in the order in which they went. */
  #gone: (Moment & { history: SocketHistory })[] = [];
  #version = 0;
  #present: { version: number; sockets: ReadonlyMap<string, RecordedSocket> } | undefined;

  find(id: string): SocketHistory | undefined {
    return this.#byId.get(id);
  }

  /** The socket of that name, which an event has to do with. */
  touch(id: string, seq: number): SocketHistory {
    let history = this.#byId.get(id);
    if (history === undefined) {
      history = new SocketHistory(id, seq);
      this.#byId.set(id, history);
    }
    history.lastSeq = Math.max(history.lastSeq, seq);
    return history;
  }

  /** Something about a socket is different now. */
  changed(history: SocketHistory): void {
    this.#version += 1;
    if (history.state === "LISTEN" && history.goneAt === null) this.#listening.add(history);
    else this.#listening.delete(history);
  }

  end(history: SocketHistory, moment: Moment): void {
    if (history.goneAt !== null) return;
    history.end(moment);
    if (history.isSeen) this.#gone.push({ ...moment, history });
    this.changed(history);
  }

  /** The kernel has a socket again that was taken for gone. */
  revive(history: SocketHistory): void {
    if (history.goneAt === null) return;
    history.goneAt = null;
    this.#gone = this.#gone.filter((gone) => gone.history !== history);
  }

  /** The process that a socket belongs to, or belonged to last. */
  ownerOf(id: string): number | null {
    return this.#byId.get(id)?.pid ?? null;
  }

  /** The process that listens at an address, of those that `isThere` says: whose a new connection will be, before the kernel has listed that. */
  listensAt(end: Endpoint, isThere: (pid: number) => boolean = () => true): number | null {
    let owner: number | null = null;
    for (const { latest, pid } of this.#listening) {
      if (pid === null || !isThere(pid) || latest === undefined || !coversEndpoint(latest.local, end))
        continue;
      if (isSameEndpoint(latest.local, end)) return pid;
      owner = pid;
    }
    return owner;
  }

  /** The sockets that the kernel had, by their ids; the same map until one of them changes. */
  at(asOf: number): ReadonlyMap<string, RecordedSocket> {
    if (asOf === NOW && this.#present?.version === this.#version) return this.#present.sockets;
    const sockets = new Map<string, RecordedSocket>();
    for (const history of this.#byId.values()) {
      const socket = history.at(asOf);
      if (socket !== undefined) sockets.set(history.id, socket);
    }
    if (asOf === NOW) this.#present = { version: this.#version, sockets };
    return sockets;
  }

  /** The sockets that had gone last, the newest first. */
  goneAt(asOf: number, count: number): readonly GoneSocket[] {
    const end = asOf === NOW ? this.#gone.length : upperBound(this.#gone, (gone) => isPast(gone, asOf));
    return this.#gone
      .slice(Math.max(0, end - count), end)
      .reverse()
      .flatMap(({ history, at }) => {
        const socket = history.latest;
        return socket === undefined ? [] : { socket, history, atUs: at };
      });
  }

  /** Forgets what was before an event. Calls `onForgotten` with each socket of which nothing stays. */
  evict(firstSeq: number, onForgotten: (id: string) => void): void {
    evictFrom(this.#gone, firstSeq, ({ history }) => history.lastSeq >= firstSeq);
    for (const history of this.#byId.values()) {
      history.evict(firstSeq);
      const isOver = history.goneAt !== null || !history.isSeen;
      if (!isOver || history.lastSeq >= firstSeq) continue;
      this.#byId.delete(history.id);
      onForgotten(history.id);
    }
  }

  reset(): void {
    this.#byId.clear();
    this.#listening.clear();
    this.#gone = [];
    this.#version += 1;
  }
}
