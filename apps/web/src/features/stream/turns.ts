import { concatBytes } from "@sockpit/protocol";
import type { Talk, TalkPiece } from "./talk.js";

/** What one end says until the other speaks: bytes that follow one another. */
export interface Turn {
  kind: "turn";
  from: 0 | 1;
  bytes: Uint8Array<ArrayBuffer>;
  /** Where they begin among all that this end has said. */
  offset: number;
  at: number;
  /** The packets that brought them, with where in `bytes` each begins. */
  packets: readonly { packet: number; start: number }[];
}

export type TalkItem = Turn | { kind: "gap"; from: 0 | 1; bytes: number };

/** Which end is shown; null is both. */
export type Direction = 0 | 1 | null;

type DataPiece = TalkPiece & { kind: "data" };

/** A talk by turns. Bytes of one end that follow one another are one; messages stay apart. */
export function turnsOf(
  { pieces, isStream }: Pick<Talk, "pieces" | "isStream">,
  direction: Direction,
): TalkItem[] {
  const items: TalkItem[] = [];
  const offsets: [number, number] = [0, 0];
  let open: DataPiece[] = [];
  const endTurn = () => {
    const [first] = open;
    if (first === undefined) return;
    const turn = turnFrom([first, ...open.slice(1)], offsets[first.from]);
    offsets[first.from] += turn.bytes.length;
    items.push(turn);
    open = [];
  };
  for (const piece of pieces) {
    if (direction !== null && piece.from !== direction) continue;
    const goesOn = isStream && piece.kind === "data" && open[0]?.from === piece.from;
    if (!goesOn) endTurn();
    if (piece.kind === "data") open.push(piece);
    else {
      items.push(piece);
      offsets[piece.from] += piece.bytes;
    }
  }
  endTurn();
  return items;
}

function turnFrom(pieces: readonly [DataPiece, ...DataPiece[]], offset: number): Turn {
  const [{ from, at }] = pieces;
  const packets: { packet: number; start: number }[] = [];
  let start = 0;
  for (const piece of pieces) {
    if (piece.packet !== null) packets.push({ packet: piece.packet, start });
    start += piece.data.length;
  }
  return {
    kind: "turn",
    from,
    bytes: concatBytes(pieces.map(({ data }) => data)),
    offset,
    at,
    packets,
  };
}

/** Bytes that each end has said, as far as they are here. */
export function bytesOfEnds(pieces: readonly TalkPiece[]): [number, number] {
  const counts: [number, number] = [0, 0];
  for (const piece of pieces) if (piece.kind === "data") counts[piece.from] += piece.data.length;
  return counts;
}

/** All bytes of what is shown, in the order in which they passed: what goes into a file. */
export function bytesOfItems(items: readonly TalkItem[]): Uint8Array<ArrayBuffer>[] {
  return items.flatMap((item) => (item.kind === "turn" ? item.bytes : []));
}
