import { type LabEvent, type SocketChange, traitsOf } from "@sockpit/protocol";
import type { CallEntry, PacketEntry } from "../entry.js";
import type { SocketBook } from "../socket-book.js";
import { CallChapters } from "./call-chapters.js";
import { type Chapter, lastOf } from "./chapter.js";
import { ChapterList } from "./chapter-list.js";
import { DatagramChapters } from "./datagram-chapters.js";
import { TcpChapters } from "./tcp-chapters.js";

/** Events by which the call that sent a packet may have begun before it, and is the packet's chapter's beginning. */
const MAX_SENDER_DISTANCE = 16;

/** Chapters that are looked through for the one of a moment. */
const MAX_AROUND = 64;

interface Parts {
  sockets: SocketBook;
  findCall(call: number): CallEntry | undefined;
  findPacket(packet: number): PacketEntry | undefined;
  peerOf(socket: string): string | undefined;
  onChange(chapter: Chapter): void;
}

/**
 * What belongs together in a lab, gathered event by event at a cost that does not depend on how much there is. States
 * are those that the events' `changes` say; nothing here decides what a socket's state is.
 */
export class ChapterBook {
  readonly #parts: Parts;
  readonly #list: ChapterList;
  readonly #tcp: TcpChapters;
  readonly #datagrams: DatagramChapters;
  readonly #calls: CallChapters;
  /** Streams that the kernel has not said anything of yet. */
  readonly #streams = new Set<string>();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { sockets, findPacket, peerOf } = parts;
    const list = new ChapterList(parts.onChange);
    const senderOf = (entry: PacketEntry) => this.#senderOf(entry);
    this.#list = list;
    this.#tcp = new TcpChapters({ list, sockets, senderOf });
    this.#datagrams = new DatagramChapters({ list, findPacket, senderOf });
    this.#calls = new CallChapters({ list, sockets, peerOf });
  }

  /** In the order in which they came to be known. */
  get all(): readonly Chapter[] {
    return this.#list.all;
  }

  /** Those that were known when an event was the newest: so many of the first. */
  countAt(asOf: number): number {
    return this.#list.countAt(asOf);
  }

  /** The chapters of a packet: data that are sent again have two. */
  of(entry: PacketEntry): readonly Chapter[] {
    return this.#list.of(entry);
  }

  /** The chapter that an event lies in, of those that began last; with `flow`, that of its connection. */
  around(seq: number, flow: string | undefined): Chapter | undefined {
    return this.all
      .slice(0, this.countAt(seq))
      .slice(-MAX_AROUND)
      .findLast((chapter) => lastOf(chapter).seq >= seq && (flow === undefined || chapter.flow === flow));
  }

  /** An event that has been taken in, with everything that it changed. */
  take(event: LabEvent): void {
    const changes = "changes" in event ? (event.changes ?? []) : [];
    if (event.event === "packet") {
      const entry = this.#parts.findPacket(event.packet);
      if (entry === undefined) return;
      if (event.tcp === undefined) this.#datagrams.packet(entry);
      else this.#tcp.packet(entry, changes);
      return;
    }
    if (event.event === "packetLeft") {
      const entry = this.#parts.findPacket(event.packet);
      if (entry !== undefined) this.#list.left(entry, event, event.fate === "dropped");
    } else if (event.event === "callEnded") {
      const call = this.#parts.findCall(event.call);
      if (call?.made && "type" in call.params && call.params.type === "SOCK_STREAM")
        this.#streams.add(call.made);
      if (call?.socket) this.#callEnded(call, call.socket, changes);
    } else if (event.event === "socketGone") {
      this.#tcp.socketGone(event.id);
      this.#streams.delete(event.id);
    }
    this.#tcp.changed(event, changes);
  }

  evict(firstSeq: number): void {
    this.#list.evict(firstSeq);
    this.#tcp.evict(firstSeq);
    const isKept = (chapter: Chapter) => lastOf(chapter).seq >= firstSeq;
    this.#datagrams.evict(isKept);
    this.#calls.evict(isKept);
  }

  reset(): void {
    this.#list.reset();
    this.#tcp.reset();
    this.#datagrams.reset();
    this.#calls.reset();
    this.#streams.clear();
  }

  #callEnded(call: CallEntry, socket: string, changes: readonly SocketChange[]): void {
    const { sends, receives } = traitsOf(call.command);
    const movesData = sends !== undefined || receives !== undefined;
    if (this.#tcp.has(socket)) {
      if (movesData && hasMoved(call)) this.#tcp.callEnded(call);
      return;
    }
    const { family, type } = this.#parts.sockets.find(socket)?.latest ?? {};
    const isStream = type === "SOCK_STREAM" || this.#streams.has(socket);
    if (isStream || family === "AF_UNIX") this.#calls.callEnded(call, changes);
  }

  /** The call that the kernel sent a packet for, where it began just before. */
  #senderOf({ seq, cause }: PacketEntry): CallEntry | undefined {
    const call = cause === null ? undefined : this.#parts.findCall(cause);
    return call !== undefined && seq - call.seq <= MAX_SENDER_DISTANCE ? call : undefined;
  }
}

/** Whether a call returned, and not with the end of the stream. */
function hasMoved({ end }: CallEntry): boolean {
  if (end === null || end.outcome.kind !== "returned") return false;
  const { result } = end.outcome;
  return !("data" in result) || (result.data?.bytes ?? 0) > 0;
}
