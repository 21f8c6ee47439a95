import type { StreamSide } from "@sockpit/protocol";
import type { NumberedPart } from "./kept-packet.js";
import type { PlacedPiece } from "./placed-piece.js";

/** A packet's payload, by the numbers of its bytes: `end` is not in it. */
interface Segment {
  readonly part: NumberedPart;
  readonly start: number;
  readonly end: number;
}

/** The first byte after the SYN. */
const FIRST_BYTE = 1;

/**
 * One side of a TCP connection, put in order. A segment that comes early waits for those before it; bytes that no
 * segment brings become a gap as soon as what follows them is there.
 */
export class SideAssembly {
  readonly #side: StreamSide;
  /** Those that carry bytes, in the order in which they passed. */
  readonly #segments: readonly Segment[];
  #taken = 0;
  /** Where bytes are missing for good, by where they begin. */
  readonly #holes: ReadonlyMap<number, number>;
  /** In the order of their bytes. */
  readonly #waiting: Segment[] = [];
  #next = FIRST_BYTE;

  /** `parts`: of both sides, in the order in which they passed. */
  constructor(side: StreamSide, parts: readonly NumberedPart[]) {
    this.#side = side;
    this.#segments = segmentsOf(side, parts);
    this.#holes = holesBetween(this.#segments);
  }

  /** Takes the next part of this side; adds to `pieces` what is in order by now. */
  take(part: NumberedPart, pieces: PlacedPiece[]): void {
    if (part.payloadBytes === 0) return;
    const segment = this.#segments[this.#taken];
    if (segment === undefined) return;
    this.#taken += 1;
    this.#insert(segment);
    while (this.#passHole(pieces) || this.#passSegment(pieces));
  }

  #insert(segment: Segment): void {
    let index = this.#waiting.length;
    while (index > 0 && (this.#waiting[index - 1]?.start ?? 0) > segment.start) index -= 1;
    this.#waiting.splice(index, 0, segment);
  }

  #passHole(pieces: PlacedPiece[]): boolean {
    const end = this.#holes.get(this.#next);
    if (end === undefined || this.#waiting.length === 0) return false;
    pieces.push({ kind: "gap", from: this.#side, bytes: end - this.#next });
    this.#next = end;
    return true;
  }

  #passSegment(pieces: PlacedPiece[]): boolean {
    const [segment] = this.#waiting;
    if (segment === undefined || segment.start > this.#next) return false;
    this.#waiting.shift();
    const { part, start, end } = segment;
    if (end <= this.#next) return true;
    pieces.push({
      kind: "data",
      from: this.#side,
      packet: part.packet,
      at: part.at,
      call: part.call,
      start: part.payloadStart + this.#next - start,
      bytes: end - this.#next,
    });
    this.#next = end;
    return true;
  }
}

/** What carries bytes, with numbers that count on past 2^32: each is near the one before it. */
function segmentsOf(side: StreamSide, parts: readonly NumberedPart[]): Segment[] {
  const segments: Segment[] = [];
  let before: number | undefined;
  for (const part of parts) {
    if (part.side !== side || part.payloadBytes === 0) continue;
    const number = part.relativeSeq ?? 0;
    const start: number = before === undefined ? number : before + ((number - before) | 0);
    segments.push({ part, start, end: start + part.payloadBytes });
    before = start;
  }
  return segments;
}

/** What lies between segments, and before the first of them: from where to where. */
function holesBetween(segments: readonly Segment[]): Map<number, number> {
  const holes = new Map<number, number>();
  let end = FIRST_BYTE;
  for (const segment of segments.toSorted((a, b) => a.start - b.start)) {
    if (segment.start > end) holes.set(end, segment.start);
    end = Math.max(end, segment.end);
  }
  return holes;
}
