import {
  formatEndpoint,
  isSameEndpoint,
  type KernelSocket,
  type LabEvent,
  type LabEventOf,
} from "@sockpit/protocol";
import { NOTEWORTHY_US } from "../shared/format/format-duration.js";
import type { CallEntry, Entry, PacketEntry, PacketEvent } from "./entry.js";
import { Joins } from "./joins.js";
import { LaneBook } from "./lanes.js";
import { SocketsBook } from "./sockets-book.js";
import { UnixJoins } from "./unix-joins.js";

/** Entries that the diagram keeps; the oldest go first. About what a lab keeps of events. */
const MAX_ENTRIES = 20_000;

/** Of the bound, dropped together, so that dropping costs little. */
const DROPPED_PART = 0.1;

/** Packets of one connection that may pass before the kernel lists it, a moment later. */
const MAX_UNLISTED_PACKETS = 256;

/** Entries that an ICMP error may come after the datagram that it is about. */
const MAX_ERROR_DISTANCE = 64;

/**
 * What happened in a lab, entry by entry: calls, packets, states, output. It grows in place, event by
 * event, at a cost that does not depend on how much there is.
 */
export class DiagramLog {
  readonly #onEntry: (entry: Entry) => void;
  readonly #maxEntries: number;
  #entries: Entry[] = [];
  #lanes = new LaneBook();
  #sockets = new SocketsBook();
  readonly #joins = new Joins();
  readonly #unixJoins = new UnixJoins();
  /** Packets of connections that the kernel has not listed yet, by socket: whose they are, it will say. */
  readonly #unlisted = new Map<string, PacketEntry[]>();
  readonly #calls = new Map<number, CallEntry>();
  readonly #openCalls = new Map<number, CallEntry>();
  readonly #packets = new Map<number, PacketEntry>();
  /** Calls that have seen other entries come while they ran: their bars are longer than a row. */
  #longCalls: CallEntry[] = [];
  #seq = 0;
  #droppedEntries = 0;
  #hasUnixJoins = false;

  /** `onEntry` hears each entry as it is added. */
  constructor(onEntry: (entry: Entry) => void, maxEntries = MAX_ENTRIES) {
    this.#onEntry = onEntry;
    this.#maxEntries = maxEntries;
  }

  get seq(): number {
    return this.#seq;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get lanes() {
    return this.#lanes.lanes;
  }

  get longCalls(): readonly CallEntry[] {
    return this.#longCalls;
  }

  get openCalls(): ReadonlyMap<number, CallEntry> {
    return this.#openCalls;
  }

  /** Entries that were given up for newer ones. */
  get droppedEntries(): number {
    return this.#droppedEntries;
  }

  /** Whether calls on Unix sockets have met: there are no packets between them. */
  get hasUnixJoins(): boolean {
    return this.#hasUnixJoins;
  }

  findCall(call: number): CallEntry | undefined {
    return this.#calls.get(call);
  }

  findPacket(packet: number): PacketEntry | undefined {
    return this.#packets.get(packet);
  }

  findSocket(id: string): KernelSocket | undefined {
    return this.#sockets.find(id);
  }

  /** The socket at the other end of a Unix socket. */
  peerOf(id: string): string | undefined {
    return this.#unixJoins.peerOf(id);
  }

