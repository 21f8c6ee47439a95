import { acceptQueueCapacity, type SocketChange } from "@sockpit/protocol";
import type { CallEntry, PacketEntry } from "../entry.js";
import type { SocketBook } from "../socket-book.js";
import { type Chapter, type FullQueue, isFromOpener, kindOf, turnInto } from "./chapter.js";
import type { ChapterList } from "./chapter-list.js";
import { TlsHandshake } from "./tls-handshake.js";

/** Segments with data of one direction that are known by number, to say when one that comes again was sent first. */
const MAX_KNOWN_SEGMENTS = 64;

const repeats: ReadonlySet<string> = new Set([
  "retransmission",
  "fast-retransmission",
  "spurious-retransmission",
]);

/** A segment that takes up sequence numbers, and when it was sent. */
interface Segment {
  source: string;
  seq: number;
  /** The number after its last byte. */
  end: number;
  sent: { seq: number; at: number };
}

/** The chapters of one connection that may still grow. */
interface Connection {
  lastSeq: number;
  opening: Chapter | null;
  /** What is sent now; a TLS handshake is a chapter of its own. */
  data: Chapter | null;
  tls: TlsHandshake | null;
  closing: Chapter | null;
  /** Something was sent again, and is not acknowledged yet. */
  repeat: { chapter: Chapter; source: string; end: number } | null;
  segments: Segment[];
}

/** Of a connection on which nothing was sent yet. */
const nothingSent = { data: null, tls: null, closing: null, repeat: null };

interface Parts {
  list: ChapterList;
  sockets: SocketBook;
  /** The call that made the kernel send a packet, where it is close to it. */
  senderOf(entry: PacketEntry): CallEntry | undefined;
}

/** Chapters of TCP's connections, from their segments and from what these changed of the sockets' states. */
export class TcpChapters {
  readonly #parts: Parts;
  readonly #connections = new Map<string, Connection>();
  readonly #flowOfSocket = new Map<string, string>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether packets of a socket are seen. */
  has(socket: string): boolean {
    return this.#flowOfSocket.has(socket);
  }

  /** A segment, after what it changed has been taken in. */
  packet(entry: PacketEntry, changes: readonly SocketChange[]): void {
    const { tcp, from, to } = entry.packet;
    if (tcp === undefined) return;
    const connection = this.#connectionOf(entry);
    for (const socket of [from, to]) if (socket !== null) this.#flowOfSocket.set(socket, entry.flow);
    const has = (flag: (typeof tcp.flags)[number]) => tcp.flags.includes(flag);
    const isRepeated = tcp.notes.some((note) => repeats.has(note));
    if (has("RST")) this.#reset(connection, entry);
    else if (has("SYN")) this.#synchronize(connection, entry, isRepeated);
    else {
      this.#acknowledge(connection, entry, changes);
      if (isRepeated) this.#repeat(connection, entry);
      else if (tcp.payloadBytes > 0) this.#data(connection, entry);
      if (has("FIN") && !isRepeated) this.#finish(connection, entry);
      this.#acknowledgeRepeat(connection, entry);
    }
    this.#remember(connection, entry);
    this.changed(entry, changes);
  }

  /** A call of a connection that moved data has returned: the chapter reaches as far. */
  callEnded(call: CallEntry): void {
    const flow = call.socket === null ? undefined : this.#flowOfSocket.get(call.socket);
    const data = flow === undefined ? null : this.#connections.get(flow)?.data;
    if (data && data.end === null && call.end !== null) this.#parts.list.extend(data, call.end);
  }

