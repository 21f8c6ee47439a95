import type { KernelSocket, LabEvent, LabInfo, ProcessEndReason } from "@sockpit/protocol";
import { upperBound } from "../shared/upper-bound.js";
import { EVICTED_PART, MAX_EVENTS } from "./bound.js";
import { CallBook } from "./calls.js";
import { ChapterBook } from "./chapters/chapter-book.js";
import type { CallEntry, Entry, PacketEntry } from "./entry.js";
import { EventLog } from "./event-log.js";
import { CallEnds } from "./handlers/call-ends.js";
import { callHandlers } from "./handlers/call-handlers.js";
import type { Handlers, RecordParts } from "./handlers/handlers.js";
import { packetHandlers } from "./handlers/packet-handlers.js";
import { processHandlers } from "./handlers/process-handlers.js";
import { socketHandlers } from "./handlers/socket-handlers.js";
import { wireHandlers } from "./handlers/wire-handlers.js";
import { Joins } from "./joins.js";
import { LaneUseBook } from "./lane-use.js";
import { evictFrom, type Moment, NOW } from "./moment.js";
import { Placement } from "./placement.js";
import { ProcessBook } from "./processes.js";
import type { RecordObserver } from "./record-observer.js";
import { Repeats } from "./repeats.js";
import { RunSpans } from "./run-spans.js";
import { SocketBook } from "./socket-book.js";
import { SocketChanges, type SocketsSnapshot } from "./socket-changes.js";
import { UnixJoins } from "./unix-joins.js";
import { WireBook } from "./wire-book.js";
import { leftAt } from "./wire-passage.js";

/** The lab when a connection began to follow it: much of it may be older than the events that are kept. */
export interface LabSnapshot extends SocketsSnapshot {
  lab?: Partial<Pick<LabInfo, "hosts" | "wire" | "processes">>;
}

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
  readonly wire = new WireBook();
  /** What each lane can be split by. */
  readonly uses = new LaneUseBook();
  readonly #maxEvents: number;
  readonly #observers = new Set<RecordObserver>();
  readonly #entries: Entry[] = [];
  readonly #packets = new Map<number, PacketEntry>();
  readonly #flights: PacketEntry[] = [];
  readonly #hosts = new Map<string, string>();
  readonly #placement = new Placement(this.sockets, this.uses);
  readonly #joins = new Joins();
  readonly #unixJoins = new UnixJoins();
  readonly #repeats = new Repeats();
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
  readonly #handlers: Handlers = this.#makeHandlers();
  /** Calls that have seen other entries come while they ran: their bars are longer than a row. */
  #longCalls: CallEntry[] = [];
  #evictedEntries = 0;
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

  /** Hosts on a wire, and their addresses there, as the lab or packets have shown them. */
  get hosts(): ReadonlyMap<string, string> {
    return this.#hosts;
  }

  /** Packets that passed on a wire or are there, in the order in which they were sent. */
  get flights(): readonly PacketEntry[] {
    return this.#flights;
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
    return this.wire.changes.length > 0;
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
    this.#catchUp(this.seq);
    if (this.events.length > this.#maxEvents * (1 + EVICTED_PART))
      this.#evict(this.events.seqAfter(this.events.length - this.#maxEvents));
  }

  /** A connection follows the lab. The events that led to these sockets may come before this or after it. */
  adopt(snapshot: LabSnapshot): void {
    const { hosts = [], wire, processes = [] } = snapshot.lab ?? {};
    for (const { name, addresses } of hosts) this.#hosts.set(name, addresses[0] ?? "");
    for (const { pid, name, host = null } of processes) this.#placement.know(pid, { name, host });
    if (wire !== undefined) this.wire.adopt(wire, snapshot);
    this.#changes.adopt(snapshot);
    for (const { id, pid } of snapshot.sockets) if (pid !== null) this.#placement.own(id, pid, snapshot);
    this.#catchUp(this.seq);
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

  /** Forgets what is over: calls that still wait, packets and copies on the wire, and who is there, stay known. */
  clear(): void {
    this.#evict(this.seq + 1);
    this.#evictedEntries = 0;
    this.#unixJoins.hasJoined = false;
    for (const { onCleared } of this.#observers) onCleared?.();
  }

  /** Another lab: nothing known of the old one holds. */
  reset(): void {
    this.#flights.length = 0;
    this.#packets.clear();
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
    this.#repeats.reset();
    this.chapters.reset();
    this.runs.reset();
    this.wire.reset();
    this.#longCalls = [];
    this.#unknownEvents = 0;
    this.#hosts.clear();
  }

  #append(event: LabEvent): void {
    if (event.seq <= this.seq) return;
    this.#catchUp(event.seq - 1);
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

  /** What the lab has said of itself holds once its events up to then are taken in. */
  #catchUp(seq: number): void {
    this.#changes.catchUp(seq);
    this.wire.catchUp(seq);
  }

  #makeHandlers(): Handlers {
    const { calls, processes, runs, sockets, wire } = this;
    const parts: RecordParts = {
      calls,
      processes,
      runs,
      sockets,
      wire,
      placement: this.#placement,
      joins: this.#joins,
      unixJoins: this.#unixJoins,
      changes: this.#changes,
      repeats: this.#repeats,
      packets: this.#packets,
      flights: this.#flights,
      hosts: this.#hosts,
      entries: this.#entries,
      push: (entry) => this.#push(entry),
      callFailed: (call) => {
        for (const { onCallFailed } of this.#observers) onCallFailed?.(call);
      },
    };
    const ends = new CallEnds(parts);
    return {
      ...processHandlers(parts, ends),
      ...callHandlers(parts, ends),
      ...packetHandlers(parts),
      ...wireHandlers(parts),
      ...socketHandlers(parts),
    };
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
    for (const entry of [...entries, ...evictFrom(this.#flights, firstSeq, isOnWire)])
      if (entry.kind === "packet" && !isOnWire(entry)) this.#packets.delete(entry.packet.packet);
    this.calls.evict(firstSeq);
    const isKept = ({ call }: CallEntry) => this.calls.find(call) !== undefined;
    this.processes.evict(firstSeq, isKept);
    this.#longCalls = this.#longCalls.filter(isKept);
    this.#placement.evict(firstSeq);
    this.#joins.evict(firstSeq);
    this.#unixJoins.evict(firstSeq);
    this.#repeats.evict(firstSeq);
    this.chapters.evict(firstSeq);
    this.runs.evict(firstSeq);
    this.wire.evict(firstSeq);
    this.sockets.evict(firstSeq, (id) => this.#unixJoins.forget(id));
    this.uses.evict((id) => this.sockets.find(id) !== undefined);
    for (const { onEvicted } of this.#observers) onEvicted?.(firstSeq);
  }
}

function isOnWire(entry: PacketEntry): boolean {
  return entry.packet.wire !== undefined && leftAt(entry) === null;
}
