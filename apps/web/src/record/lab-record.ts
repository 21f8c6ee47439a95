import {
  type KernelSocket,
  type LabEvent,
  type LabEventName,
  type LabEventOf,
  openedDescriptors,
  type ProcessEndReason,
} from "@sockpit/protocol";
import { NOTEWORTHY_US } from "../shared/format/format-duration.js";
import { upperBound } from "../shared/upper-bound.js";
import { EVICTED_PART, MAX_EVENTS } from "./bound.js";
import { backlogOf, CallBook } from "./calls.js";
import { ChapterBook } from "./chapters/chapter-book.js";
import { type CallEntry, type CallOutcome, type Entry, flowOf, type PacketEntry } from "./entry.js";
import { EventLog } from "./event-log.js";
import { subjectOf } from "./icmp-subject.js";
import { Joins } from "./joins.js";
import { LaneUseBook } from "./lane-use.js";
import { evictFrom, type Moment, NOW } from "./moment.js";
import { Placement } from "./placement.js";
import { ProcessBook } from "./processes.js";
import type { RecordObserver } from "./record-observer.js";
import { RunSpans } from "./run-spans.js";
import { SocketBook } from "./socket-book.js";
import { SocketChanges, type SocketsSnapshot } from "./socket-changes.js";
import { UnixJoins } from "./unix-joins.js";

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
  readonly runs = new RunSpans();
  readonly sockets = new SocketBook();
  /** What each lane can be split by. */
  readonly uses = new LaneUseBook();
  readonly #maxEvents: number;
  readonly #observers = new Set<RecordObserver>();
  readonly #entries: Entry[] = [];
  readonly #packets = new Map<number, PacketEntry>();
  readonly #placement = new Placement(this.sockets, this.uses);
  readonly #joins = new Joins();
  readonly #unixJoins = new UnixJoins();
  readonly chapters = new ChapterBook({
    sockets: this.sockets,
    findCall: (call) => this.calls.find(call),
    findPacket: (packet) => this.#packets.get(packet),
    peerOf: (socket) => this.#unixJoins.peerOf(socket),
    onChange: (chapter) => {
      for (const { onChapter } of this.#observers) onChapter?.(chapter);
    },
  });
  readonly #changes = new SocketChanges({
    sockets: this.sockets,
    placement: this.#placement,
    joins: this.#joins,
    unixJoins: this.#unixJoins,
    push: (entry) => this.#push(entry),
  });
  /** Calls that have seen other entries come while they ran: their bars are longer than a row. */
  #longCalls: CallEntry[] = [];
  #evictedEntries = 0;
  #hasWire = false;
  #unknownEvents = 0;

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
    return this.#placement.lanes;
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

  /** Whether calls on Unix sockets or pipes have met: there are no packets between them. */
  get hasUnixJoins(): boolean {
    return this.#unixJoins.hasJoined;
  }

  /** Whether the lab has hosts and a wire between them. */
  get hasWire(): boolean {
    return this.#hasWire;
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
    this.#changes.catchUp(this.seq);
    if (this.events.length > this.#maxEvents * (1 + EVICTED_PART))
      this.#evict(this.events.seqAfter(this.events.length - this.#maxEvents));
  }

  /** A connection follows the lab. The events that led to these sockets may come before this or after it. */
  adopt(snapshot: SocketsSnapshot): void {
    this.#changes.adopt(snapshot);
    for (const { id, pid } of snapshot.sockets) if (pid !== null) this.#placement.own(id, pid, snapshot);
    this.#changes.catchUp(this.seq);
  }

  /** The connection to the lab is lost, or there again: calls that have not returned cannot, or may. */
  setCut(cut: Moment | null): void {
    for (const call of this.calls.open.values()) call.cut = cut;
  }

  /** The lab has ended, and all that lived in it: what the lab itself can no longer say. */
  endAll(atUs: number, { reason, status }: { reason: ProcessEndReason; status: number }): void {
    const living = this.processes.allAt(NOW).filter(({ end }) => end === null);
    this.append(
      living.map(({ pid }, index) => ({
        event: "processEnded",
        seq: this.seq + 1 + index,
        at: atUs,
        pid,
        status,
        reason,
      })),
    );
  }

  /** Forgets what is over: calls that still wait, and who is there, stay known. */
  clear(): void {
    this.#evict(this.seq + 1);
    this.#evictedEntries = 0;
    this.#unixJoins.hasJoined = false;
    for (const { onCleared } of this.#observers) onCleared?.();
  }

  /** Another lab: nothing known of the old one holds. */
  reset(): void {
    this.clear();
    this.#changes.reset();
    this.events.reset();
    this.calls.reset();
    this.processes.reset();
    this.sockets.reset();
    this.#placement.reset();
    this.uses.reset();
    this.#joins.reset();
    this.#unixJoins.reset();
    this.chapters.reset();
    this.runs.reset();
    this.#longCalls = [];
    this.#unknownEvents = 0;
    this.#hasWire = false;
  }

  #append(event: LabEvent): void {
    if (event.seq <= this.seq) return;
    this.#changes.catchUp(event.seq - 1);
    if (!Object.hasOwn(this.#handlers, event.event)) {
      this.#unknownEvents += 1;
      return;
    }
    const atUs = this.events.push(event);
    for (const { onEvent } of this.#observers) onEvent?.(atUs);
    // The table is typed by name; the compiler cannot see that name and event belong together.
    const handle = this.#handlers[event.event] as (event: LabEvent) => void;
    handle(event);
    this.chapters.take(event);
    this.calls.note(event.seq, event.at);
  }

  readonly #handlers: Handlers = {
    processStarted: ({ seq, at, pid, name }) => {
      const lane = this.#placement.start(pid, name, seq);
      this.processes.start(pid, name, { seq, at });
      this.runs.started(pid, { seq, at });
      this.#push({ kind: "process", seq, at, lane, pid, name, end: null });
    },

    processEnded: (event) => {
      const { seq, at, pid, status, reason } = event;
      for (const call of this.calls.open.values()) {
        if (call.pid !== pid) continue;
        const blockedUs = call.blocked === null ? 0 : at - call.blocked.at;
        const isLost = reason === "disconnected" || reason === "labClosed";
        const outcome = { kind: isLost ? ("lost" as const) : ("abandoned" as const) };
        this.#end(call, { seq, at, durationUs: at - call.at, blockedUs, outcome, hasRow: false });
      }
      const lane = this.#placement.end(pid, seq);
      const name = this.lanes[lane]?.name ?? "";
      this.processes.end(pid, { seq, at, status, reason });
      this.runs.ended(pid, { seq, at });
      this.#push({ kind: "process", seq, at, lane, pid, name, end: { status, reason } });
      this.#changes.apply(event, { kind: "processEnd", pid });
    },

    callStarted: (event) => {
      const { seq, at, call, pid, command, params, source, socket } = event;
      const lane = this.#placement.of(pid, seq);
      if (socket !== undefined) this.#placement.own(socket, pid, event);
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
        pipe: this.#unixJoins.pipeOf(event),
        made: null,
        blocked: null,
        cut: null,
        end: null,
        conditions: [],
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
      this.#changes.apply(event, { kind: "call", call }, { call: entry });
    },

    callBlocked: (event) => {
      const call = this.calls.find(event.call);
      if (call !== undefined) call.blocked = { seq: event.seq, at: event.at };
      this.#changes.apply(event, { kind: "call", call: event.call }, { call });
    },

    callEnded: (event) => {
      const call = this.calls.find(event.call);
      if (call !== undefined && call.end === null) this.#callEnded(event, call);
      this.#changes.apply(event, { kind: "call", call: event.call }, { call });
    },

    output: ({ seq, at, pid, stream, text }) => {
      this.#push({ kind: "output", seq, at, lane: this.#placement.of(pid, seq), pid, stream, text });
    },

    lookup: (lookup) => {
      const { seq, at, pid } = lookup;
      this.#push({ kind: "lookup", seq, at, lane: this.#placement.of(pid, seq), lookup });
    },

    socketChanged: ({ seq, at, socket }) => this.#changes.look(socket, { seq, at }),

    socketGone: ({ seq, at, id }) => this.#changes.gone(id, { seq, at }),

    packet: (event) => {
      const { seq, packet, call, changes = [] } = event;
      // A connection that the packet begins has its listener's lane already at its first packet.
      for (const { socket, listener } of changes)
        if (listener) this.#placement.inherit(this.sockets.touch(socket, seq), listener);
      const entry = this.#packet(event);
      this.#joins.packet(entry, (call === undefined ? undefined : this.calls.find(call)) ?? null);
      this.#packets.set(packet, entry);
      this.#push(entry);
      this.#changes.apply(event, { kind: "packet", packet }, { packet: event });
    },

    packetHeld: () => undefined,

    packetLeft: (event) => this.#changes.apply(event, { kind: "packet", packet: event.packet }),

    wireChanged: () => {
      this.#hasWire = true;
    },

    tcpSampled: () => undefined,

    timerExpired: (event) => this.#changes.apply(event, { kind: "timer", timer: event.timer }),

    viewCorrected: (event) => {
      const { isGone = false, ...facts } = event.kernel;
      const change = { socket: event.socket, ...facts, ...(isGone ? { isGone } : {}) };
      this.#changes.apply({ ...event, changes: [change] }, { kind: "look" });
    },

    captureDropped: ({ seq, at, dropped }) => this.#push({ kind: "loss", seq, at, dropped }),
  };

  #callEnded(event: LabEventOf<"callEnded">, call: CallEntry): void {
    const { seq, at, durationUs, blockedUs, result, error, command } = event;
    const made = event.socket ?? null;
    if (made !== null)
      this.#placement.own(made, call.pid, { seq, at, fd: result && openedDescriptors(command, result)[0] });
    const outcome: CallOutcome =
      error === undefined ? { kind: "returned", result: result ?? {} } : { kind: "failed", error };
    const hasRow = this.#entries.at(-1) !== call || blockedUs >= NOTEWORTHY_US;
    this.#end(call, { seq, at, durationUs, blockedUs, outcome, hasRow }, made);
    call.made = made;
    call.conditions = event.conditions ?? [];
    call.socket ??= made;
    const backlog = backlogOf(call);
    if (backlog !== undefined && call.socket !== null)
      this.sockets.touch(call.socket, seq).backlog ??= backlog;
    if (hasRow) this.#push({ kind: "return", seq, at, lane: call.lane, of: call });
    if (error !== undefined) for (const { onCallFailed } of this.#observers) onCallFailed?.(call);
  }

  /** `made`: the socket that the call gave its program. */
  #end(call: CallEntry, end: NonNullable<CallEntry["end"]>, made: string | null = null): void {
    call.end = end;
    this.calls.end(call);
    this.#joins.callEnded(call, made);
    this.#unixJoins.callEnded(call, made);
  }

  #packet(packet: LabEventOf<"packet">): PacketEntry {
    const { seq, at } = packet;
    const about = subjectOf(packet, this.#entries);
    const entry: PacketEntry = {
      kind: "packet",
      seq,
      at,
      packet,
      fromLane: 0,
      toLane: 0,
      flow: flowOf(packet),
      cause: null,
      effect: null,
      about: about?.packet.packet ?? null,
      error: null,
    };
    if (about !== null) about.error = packet.packet;
    this.#placement.place(entry);
    return entry;
  }

  #push(entry: Entry): void {
    const previous = this.#entries.at(-1);
    // The call just before has something beside it now; calls further up were noticed at their time.
    if (previous?.kind === "call" && previous.end === null) this.#longCalls.push(previous);
    this.#entries.push(entry);
    this.uses.note(entry);
    for (const { onEntry } of this.#observers) onEntry?.(entry);
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
    this.#placement.evict(firstSeq);
    this.#joins.evict(firstSeq);
    this.#unixJoins.evict(firstSeq);
    this.chapters.evict(firstSeq);
    this.runs.evict(firstSeq);
    this.sockets.evict(firstSeq, (id) => this.#unixJoins.forget(id));
    this.uses.evict((id) => this.sockets.find(id) !== undefined);
    for (const { onEvicted } of this.#observers) onEvicted?.(firstSeq);
  }
}
