import {
  acceptQueueCapacity,
  isSameEndpoint,
  type KernelSocket,
  type LabEvent,
  type LabEventName,
  type LabEventOf,
  openedDescriptors,
  type SocketChange,
} from "@sockpit/protocol";
import { NOTEWORTHY_US } from "../shared/format/format-duration.js";
import { upperBound } from "../shared/upper-bound.js";
import { EVICTED_PART, MAX_EVENTS } from "./bound.js";
import { CallBook } from "./calls.js";
import {
  type CallEntry,
  type CallOutcome,
  type ChangeCause,
  type Entry,
  flowOf,
  type PacketEntry,
} from "./entry.js";
import { EventLog } from "./event-log.js";
import { Joins } from "./joins.js";
import { LaneBook } from "./lanes.js";
import { evictFrom, type Moment, NOW } from "./moment.js";
import { newSocket } from "./new-socket.js";
import { ProcessBook } from "./processes.js";
import { SocketBook } from "./socket-book.js";
import type { SocketHistory } from "./socket-history.js";
import { UnixJoins } from "./unix-joins.js";

/** Entries that an ICMP error may come after the datagram that it is about. */
const MAX_ERROR_DISTANCE = 64;

/** The kernel's sockets as a whole after the event `seq`, as a connection to the lab is given them. */
export interface SocketsSnapshot {
  sockets: readonly KernelSocket[];
  seq: number;
  at: number;
}

/** What is drawn from the record as it grows, at each event and in this order. */
export interface RecordObserver {
  /** An event, with its time, which never falls. */
  onEvent?(atUs: number): void;
  onEntry?(entry: Entry): void;
  onCallFailed?(call: CallEntry): void;
  /** Everything of before the event `firstSeq` is gone. */
  onEvicted?(firstSeq: number): void;
  /** A person has cleared it, or it is another lab's now. */
  onCleared?(): void;
}

type Handlers = { [N in LabEventName]: (event: LabEventOf<N>) => void };

/**
 * The one place where a lab's events are taken in: what happened, entry by entry, and what was known at any moment.
 * It grows event by event, at a cost that does not depend on how much there is, and is bounded by `MAX_EVENTS`: with
 * the oldest events goes everything that refers to them. `RecordView` reads it as of a moment.
 */
export class LabRecord {
  readonly events = new EventLog();
  readonly calls = new CallBook();
  readonly processes = new ProcessBook();
  readonly sockets = new SocketBook();
  readonly #maxEvents: number;
  readonly #observers = new Set<RecordObserver>();
  readonly #entries: Entry[] = [];
  readonly #packets = new Map<number, PacketEntry>();
  #lanes = new LaneBook();
  readonly #joins = new Joins();
  readonly #unixJoins = new UnixJoins();
  /** Packets of connections that the kernel has not listed yet, by socket: whose they are, it will say. */
  readonly #unlisted = new Map<string, PacketEntry[]>();
  /** Calls that have seen other entries come while they ran: their bars are longer than a row. */
  #longCalls: CallEntry[] = [];
  #snapshot: SocketsSnapshot | undefined;
  #evictedEntries = 0;
  #unknownEvents = 0;
  #hasUnixJoins = false;

  constructor(maxEvents = MAX_EVENTS) {
    this.#maxEvents = maxEvents;
  }

  /** The newest event. */
  get seq(): number {
    return this.events.lastSeq;
  }

  /** In the order of events; those of one event in the order of cause and effect. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get lanes() {
    return this.#lanes.lanes;
  }

  get longCalls(): readonly CallEntry[] {
    return this.#longCalls;
  }

  /** Entries that went with the oldest events. */
  get evictedEntries(): number {
    return this.#evictedEntries;
  }

  /** Events that were not understood, and left out. */
  get unknownEvents(): number {
    return this.#unknownEvents;
  }

  /** Whether calls on Unix sockets have met: there are no packets between them. */
  get hasUnixJoins(): boolean {
    return this.#hasUnixJoins;
  }

