import { acceptQueueCapacity, type KernelSocket, type SocketChange } from "@sockpit/protocol";
import type { CallEntry, ChangeCause, Entry, PacketEvent } from "./entry.js";
import type { Joins } from "./joins.js";
import { type Moment, NOW } from "./moment.js";
import { newSocket } from "./new-socket.js";
import type { Placement } from "./placement.js";
import type { SocketBook } from "./socket-book.js";
import type { SocketHistory } from "./socket-history.js";
import type { UnixJoins } from "./unix-joins.js";

/** The kernel's sockets as a whole after the event `seq`, as a connection to the lab is given them. */
export interface SocketsSnapshot {
  sockets: readonly KernelSocket[];
  seq: number;
  at: number;
}

interface ChangingEvent extends Moment {
  changes?: readonly SocketChange[] | undefined;
}

interface Parts {
  sockets: SocketBook;
  placement: Placement;
  joins: Joins;
  unixJoins: UnixJoins;
  push(entry: Entry): void;
}

/** Takes in what events change of sockets, and what the kernel says of them; the last one holds. */
export class SocketChanges {
  readonly #parts: Parts;
  /** Until the event is there up to which it was taken. */
  #snapshot: SocketsSnapshot | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  adopt(snapshot: SocketsSnapshot): void {
    this.#snapshot = snapshot;
  }

  /** The event `seq` has been taken in. */
  catchUp(seq: number): void {
    if (this.#snapshot === undefined || this.#snapshot.seq > seq) return;
    const { sockets, ...moment } = this.#snapshot;
    this.#snapshot = undefined;
    for (const socket of sockets) this.#see(socket, moment);
    const ids = new Set(sockets.map(({ id }) => id));
    for (const id of this.#parts.sockets.at(NOW).keys()) if (!ids.has(id)) this.gone(id, moment);
  }

  reset(): void {
    this.#snapshot = undefined;
  }

  /** The kernel has been asked. */
  look(socket: KernelSocket, moment: Moment): void {
    const { isSeen, state, acceptQueueLength } = this.#parts.sockets.touch(socket.id, moment.seq);
    const history = this.#see(socket, moment);
    const before = isSeen ? (state ?? null) : null;
    this.#report(history, moment, { cause: { kind: "look" }, before, lengthBefore: acceptQueueLength });
  }

  /** What an event changed of sockets. */
  apply(
    { seq, at, changes = [] }: ChangingEvent,
    cause: ChangeCause,
    origin: { call?: CallEntry | undefined; packet?: PacketEvent } = {},
  ): void {
    const { sockets, placement } = this.#parts;
    for (const change of changes) {
      const history = sockets.touch(change.socket, seq);
      placement.inherit(history, change.listener);
      const before = history.state ?? null;
      const lengthBefore = history.acceptQueueLength;
      if (change.isGone === undefined) sockets.revive(history);
      if (!history.isSeen && change.state !== undefined) {
        const listener = change.listener ? sockets.find(change.listener)?.latest : undefined;
        const { pid, fd } = history;
        const { call, packet } = origin;
        history.see(
          { seq, at },
          newSocket(change, { listener, call, packet, pid: fd === null ? null : pid, fd }),
        );
      }
      history.change({ seq, at }, change);
      sockets.changed(history);
      if (change.state !== undefined || change.acceptQueueLength !== undefined)
        this.#report(history, { seq, at }, { cause, before, lengthBefore });
      if (change.isGone) this.gone(change.socket, { seq, at });
    }
  }

  /** A row for a state that is news, and one for an accept queue that has grown or shrunk. */
  #report(
    history: SocketHistory,
    { seq, at }: Moment,
    known: { cause: ChangeCause; before: KernelSocket["state"] | null; lengthBefore: number },
  ): void {
    const { id, pid, fd, state, acceptQueueLength: length } = history;
    const { cause, before, lengthBefore } = known;
    if (pid === null || state === undefined) return;
    const lane = this.#parts.placement.of(pid, seq);
    // That a socket begins without a connection goes without saying.
    const isNews = state !== before && (before !== null || (state !== "CLOSED" && state !== "UNCONNECTED"));
    if (isNews) this.#parts.push({ kind: "state", seq, at, lane, pid, socket: id, fd, state, before, cause });
    if (length === lengthBefore) return;
    const capacity = history.backlog === null ? null : acceptQueueCapacity(history.backlog);
    const hasGrown = length > lengthBefore;
    this.#parts.push({ kind: "queue", seq, at, lane, socket: id, length, capacity, hasGrown, cause });
  }

  gone(id: string, moment: Moment): void {
    const { sockets, placement, joins, unixJoins } = this.#parts;
    const history = sockets.find(id);
    if (history !== undefined) sockets.end(history, moment);
    joins.socketGone(id);
    unixJoins.socketGone(id);
    placement.socketGone(id);
  }

  #see(socket: KernelSocket, moment: Moment): SocketHistory {
    const { sockets, placement, unixJoins } = this.#parts;
    const history = sockets.touch(socket.id, moment.seq);
    placement.inherit(history, socket.listener);
    sockets.revive(history);
    history.see(moment, socket);
    sockets.changed(history);
    placement.settle(history);
    unixJoins.socketChanged(socket);
    return history;
  }
}