  /** What an event changed may be the end of a connection. */
  changed(moment: { seq: number; at: number }, changes: readonly SocketChange[]): void {
    for (const { socket, state, isGone } of changes) {
      if (state === "ESTABLISHED") this.#established(socket, moment);
      if (state !== "CLOSED" && state !== "TIME-WAIT" && isGone === undefined) continue;
      const connection = this.#connections.get(this.#flowOfSocket.get(socket) ?? "");
      if (connection === undefined) continue;
      const { closing } = connection;
      if (closing !== null && this.#isOver(closing)) this.#parts.list.end(closing, moment);
    }
  }

  /** On a wire the last packet of a handshake arrives after it was sent. */
  #established(socket: string, moment: { seq: number; at: number }): void {
    const opening = this.#connections.get(this.#flowOfSocket.get(socket) ?? "")?.opening;
    if (opening && opening.end === null && !this.#isWaiting(opening)) this.#parts.list.end(opening, moment);
  }

  socketGone(socket: string): void {
    this.#flowOfSocket.delete(socket);
  }

  evict(firstSeq: number): void {
    for (const [flow, { lastSeq }] of this.#connections)
      if (lastSeq < firstSeq) this.#connections.delete(flow);
    for (const [socket, flow] of this.#flowOfSocket)
      if (!this.#connections.has(flow)) this.#flowOfSocket.delete(socket);
  }

  reset(): void {
    this.#connections.clear();
    this.#flowOfSocket.clear();
  }

  #connectionOf({ flow, seq }: PacketEntry): Connection {
    let connection = this.#connections.get(flow);
    if (connection === undefined) {
      connection = { lastSeq: seq, opening: null, segments: [], ...nothingSent };
      this.#connections.set(flow, connection);
    }
    connection.lastSeq = seq;
    return connection;
  }

  /** SYN and SYN-ACK. A new SYN of the same end begins a new connection: the ports had one before. */
  #synchronize(connection: Connection, entry: PacketEntry, isRepeated: boolean): void {
    const { list } = this.#parts;
    const { opening } = connection;
    const isFirst = entry.packet.tcp?.flags.includes("ACK") === false;
    const fullQueue = this.#fullQueueAt(entry.packet.to);
    if (!isFirst) {
      if (opening !== null) list.add(opening, entry, isRepeated);
      return;
    }
    const isAnother = !isRepeated && opening?.opener.kind === "packet" && isFromOpener(opening.opener, entry);
    if (opening !== null && opening.end === null && !isAnother) {
      if (fullQueue === null && kindOf(opening) === "queueFull") {
        // There is room now: with this SYN the handshake begins.
        list.end(opening, entry);
        connection.opening = this.#begin("handshake", entry);
        return;
      }
      list.add(opening, entry, isRepeated);
      if (isRepeated) this.#blameQueue(opening, entry, fullQueue);
      return;
    }
    Object.assign(connection, { segments: [], ...nothingSent });
    connection.opening = this.#begin("handshake", entry);
    this.#blameQueue(connection.opening, entry, fullQueue);
  }

  #blameQueue(opening: Chapter, entry: PacketEntry, fullQueue: FullQueue | null): void {
    if (fullQueue === null) return;
    opening.fullQueue = fullQueue;
    turnInto(opening, "queueFull", entry);
  }

  /** The listener that a SYN came to, where it had no room and so made no connection of it. */
  #fullQueueAt(socket: string | null): FullQueue | null {
    const history = socket === null ? undefined : this.#parts.sockets.find(socket);
    if (socket === null || history === undefined || history.state !== "LISTEN") return null;
    if (history.backlog === null) return null;
    const capacity = acceptQueueCapacity(history.backlog);
    const length = history.acceptQueueLength;
    return length < capacity ? null : { listener: socket, length, capacity };
  }

  #acknowledge({ opening }: Connection, entry: PacketEntry, changes: readonly SocketChange[]): void {
    if (opening === null || opening.end !== null) return;
    const { list } = this.#parts;
    if (entry.packet.tcp?.payloadBytes === 0 && !entry.packet.tcp.flags.includes("FIN"))
      list.add(opening, entry);
    const isEstablished = changes.some(
      ({ socket, state, before }) =>
        state === "ESTABLISHED" && before === "SYN-RECEIVED" && opening.sockets.has(socket),
    );
    if (isEstablished || !this.#isWaiting(opening)) list.end(opening, entry);
  }