  findCall(call: number): CallEntry | undefined {
    return this.calls.find(call);
  }

  findPacket(packet: number): PacketEntry | undefined {
    return this.#packets.get(packet);
  }

  findSocket(id: string): KernelSocket | undefined {
    return this.sockets.find(id)?.latest;
  }

  /** The entries of one event. */
  entriesOf(seq: number): readonly Entry[] {
    const first = upperBound(this.#entries, (entry) => entry.seq < seq);
    let end = first;
    while (this.#entries[end]?.seq === seq) end += 1;
    return this.#entries.slice(first, end);
  }

  /** The socket at the other end of a Unix socket. */
  peerOf(id: string): string | undefined {
    return this.#unixJoins.peerOf(id);
  }

  observe(observer: RecordObserver): void {
    this.#observers.add(observer);
  }

  /** Events already seen are passed over, so a replay may overlap. */
  append(events: readonly LabEvent[]): void {
    for (const event of events) this.#append(event);
    if (this.#snapshot !== undefined && this.#snapshot.seq <= this.seq) this.#applySnapshot();
    if (this.events.length > this.#maxEvents * (1 + EVICTED_PART))
      this.#evict(this.events.seqAfter(this.events.length - this.#maxEvents));
  }

  /** A connection follows the lab. The events that led to these sockets may come before this or after it. */
  adopt(snapshot: SocketsSnapshot): void {
    this.#snapshot = snapshot;
    for (const { id, pid } of snapshot.sockets) if (pid !== null) this.#own(id, pid, snapshot.seq);
    if (snapshot.seq <= this.seq) this.#applySnapshot();
  }

  /** Forgets what is over: calls that still wait, and who is there, stay known. */
  clear(): void {
    this.#evict(this.seq + 1);
    this.#evictedEntries = 0;
    this.#hasUnixJoins = false;
    for (const { onCleared } of this.#observers) onCleared?.();
  }

  /** Another lab: nothing known of the old one holds. */
  reset(): void {
    this.clear();
    this.#snapshot = undefined;
    this.events.reset();
    this.calls.reset();
    this.processes.reset();
    this.sockets.reset();
    this.#lanes = new LaneBook();
    this.#joins.reset();
    this.#unixJoins.reset();
    this.#unlisted.clear();
    this.#longCalls = [];
    this.#unknownEvents = 0;
  }

  #append(event: LabEvent): void {
    if (event.seq <= this.seq) return;
    if (this.#snapshot !== undefined && this.#snapshot.seq < event.seq) this.#applySnapshot();
    if (!Object.hasOwn(this.#handlers, event.event)) {
      this.#unknownEvents += 1;
      return;
    }
    const atUs = this.events.push(event);
    for (const { onEvent } of this.#observers) onEvent?.(atUs);
    // The table is typed by name; the compiler cannot see that name and event belong together.
    const handle = this.#handlers[event.event] as (event: LabEvent) => void;
    handle(event);
    this.calls.note(event.seq, event.at);
  }

  readonly #handlers: Handlers = {
    processStarted: ({ seq, at, pid, name }) => {
      const lane = this.#lanes.start(pid, name, seq);
      this.processes.start(pid, name, { seq, at });
      this.#push({ kind: "process", seq, at, lane, pid, name, end: null });
    },

    processEnded: (event) => {
      const { seq, at, pid, status, reason } = event;
      for (const call of this.calls.open.values()) {
        if (call.pid !== pid) continue;
        const blockedUs = call.blocked === null ? 0 : at - call.blocked.at;
        const outcome = { kind: "abandoned" as const };
        this.#end(call, { seq, at, durationUs: at - call.at, blockedUs, outcome, hasRow: false });
      }
      const lane = this.#lanes.end(pid, seq);
      const name = this.#lanes.lanes[lane]?.name ?? "";
      this.processes.end(pid, { seq, at, status, reason });
      this.#push({ kind: "process", seq, at, lane, pid, name, end: { status, reason } });
      this.#change(event, { kind: "processEnd", pid });
    },

    callStarted: (event) => {
      const { seq, at, call, pid, command, params, source, socket } = event;
      const lane = this.#lanes.of(pid, seq);
      if (socket !== undefined) this.#own(socket, pid, seq);
      const entry: CallEntry = {
        kind: "call",
        seq,
        at,
        call,
        pid,
        lane,
        slot: 0,
        command,
        params,
        source: source ?? null,
        socket: socket ?? null,
        made: null,
        blocked: null,
        end: null,
        wokenBy: null,
        packets: [],
        takers: [],
        givers: [],
      };
      this.#push(entry);
      this.calls.start(entry);
      this.processes.addCall(entry);
      this.#joins.callStarted(entry);
      this.#unixJoins.callStarted(entry);
      this.#change(event, { kind: "call", call }, { call: entry });
    },

    callBlocked: (event) => {
      const call = this.calls.find(event.call);
      if (call !== undefined) call.blocked = { seq: event.seq, at: event.at };
      this.#change(event, { kind: "call", call: event.call }, { call });
    },

    callEnded: (event) => {
      const call = this.calls.find(event.call);
      if (call !== undefined && call.end === null) this.#callEnded(event, call);
      this.#change(event, { kind: "call", call: event.call }, { call });
    },

    output: ({ seq, at, pid, stream, text }) => {
      this.#push({ kind: "output", seq, at, lane: this.#lanes.of(pid, seq), pid, stream, text });
    },

    socketChanged: ({ seq, at, socket }) => {
      const history = this.sockets.touch(socket.id, seq);
      this.#inherit(history, socket.listener);
      const before = history.isSeen ? history.state : null;
      const lengthBefore = history.acceptQueueLength;
      this.#see(history, { seq, at }, socket);
      this.#tellChange(
        history,
        { seq, at },
        { cause: { kind: "look" }, before: before ?? null, lengthBefore },
      );
    },

    socketGone: ({ seq, at, id }) => this.#gone(id, { seq, at }),

    packet: (event) => {
      const { packet, call } = event;
      const entry = this.#packet(event);
      this.#joins.packet(entry, (call === undefined ? undefined : this.calls.find(call)) ?? null);
      this.#packets.set(packet, entry);
      this.#push(entry);
      this.#change(event, { kind: "packet", packet }, { packet: event });
    },

    timerExpired: (event) => this.#change(event, { kind: "timer", timer: event.timer }),

    viewCorrected: (event) => {
      const { isGone = false, ...facts } = event.kernel;
      const change = { socket: event.socket, ...facts, ...(isGone ? { isGone } : {}) };
      this.#change({ ...event, changes: [change] }, { kind: "look" });
    },

    captureDropped: ({ seq, at, dropped }) => this.#push({ kind: "loss", seq, at, dropped }),
  };

  #callEnded(event: LabEventOf<"callEnded">, call: CallEntry): void {
    const { seq, at, durationUs, blockedUs, result, error, command } = event;
    const made = event.socket ?? null;
    if (made !== null) this.#own(made, call.pid, seq, result && openedDescriptors(command, result)[0]);
    const outcome: CallOutcome =
      error === undefined ? { kind: "returned", result: result ?? {} } : { kind: "failed", error };
    const hasRow = this.#entries.at(-1) !== call || blockedUs >= NOTEWORTHY_US;
    this.#end(call, { seq, at, durationUs, blockedUs, outcome, hasRow }, made);
    call.made = made;
    call.socket ??= made;
    if (call.command === "listen" && "backlog" in call.params && call.socket !== null)
      this.sockets.touch(call.socket, seq).backlog ??= call.params.backlog;
    if (hasRow) this.#push({ kind: "return", seq, at, lane: call.lane, of: call });
    if (error !== undefined) for (const { onCallFailed } of this.#observers) onCallFailed?.(call);
  }

  /** `made`: the socket that the call gave its program. */
  #end(call: CallEntry, end: NonNullable<CallEntry["end"]>, made: string | null = null): void {
    call.end = end;
    this.calls.end(call);
    this.#joins.callEnded(call, made);
    if (this.#unixJoins.callEnded(call, made)) this.#hasUnixJoins = true;
  }

  /** A socket is a process's, and so are the packets that came for it before that was known. */
  #own(id: string, pid: number, seq: number, fd?: number): void {
    const history = this.sockets.touch(id, seq);
    if (fd === undefined) {
      history.pid = pid;
    } else {
      history.hold({ seq, at: this.events.lastAtUs }, { pid, fd });
      this.sockets.changed(history);
    }
    this.#settle(history);
  }

  /** A connection that nobody has accepted is the one's who listens. */
  #inherit(history: SocketHistory, listener: string | null | undefined): void {
    if (listener) history.pid ??= this.sockets.ownerOf(listener);
    this.#settle(history);
  }

  #settle({ id, pid }: SocketHistory): void {
    const packets = this.#unlisted.get(id);
    if (packets === undefined || pid === null) return;
    this.#unlisted.delete(id);
    for (const entry of packets) {
      const lane = this.#lanes.of(pid, entry.seq);
      if (entry.packet.from === id) entry.fromLane = lane;
      if (entry.packet.to === id) entry.toLane = lane;
    }
  }

  #see(history: SocketHistory, moment: Moment, socket: KernelSocket): void {
    this.sockets.revive(history);
    history.see(moment, socket);
    this.sockets.changed(history);
    this.#settle(history);
    if (this.#unixJoins.socketChanged(socket)) this.#hasUnixJoins = true;
  }

  #gone(id: string, moment: Moment): void {
    const history = this.sockets.find(id);
    if (history !== undefined) this.sockets.end(history, moment);
    this.#joins.socketGone(id);
    this.#unixJoins.socketGone(id);
    this.#unlisted.delete(id);
  }

  /** What an event changed of sockets. */
  #change(
    { seq, at, changes = [] }: Moment & { changes?: readonly SocketChange[] | undefined },
    cause: ChangeCause,
    origin: { call?: CallEntry | undefined; packet?: LabEventOf<"packet"> } = {},
  ): void {
    for (const change of changes) {
      const history = this.sockets.touch(change.socket, seq);
      this.#inherit(history, change.listener);
      const before = history.state ?? null;
      const lengthBefore = history.acceptQueueLength;
      if (change.isGone === undefined) this.sockets.revive(history);
      if (!history.isSeen && change.state !== undefined) {
        const listener = change.listener ? this.findSocket(change.listener) : undefined;
        const { pid, fd } = history;
        const { call, packet } = origin;
        history.see(
          { seq, at },
          newSocket(change, { listener, call, packet, pid: fd === null ? null : pid, fd }),
        );
      }
      history.change({ seq, at }, change);
      this.sockets.changed(history);
      if (change.state !== undefined || change.acceptQueueLength !== undefined)
        this.#tellChange(history, { seq, at }, { cause, before, lengthBefore });
      if (change.isGone) this.#gone(change.socket, { seq, at });
    }
  }