  /** Events already seen are passed over. */
  append(event: LabEvent): void {
    if (event.seq <= this.#seq) return;
    this.#seq = event.seq;
    switch (event.event) {
      case "processStarted": {
        const { seq, at, pid, name } = event;
        const lane = this.#lanes.start(pid, name, seq);
        this.#push({ kind: "process", seq, at, lane, pid, name, end: null });
        return;
      }
      case "processEnded":
        this.#processEnded(event);
        return;
      case "callStarted":
        this.#callStarted(event);
        return;
      case "callBlocked": {
        const call = this.#calls.get(event.call);
        if (call !== undefined) call.blocked = { seq: event.seq, at: event.at };
        return;
      }
      case "callEnded":
        this.#callEnded(event);
        return;
      case "output": {
        const { seq, at, pid, stream, text } = event;
        this.#push({ kind: "output", seq, at, lane: this.#lanes.of(pid, seq), pid, stream, text });
        return;
      }
      case "socketChanged":
        this.#socketChanged(event);
        return;
      case "socketGone":
        this.#sockets.remove(event.id);
        this.#joins.socketGone(event.id);
        this.#unixJoins.socketGone(event.id);
        this.#unlisted.delete(event.id);
        return;
      case "packet":
        this.#packet(event);
        return;
      case "captureDropped": {
        const { seq, at, dropped } = event;
        this.#push({ kind: "loss", seq, at, dropped });
        return;
      }
    }
  }

  /** The kernel's sockets as a whole, as a connection to the lab is told them. */
  adoptSockets(sockets: readonly KernelSocket[]): void {
    for (const socket of sockets) this.#sockets.change(socket);
  }

  /** Another lab: nothing known of the old one holds. */
  reset(): void {
    this.clear();
    this.#seq = 0;
    this.#lanes = new LaneBook();
    this.#sockets = new SocketsBook();
    this.#joins.clear();
    this.#unixJoins.clear();
    this.#unlisted.clear();
    this.#calls.clear();
    this.#openCalls.clear();
  }

  /** Empties the picture; calls that still wait, and who is there, stay known. */
  clear(): void {
    this.#entries = [];
    this.#longCalls = [];
    this.#packets.clear();
    this.#droppedEntries = 0;
    this.#hasUnixJoins = false;
    for (const call of this.#calls.keys()) {
      if (!this.#openCalls.has(call)) this.#calls.delete(call);
    }
  }

  #processEnded({ seq, at, pid, status, reason }: LabEventOf<"processEnded">): void {
    for (const call of this.#openCalls.values()) {
      if (call.pid !== pid) continue;
      const waitedUs = call.blocked === null ? 0 : at - call.blocked.at;
      this.#end(call, {
        seq,
        at,
        durationUs: at - call.at,
        blockedUs: waitedUs,
        outcome: { kind: "abandoned" },
      });
    }
    const lane = this.#lanes.end(pid, seq);
    const name = this.#lanes.lanes[lane]?.name ?? "";
    this.#push({ kind: "process", seq, at, lane, pid, name, end: { status, reason } });
  }

  #callStarted(event: LabEventOf<"callStarted">): void {
    const { seq, at, call, pid, command, params, source, socket } = event;
    const lane = this.#lanes.of(pid, seq);
    if (socket !== undefined) this.#own(socket, pid);
    const entry: CallEntry = {
      kind: "call",
      seq,
      at,
      call,
      pid,
      lane,
      slot: this.#freeSlot(lane),
      command,
      params,
      source: source ?? null,
      socket: socket ?? null,
      blocked: null,
      end: null,
      packets: [],
      takers: [],
      givers: [],
    };
    this.#calls.set(call, entry);
    this.#push(entry);
    this.#openCalls.set(call, entry);
    this.#joins.callStarted(entry);
    this.#unixJoins.callStarted(entry);
  }

  #callEnded(event: LabEventOf<"callEnded">): void {
    const { seq, at, durationUs, blockedUs, result, error } = event;
    const call = this.#calls.get(event.call);
    if (call === undefined || call.end !== null) return;
    const made = event.socket ?? null;
    if (made !== null) this.#own(made, call.pid);
    const outcome =
      error === undefined
        ? { kind: "returned" as const, result: result ?? {} }
        : { kind: "failed" as const, error };
    this.#end(call, { seq, at, durationUs, blockedUs, outcome }, made);
    call.socket ??= made;
    const isLast = this.#entries.at(-1) === call;
    if (!isLast && blockedUs >= NOTEWORTHY_US)
      this.#push({ kind: "return", seq, at, lane: call.lane, of: call });
  }

  /** `made`: the socket that the call gave its program. */
  #end(call: CallEntry, end: NonNullable<CallEntry["end"]>, made: string | null = null): void {
    call.end = end;
    this.#openCalls.delete(call.call);
    this.#joins.callEnded(call, made);
    if (this.#unixJoins.callEnded(call, made)) this.#hasUnixJoins = true;
  }

  /** A socket is a process's, and so are the packets that came for it before that was known. */
  #own(socket: string, pid: number): void {
    this.#sockets.own(socket, pid);
    this.#settle(socket);
  }

  #settle(socket: string): void {
    const packets = this.#unlisted.get(socket);
    const owner = this.#sockets.ownerOf(socket);
    if (packets === undefined || owner === null) return;
    this.#unlisted.delete(socket);
    for (const entry of packets) {
      const lane = this.#lanes.of(owner, entry.seq);
      if (entry.packet.from === socket) entry.fromLane = lane;
      if (entry.packet.to === socket) entry.toLane = lane;
    }
  }

  #socketChanged({ seq, at, socket }: LabEventOf<"socketChanged">): void {
    const before = this.#sockets.change(socket);
    this.#settle(socket.id);
    if (this.#unixJoins.socketChanged(socket)) this.#hasUnixJoins = true;
    const pid = this.#sockets.ownerOf(socket.id);
    if (pid === null) return;
    const lane = this.#lanes.of(pid, seq);
    const { id, fd, state, acceptQueue } = socket;
    // That a socket begins without a connection goes without saying.
    const isWorthTelling =
      state !== before?.state && (before !== undefined || (state !== "CLOSED" && state !== "UNCONNECTED"));
    if (isWorthTelling) {
      const entry = { kind: "state" as const, seq, at, lane, socket: id, fd, state };
      this.#push({ ...entry, before: before?.state ?? null });
    }
    const queuedBefore = before?.acceptQueue?.length ?? 0;
    if (acceptQueue !== null && acceptQueue.length !== queuedBefore) {
      const hasGrown = acceptQueue.length > queuedBefore;
      const { length, limit } = acceptQueue;
      this.#push({ kind: "queue", seq, at, lane, socket: id, length, limit, hasGrown });
    }
  }

  #packet(packet: PacketEvent): void {
    const { seq, at, from, to, source, destination } = packet;
    const entry: PacketEntry = {
      kind: "packet",
      seq,
      at,
      packet,
      fromLane: this.#laneOfEnd(from, source, seq),
      toLane: this.#laneOfEnd(to, destination, seq),
      flow: flowOf(packet),
      cause: null,
      effect: null,
      about: this.#subjectOf(packet),
      error: null,
    };
    if (entry.about !== null) entry.about.error = entry;
    for (const socket of [from, to]) {
      if (socket === null || this.#sockets.ownerOf(socket) !== null) continue;
      const packets = this.#unlisted.get(socket) ?? [];
      if (packets.length < MAX_UNLISTED_PACKETS) packets.push(entry);
      this.#unlisted.set(socket, packets);
    }
    const sender = packet.call === undefined ? undefined : this.#calls.get(packet.call);
    this.#joins.packet(entry, sender ?? null);
    this.#packets.set(packet.packet, entry);
    this.#push(entry);
  }

  /** The newest datagram that an ICMP error can be about. Errors follow at once. */
  #subjectOf({ icmp }: PacketEvent): PacketEntry | null {
    if (icmp?.about === undefined) return null;
    const { protocol, source, destination } = icmp.about;
    for (let index = this.#entries.length - 1; index >= 0; index -= 1) {
      const entry = this.#entries[index];
      if (entry === undefined || this.#entries.length - index > MAX_ERROR_DISTANCE) return null;
      if (entry.kind !== "packet" || entry.packet.protocol !== protocol) continue;
      const isIt =
        isSameEndpoint(entry.packet.source, source) && isSameEndpoint(entry.packet.destination, destination);
      if (isIt && entry.error === null) return entry;
    }
    return null;
  }

  /** The lane of a socket's process. A connection that the kernel has not listed yet will be of who listens there. */
  #laneOfEnd(socket: string | null, end: PacketEvent["source"], seq: number): number {
    const owner = socket === null ? null : (this.#sockets.ownerOf(socket) ?? this.#sockets.listensAt(end));
    return owner === null ? this.#lanes.nobody(seq) : this.#lanes.of(owner, seq);
  }

  #freeSlot(lane: number): number {
    const taken = new Set<number>();
    for (const call of this.#openCalls.values()) if (call.lane === lane) taken.add(call.slot);
    let slot = 0;
    while (taken.has(slot)) slot += 1;
    return slot;
  }

  #push(entry: Entry): void {
    const previous = this.#entries.at(-1);
    // The call just before has something beside it now; calls further up were noticed at their time.
    if (previous?.kind === "call" && previous.end === null) this.#longCalls.push(previous);
    this.#entries.push(entry);
    if (this.#entries.length > this.#maxEntries * (1 + DROPPED_PART)) this.#dropOldest();
    this.#onEntry(entry);
  }

  #dropOldest(): void {
    const dropped = this.#entries.splice(0, this.#entries.length - this.#maxEntries);
    this.#droppedEntries += dropped.length;
    const firstSeq = this.#entries[0]?.seq ?? 0;
    for (const entry of dropped) {
      if (entry.kind === "packet") this.#packets.delete(entry.packet.packet);
      if (entry.kind === "call" && entry.end !== null) this.#calls.delete(entry.call);
    }
    this.#longCalls = this.#longCalls.filter(({ end }) => end === null || end.seq >= firstSeq);
  }
}

/** One name for a connection, whichever way its packet goes. */
function flowOf({ protocol, source, destination }: PacketEvent): string {
  const ends = [source, destination].map(formatEndpoint);
  return [protocol, ...ends.sort()].join(" ");
}
