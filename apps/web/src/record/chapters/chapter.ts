import { upperBound } from "../../shared/upper-bound.js";
import { type CallEntry, isDropped, type PacketEntry } from "../entry.js";
import { isPast, type Moment, NOW } from "../moment.js";

/**
 * What a chapter is about. `connecting`: a connection is made of which no packets are seen (Unix sockets, labs without a
 * capture). `retransmission`: lies within the handshake, the data or the closing of its connection. `tls`: a TLS handshake,
 * which is data to TCP.
 */
export const chapterKinds = [
  "handshake",
  "tls",
  "tlsFailed",
  "data",
  "closing",
  "refused",
  "reset",
  "retransmission",
  "queueFull",
  "datagrams",
  "connecting",
] as const;
export type ChapterKind = (typeof chapterKinds)[number];

/** What is counted of a chapter. Bytes are payload: `forth` in the direction of what began it. */
export interface ChapterCounts {
  packets: number;
  forthBytes: number;
  backBytes: number;
  /** Segments that were sent again. */
  repeated: number;
  /** Datagrams for which their socket had no room. */
  dropped: number;
  /** Packets that were lost on the wire. */
  lost: number;
}

type CountsThen = Moment & ChapterCounts;

/** Why a chapter's packets went unanswered: its listener's accept queue was full. */
export interface FullQueue {
  listener: string;
  length: number;
  capacity: number;
}

/** Packets that a chapter keeps to be named: its first ones. A handshake and a closing have no more. */
const MAX_NAMED_PACKETS = 16;

/**
 * Entries that belong together, as a person would describe them: how a connection began, what went over it, how it ended.
 * It grows with the record; `chapterAt` reads it as of a moment.
 */
export interface Chapter {
  /** Counts up in the order in which chapters came to be known. */
  id: number;
  /** What it has turned out to be, oldest first: a handshake that is answered with RST is `refused` from then on. */
  kinds: { seq: number; kind: ChapterKind }[];
  /** One name for its connection: that of its packets' flow, or of a socket that has no packets. */
  flow: string;
  /** Its sockets, by their cookies: that of what began it first. */
  sockets: Set<string>;
  /** The first of its entries: the call that sent its first packet, where that is at hand. */
  start: Moment;
  /** The event since which it is known. */
  since: number;
  /** When nothing was missing of it; null while something is. */
  end: Moment | null;
  /** What began it: who and where. */
  opener: PacketEntry | CallEntry;
  /** The first call of another socket than its opener's, where there are no packets. */
  answer: CallEntry | null;
  /** The first few of its packets. */
  packets: PacketEntry[];
  /** What had been counted after each of its events. */
  counts: CountsThen[];
  /** Of what was sent again: when it was sent first. */
  firstSent: Moment | null;
  fullQueue: FullQueue | null;
}

/** A chapter as it was known at a moment. */
export interface ChapterThen extends ChapterCounts {
  kind: ChapterKind;
  isComplete: boolean;
  /** Its newest event. */
  last: Moment;
  named: readonly PacketEntry[];
}

/** The chapter as of an event; undefined where nothing was known of it. */
export function chapterAt(chapter: Chapter, asOf: number): ChapterThen | undefined {
  const { kinds, counts, packets, since, end } = chapter;
  if (since > asOf) return undefined;
  const kind = (kinds.findLast(({ seq }) => seq <= asOf) ?? kinds[0])?.kind;
  const counted = asOf === NOW ? counts.at(-1) : counts[upperBound(counts, ({ seq }) => seq <= asOf) - 1];
  if (kind === undefined || counted === undefined) return undefined;
  const { seq, at, ...numbers } = counted;
  return {
    ...numbers,
    kind,
    isComplete: isPast(end, asOf),
    last: { seq, at },
    named: packets.filter((packet) => packet.seq <= asOf),
  };
}

/** The newest event of a chapter. */
export function lastOf({ counts, start }: Chapter): Moment {
  return counts.at(-1) ?? start;
}

export function kindOf({ kinds }: Chapter): ChapterKind {
  return kinds.at(-1)?.kind ?? "data";
}

export function turnInto(chapter: Chapter, kind: ChapterKind, { seq }: Moment): void {
  if (kindOf(chapter) !== kind) chapter.kinds.push({ seq, kind });
}

/** Another event of the chapter, and what it adds to its counts. */
export function count(chapter: Chapter, { seq, at }: Moment, added: Partial<ChapterCounts> = {}): void {
  const before = chapter.counts.at(-1);
  const of = (name: keyof ChapterCounts) => (before?.[name] ?? 0) + (added[name] ?? 0);
  if (before?.seq === seq) chapter.counts.pop();
  chapter.counts.push({
    seq,
    at,
    packets: of("packets"),
    forthBytes: of("forthBytes"),
    backBytes: of("backBytes"),
    repeated: of("repeated"),
    dropped: of("dropped"),
    lost: of("lost"),
  });
}

/** A packet of the chapter. */
export function countPacket(chapter: Chapter, entry: PacketEntry, isRepeated = false): void {
  const { tcp, udp, from, to } = entry.packet;
  const bytes = isRepeated ? 0 : (tcp?.payloadBytes ?? udp?.payloadBytes ?? 0);
  const { opener } = chapter;
  const isForth = opener.kind !== "packet" || isFromOpener(opener, entry);
  count(chapter, entry, {
    packets: 1,
    repeated: isRepeated ? 1 : 0,
    dropped: udp !== undefined && isDropped(udp) ? 1 : 0,
    ...(isForth ? { forthBytes: bytes } : { backBytes: bytes }),
  });
  for (const socket of [from, to]) if (socket !== null) chapter.sockets.add(socket);
  if (chapter.packets.length < MAX_NAMED_PACKETS) chapter.packets.push(entry);
}

/** Whether a packet goes in the direction of the one that began its chapter. */
export function isFromOpener({ packet: opener }: PacketEntry, { packet }: PacketEntry): boolean {
  return packet.source.host === opener.source.host && packet.source.port === opener.source.port;
}

/** Forgets how it was before an event, but not what it had come to by then. */
export function evictFromChapter({ counts, packets }: Chapter, firstSeq: number): void {
  const old = upperBound(counts, ({ seq }) => seq < firstSeq) - 1;
  if (old > 0) counts.splice(0, old);
  const oldPackets = upperBound(packets, ({ seq }) => seq < firstSeq);
  if (oldPackets > 0) packets.splice(0, oldPackets);
}
