import type { Stream } from "@sockpit/protocol";
import type { KeptStream } from "./kept-packet.js";
import type { PlacedPiece } from "./placed-piece.js";
import { SideAssembly } from "./side-assembly.js";

/** What two ends said to each other, before the bytes themselves are looked up. */
export interface AssembledStream extends Omit<Stream, "pieces"> {
  readonly pieces: readonly PlacedPiece[];
}

/**
 * What two ends said to each other, from the packets of their stream: each byte of TCP once, at the place that its sequence
 * number gives it, with the places named where bytes are missing.
 */
export function assembleStream({ stream, ends, parts }: KeptStream, lostPackets: number): AssembledStream {
  const pieces: PlacedPiece[] = [];
  const isTcp = parts[0]?.relativeSeq !== null;
  if (isTcp) {
    const sides = [new SideAssembly(0, parts), new SideAssembly(1, parts)] as const;
    for (const part of parts) sides[part.side].take(part, pieces);
  } else {
    for (const { packet, side: from, at, call, payloadStart: start, payloadBytes: bytes } of parts) {
      pieces.push({ kind: "data", from, packet, at, call, start, bytes });
    }
  }
  const evictedPackets = (parts[0]?.order ?? 1) - 1;
  return { stream, protocol: isTcp ? "TCP" : "UDP", ends, pieces, evictedPackets, lostPackets };
}
