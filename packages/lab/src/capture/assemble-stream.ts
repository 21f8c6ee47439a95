import type { Stream, StreamPiece, StreamSide } from "@sockpit/protocol";
import type { StreamPart } from "./kept-packet.js";
import { pieceOf, SideAssembly } from "./side-assembly.js";

/**
 * What two ends said to each other, from the packets of their stream, oldest first: each byte of TCP once, at the place
 * that its sequence number gives it, with the places named where bytes are missing. At least one part has to be given.
 */
export function assembleStream(parts: readonly [StreamPart, ...StreamPart[]], lostPackets: number): Stream {
  const [first] = parts;
  const pieces: StreamPiece[] = [];
  const isTcp = first.relativeSeq !== null;
  if (isTcp) {
    const sideOf = (side: StreamSide) =>
      new SideAssembly(
        side,
        parts.filter((part) => part.side === side),
      );
    const sides = [sideOf(0), sideOf(1)] as const;
    for (const part of parts) sides[part.side].take(part, pieces);
  } else {
    for (const part of parts) pieces.push(pieceOf(part, part.payload));
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
function endOf(parts: readonly [StreamPart, ...StreamPart[]], side: StreamSide): Stream["ends"][0] {
  const ends = parts.map((part) => (part.side === side ? part.source : part.destination));
  const { host, port } = ends[0] ?? parts[0].source;
  return { host, port, socket: ends.findLast(({ socket }) => socket !== null)?.socket ?? null };
}
