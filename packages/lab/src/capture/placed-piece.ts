import type { StreamPiece, StreamSide } from "@sockpit/protocol";

/** A stretch of a packet's payload, or bytes that are missing. */
export type PlacedPiece =
  | {
      readonly kind: "data";
      readonly from: StreamSide;
      readonly packet: number;
      readonly at: number;
      readonly call: number | undefined;
      /** Where in the packet it begins. */
      readonly start: number;
      readonly bytes: number;
    }
  | { readonly kind: "gap"; readonly from: StreamSide; readonly bytes: number };

/** A piece with its bytes, which share the packet's memory. Those of a packet that has gone are missing. */
export function pieceWithBytes(
  placed: PlacedPiece,
  bytesOf: (packet: number) => Uint8Array | undefined,
): StreamPiece {
  if (placed.kind === "gap") return placed;
  const { kind, from, packet, at, call, start, bytes } = placed;
  const data = bytes === 0 ? new Uint8Array() : bytesOf(packet)?.subarray(start, start + bytes);
  if (data === undefined) return { kind: "gap", from, bytes };
  return { kind, from, packet, at, ...(call === undefined ? {} : { call }), data };
}
