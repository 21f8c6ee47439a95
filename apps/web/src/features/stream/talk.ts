import {
  formatEndpoint,
  isPeek,
  isSameEndpoint,
  receivedData,
  type Stream,
  sentBytes,
  sentData,
} from "@sockpit/protocol";
import type { CallEntry } from "../../record/entry.js";
import type { LabRecord } from "../../record/lab-record.js";
import { payloadOf } from "./payload.js";

/** One end of a talk: the lane of its program where it is known, and its address. */
export interface TalkEnd {
  lane: number | null;
  address: string | null;
}

export type TalkPiece =
  | { kind: "data"; from: 0 | 1; at: number; packet: number | null; data: Uint8Array }
  | { kind: "gap"; from: 0 | 1; bytes: number };

/** What two ends said to each other: from their packets, or where none are seen from one end's calls. */
export interface Talk {
  source: "packets" | "calls";
  /** The stream's number, where it is made of packets. */
  stream: number | null;
  /** Whether bytes just follow one another; else each piece is a message. */
  isStream: boolean;
  ends: readonly [TalkEnd, TalkEnd];
  pieces: readonly TalkPiece[];
  /** What is known to be missing, beside the gaps. */
  evictedPackets: number;
  lostPackets: number;
  hasOlderCalls: boolean;
}

export function talkOfStream(stream: Stream, record: LabRecord): Talk {
  const { protocol, ends, pieces, evictedPackets, lostPackets } = stream;
  const lanes = lanesOf(stream, record);
  return {
    source: "packets",
    stream: stream.stream,
    isStream: protocol === "TCP",
    ends: [
      { lane: lanes[0], address: formatEndpoint(ends[0]) },
      { lane: lanes[1], address: formatEndpoint(ends[1]) },
    ],
    pieces: pieces.map((piece) =>
      piece.kind === "gap"
        ? piece
        : { kind: "data", from: piece.from, at: piece.at, packet: piece.packet, data: piece.data },
    ),
    evictedPackets,
    lostPackets,
    hasOlderCalls: false,
  };
}

function lanesOf({ stream, ends }: Stream, record: LabRecord): [number | null, number | null] {
  const entry = record.entries.findLast(
    (candidate) => candidate.kind === "packet" && candidate.packet.stream === stream,
  );
  if (entry?.kind !== "packet") return [null, null];
  const { source } = entry.packet;
  const isForth = isSameEndpoint(source, ends[0]);
  return isForth ? [entry.fromLane, entry.toLane] : [entry.toLane, entry.fromLane];
}

/** One socket's talk, from the data of its calls: all that Unix sockets have, and labs whose packets cannot be seen. */
export function talkOfCalls(socket: string, record: LabRecord): Talk {
  const calls = record.entries.filter(
    (entry): entry is CallEntry => entry.kind === "call" && entry.socket === socket,
  );
  const known = record.findSocket(socket);
  return {
    source: "calls",
    stream: null,
    isStream: known === undefined || known.type === "SOCK_STREAM",
    ends: [
      { lane: calls[0]?.lane ?? null, address: formatEndpoint(known?.local ?? null) },
      { lane: null, address: formatEndpoint(known?.peer ?? null) },
    ],
    pieces: calls.flatMap(piecesOf),
    evictedPackets: 0,
    lostPackets: 0,
    hasOlderCalls: record.evictedEntries > 0,
  };
}

function piecesOf(call: CallEntry): TalkPiece[] {
  const { command, at, end } = call;
  if (end?.outcome.kind !== "returned") return [];
  // What was only looked at is still there to be read.
  if (isPeek(call)) return [];
  const { result } = end.outcome;
  const sent = sentData(call);
  const data = sent ?? receivedData(command, result);
  if (data === undefined) return [];
  const isSent = sent !== undefined;
  const payload = payloadOf(data);
  const taken = isSent ? sentBytes(call, result) : payload.wholeBytes;
  const bytes = payload.bytes.subarray(0, taken);
  const from = isSent ? 0 : 1;
  const pieces: TalkPiece[] = [];
  if (bytes.length > 0)
    pieces.push({ kind: "data", from, at: isSent ? at : end.at, packet: null, data: bytes });
  if (taken > bytes.length) pieces.push({ kind: "gap", from, bytes: taken - bytes.length });
  return pieces;
}
