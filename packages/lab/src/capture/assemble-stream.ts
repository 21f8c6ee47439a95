import type { Stream, StreamSide } from "@sockpit/protocol";
import type { StreamParts } from "./kept-packet.js";
import type { PlacedPiece } from "./placed-piece.js";
import { SideAssembly } from "./side-assembly.js";

/** What two ends said to each other, before the bytes themselves are looked up. */
export interface AssembledStream extends Omit<Stream, "pieces"> {
  readonly pieces: readonly PlacedPiece[];
}

/**
 * What two ends said to each other, from the packets of their stream: each byte of TCP once, at the place that its sequence
 * number gives it, with the places named where bytes are missing. Undefined where there are no packets.
 */
export function assembleStream(parts: StreamParts, lostPackets: number): AssembledStream | undefined {
  const [first] = parts.values();
  if (first === undefined) return undefined;
  const pieces: PlacedPiece[] = [];
  const isTcp = first.relativeSeq !== null;
  if (isTcp) {
    const sides = [new SideAssembly(0, parts), new SideAssembly(1, parts)] as const;
    for (const [packet, { side }] of parts) sides[side].take(packet, pieces);
  } else {
    for (const [packet, part] of parts) {
      const { side: from, at, call, payloadStart: start, payloadBytes: bytes } = part;
      pieces.push({ kind: "data", from, packet, at, call, start, bytes });
    }
  }
  return {
    stream: first.stream,
    protocol: isTcp ? "TCP" : "UDP",
    ends: [endOf(parts, 0), endOf(parts, 1)],
    pieces,
    evictedPackets: first.order - 1,
    lostPackets,
  };
}

/** A listener stands in for its connection at first, so what the newest packet says of the socket counts. */
function endOf(parts: StreamParts, side: StreamSide): Stream["ends"][0] {
  let end: Stream["ends"][0] | undefined;
  for (const part of parts.values()) {
    const { host, port, socket } = part.side === side ? part.source : part.destination;
    end = end === undefined ? { host, port, socket } : { ...end, socket: socket ?? end.socket };
  }
  return end ?? { host: "", port: 0, socket: null };
}
