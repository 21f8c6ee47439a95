import { acceptQueueCapacity, type KernelSocket } from "@sockpit/protocol";
import type { RecordedSocket } from "../../record/socket-history.js";
import { sortSockets } from "../../record/sort-sockets.js";

/** A socket with the connections that wait in it. */
export interface SocketEntry {
  socket: KernelSocket;
  /** Connections that `accept` can take, the next one first. */
  waiting: readonly KernelSocket[];
  /** Connections whose handshake is not over, the oldest first. */
  halfOpen: readonly KernelSocket[];
}

/** The sockets of one process; `pid` null: of none, such as a connection in TIME-WAIT. */
export interface SocketGroup {
  pid: number | null;
  entries: readonly SocketEntry[];
}

/** The sockets by process; connections that nobody has accepted stand in their listening socket. */
export function groupSockets(sockets: ReadonlyMap<string, RecordedSocket>): readonly SocketGroup[] {
  const sorted = sortSockets([...sockets.values()]);
  const inListener = new Map<string, RecordedSocket[]>();
  const groups = new Map<number | null, SocketEntry[]>();
  for (const socket of sorted) {
    const { listener } = socket;
    if (listener === null || !sockets.has(listener)) continue;
    inListener.set(listener, [...(inListener.get(listener) ?? []), socket]);
  }
  for (const socket of sorted) {
    if (socket.listener !== null && sockets.has(socket.listener)) continue;
    const inside = inListener.get(socket.id) ?? [];
    const entry: SocketEntry = {
      socket,
      waiting: standingIn("accept", inside),
      halfOpen: standingIn("syn", inside),
    };
    const group = groups.get(socket.pid);
    if (group === undefined) groups.set(socket.pid, [entry]);
    else group.push(entry);
  }
  return [...groups].map(([pid, entries]) => ({ pid, entries }));
}

/** In the order in which they entered; those of which that was not seen were there before. */
function standingIn(queue: "syn" | "accept", sockets: readonly RecordedSocket[]): readonly RecordedSocket[] {
  return sockets
    .filter(({ place, state }) => (place?.queue ?? (state === "SYN-RECEIVED" ? "syn" : "accept")) === queue)
    .toSorted((a, b) => (a.place?.sinceSeq ?? 0) - (b.place?.sinceSeq ?? 0));
}

/** More places than these are a bar. */
const DRAWN_PLACES = 12;

/**
 * An accept queue as a person sees it. Linux takes one connection more than the backlog says: a queue is
 * full when it holds more than the backlog (listen(2), net/core's sk_acceptq_is_full).
 */
export interface QueuePlaces {
  length: number;
  capacity: number;
  isFull: boolean;
  /** Each place, where they are few enough to draw: who stands in it, `extra` for the one beyond the backlog. */
  places: readonly { socket: KernelSocket | null; isTaken: boolean; isExtra: boolean }[] | null;
}

export function queuePlaces(
  { length, limit }: { length: number; limit: number },
  waiting: readonly KernelSocket[],
): QueuePlaces {
  const capacity = acceptQueueCapacity(limit);
  const places = Array.from({ length: Math.min(capacity, DRAWN_PLACES) }, (_, index) => ({
    socket: waiting[index] ?? null,
    isTaken: index < length,
    isExtra: index === limit,
  }));
  return {
    length,
    capacity,
    isFull: length >= capacity,
    places: capacity <= DRAWN_PLACES ? places : null,
  };
}