  /** A row for a state that is news, and one for an accept queue that has grown or shrunk. */
  #tellChange(
    history: SocketHistory,
    { seq, at }: Moment,
    known: { cause: ChangeCause; before: KernelSocket["state"] | null; lengthBefore: number },
  ): void {
    const { id, pid, fd, state, acceptQueueLength: length } = history;
    const { cause, before, lengthBefore } = known;
    if (pid === null || state === undefined) return;
    const lane = this.#lanes.of(pid, seq);
    // That a socket begins without a connection goes without saying.
    const isNews = state !== before && (before !== null || (state !== "CLOSED" && state !== "UNCONNECTED"));
    if (isNews) this.#push({ kind: "state", seq, at, lane, pid, socket: id, fd, state, before, cause });
    if (length === lengthBefore) return;
    const capacity = history.backlog === null ? null : acceptQueueCapacity(history.backlog);
    const hasGrown = length > lengthBefore;
    this.#push({ kind: "queue", seq, at, lane, socket: id, length, capacity, hasGrown, cause });
  }

  #packet(packet: LabEventOf<"packet">): PacketEntry {
    const { seq, at, from, to, source, destination } = packet;
    const about = this.#subjectOf(packet);
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
      about: about?.packet.packet ?? null,
      error: null,
    };
    if (about !== null) about.error = packet.packet;
    for (const socket of [from, to]) {
      if (socket === null || this.sockets.touch(socket, seq).pid !== null) continue;
      const packets = this.#unlisted.get(socket) ?? [];
      packets.push(entry);
      this.#unlisted.set(socket, packets);
    }
    return entry;
  }

  /** The newest datagram that an ICMP error can be about. Errors follow at once. */
  #subjectOf({ icmp }: LabEventOf<"packet">): PacketEntry | null {
    if (icmp?.about === undefined) return null;
    const { protocol, source, destination } = icmp.about;
    const oldest = Math.max(0, this.#entries.length - MAX_ERROR_DISTANCE);
    for (let index = this.#entries.length - 1; index >= oldest; index -= 1) {
      const entry = this.#entries[index];
      if (entry?.kind !== "packet" || entry.packet.protocol !== protocol) continue;
      const isIt =
        isSameEndpoint(entry.packet.source, source) && isSameEndpoint(entry.packet.destination, destination);
      if (isIt && entry.error === null) return entry;
    }
    return null;
  }

  /** The lane of a socket's process. A connection that the kernel has not listed yet will be of who listens there. */
  #laneOfEnd(socket: string | null, end: PacketEntry["packet"]["source"], seq: number): number {
    const owner = socket === null ? null : (this.sockets.ownerOf(socket) ?? this.sockets.listensAt(end));
    return owner === null ? this.#lanes.nobody(seq) : this.#lanes.of(owner, seq);
  }

  #push(entry: Entry): void {
    const previous = this.#entries.at(-1);
    // The call just before has something beside it now; calls further up were noticed at their time.
    if (previous?.kind === "call" && previous.end === null) this.#longCalls.push(previous);
    this.#entries.push(entry);
    for (const { onEntry } of this.#observers) onEntry?.(entry);
  }

  #applySnapshot(): void {
    const snapshot = this.#snapshot;
    if (snapshot === undefined) return;
    this.#snapshot = undefined;
    const { seq, at, sockets } = snapshot;
    const ids = new Set(sockets.map(({ id }) => id));
    for (const socket of sockets) {
      const history = this.sockets.touch(socket.id, seq);
      this.#inherit(history, socket.listener);
      this.#see(history, { seq, at }, socket);
    }
    for (const id of this.sockets.at(NOW).keys()) if (!ids.has(id)) this.#gone(id, { seq, at });
  }

  /** Forgets everything of before an event, and everything that refers to it. */
  #evict(firstSeq: number): void {
    this.events.evict(firstSeq);
    const entries = evictFrom(this.#entries, firstSeq);
    this.#evictedEntries += entries.length;
    for (const entry of entries) if (entry.kind === "packet") this.#packets.delete(entry.packet.packet);
    this.calls.evict(firstSeq);
    const isKept = ({ call }: CallEntry) => this.calls.find(call) !== undefined;
    this.processes.evict(firstSeq, isKept);
    this.#longCalls = this.#longCalls.filter(isKept);
    this.#lanes.evict(firstSeq);
    this.#joins.evict(firstSeq);
    this.#unixJoins.evict(firstSeq);
    for (const [socket, packets] of this.#unlisted) {
      evictFrom(packets, firstSeq);
      if (packets.length === 0) this.#unlisted.delete(socket);
    }
    this.sockets.evict(firstSeq, (id) => this.#unixJoins.forget(id));
    for (const { onEvicted } of this.#observers) onEvicted?.(firstSeq);
  }
}