  /** Whether an end of the connection is still in a state of the handshake. */
  #isWaiting({ sockets }: Chapter): boolean {
    return [...sockets].some((socket) => {
      const state = this.#parts.sockets.find(socket)?.state;
      return state === "SYN-SENT" || state === "SYN-RECEIVED";
    });
  }

  #data(connection: Connection, entry: PacketEntry): void {
    const { list } = this.#parts;
    const isOpen = connection.data !== null && connection.data.end === null;
    if (TlsHandshake.begins(entry) && connection.tls === null) {
      if (connection.data !== null) list.end(connection.data, entry);
      connection.tls = new TlsHandshake(entry);
      connection.data = this.#begin("tls", entry);
      return;
    }
    if (connection.data === null || !isOpen) connection.data = this.#begin("data", entry);
    else list.add(connection.data, entry);
    if (connection.tls === null || kindOf(connection.data) !== "tls") return;
    const state = connection.tls.take(entry);
    if (state === "failed") turnInto(connection.data, "tlsFailed", entry);
    if (state !== "under way") list.end(connection.data, entry);
  }

  /** A segment with data comes again: why is said in a chapter of its own, until it is acknowledged. */
  #repeat(connection: Connection, entry: PacketEntry): void {
    const { list, sockets } = this.#parts;
    const segment = segmentOf(entry);
    if (connection.data !== null && connection.data.end === null) list.add(connection.data, entry, true);
    const known = connection.repeat;
    if (known !== null && known.source === segment.source && known.chapter.end === null) {
      list.add(known.chapter, entry, true);
      known.end = Math.max(known.end, segment.end);
      return;
    }
    const chapter = list.begin({
      kind: "retransmission",
      flow: entry.flow,
      opener: entry,
      since: entry,
      isRepeated: true,
    });
    const first = connection.segments.find(
      ({ source, seq, end }) => source === segment.source && seq <= segment.seq && segment.seq < end,
    );
    chapter.firstSent = first?.sent ?? null;
    const receiver = entry.packet.to === null ? undefined : sockets.find(entry.packet.to);
    const listener = receiver?.state === "SYN-RECEIVED" ? receiver.latest?.listener : null;
    chapter.fullQueue = this.#fullQueueAt(listener ?? null);
    connection.repeat = { chapter, source: segment.source, end: segment.end };
  }

  #acknowledgeRepeat(connection: Connection, entry: PacketEntry): void {
    const { repeat, data, closing } = connection;
    const { list } = this.#parts;
    const { tcp } = entry.packet;
    if (tcp === undefined) return;
    const isPureAck = tcp.payloadBytes === 0 && !tcp.flags.includes("FIN");
    if (isPureAck) {
      if (closing !== null && closing.end === null) list.add(closing, entry);
      else if (data !== null && data.end === null) list.add(data, entry);
    }
    if (repeat === null || repeat.source === segmentOf(entry).source) return;
    if ((tcp.relativeAck ?? 0) < repeat.end) return;
    if (isPureAck) list.add(repeat.chapter, entry);
    list.end(repeat.chapter, entry);
    connection.repeat = null;
  }

  #finish(connection: Connection, entry: PacketEntry): void {
    const { list } = this.#parts;
    const { data, closing } = connection;
    if (data !== null) list.end(data, entry);
    if (closing === null || closing.end !== null) connection.closing = this.#begin("closing", entry);
    else list.add(closing, entry);
  }

  #reset(connection: Connection, entry: PacketEntry): void {
    const { list } = this.#parts;
    const { opening, data, closing, repeat } = connection;
    if (opening !== null && opening.end === null && !opening.packets.some(isSynAck)) {
      list.add(opening, entry);
      turnInto(opening, "refused", entry);
      list.end(opening, entry);
      return;
    }
    for (const open of [data, closing, repeat?.chapter]) if (open) list.end(open, entry);
    Object.assign(connection, { opening: null, ...nothingSent });
    list.end(this.#begin("reset", entry), entry);
  }

  #begin(kind: "handshake" | "tls" | "data" | "closing" | "reset", entry: PacketEntry): Chapter {
    return this.#parts.list.begin({
      kind,
      flow: entry.flow,
      opener: entry,
      start: this.#parts.senderOf(entry),
      since: entry,
    });
  }

  /** Whether all its sockets are closed, as far as they are known. */
  #isOver({ sockets }: Chapter): boolean {
    return [...sockets].every((socket) => {
      const history = this.#parts.sockets.find(socket);
      return (
        history === undefined ||
        history.goneAt !== null ||
        history.state === "CLOSED" ||
        history.state === "TIME-WAIT"
      );
    });
  }

  #remember({ segments }: Connection, entry: PacketEntry): void {
    const segment = segmentOf(entry);
    if (segment.end === segment.seq) return;
    segments.push(segment);
    if (segments.length > MAX_KNOWN_SEGMENTS) segments.shift();
  }
}

function isSynAck({ packet: { tcp } }: PacketEntry): boolean {
  return (tcp?.flags.includes("SYN") && tcp.flags.includes("ACK")) ?? false;
}

function segmentOf({ packet: { source, tcp }, seq, at }: PacketEntry): Segment {
  const first = tcp?.relativeSeq ?? 0;
  return {
    source: `${source.host} ${source.port ?? ""}`,
    seq: first,
    end: first + (tcp?.payloadBytes ?? 0) + (tcp?.flags.includes("FIN") ? 1 : 0),
    sent: { seq, at },
  };
}
