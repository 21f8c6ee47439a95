import type { StreamPiece, StreamSide } from "@sockpit/protocol";
import type { StreamPart } from "./kept-packet.js";

/** A stretch of one side's bytes, by their numbers: `end` is not in it. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The first byte after the SYN. */
const FIRST_BYTE = 1;

/**
 * One side of a TCP connection, put in order. A segment that comes early waits for those before it; bytes that no
 * segment brings are told as a gap as soon as what follows them is there.
 */
export class SideAssembly {
  readonly #side: StreamSide;
  readonly #starts: ReadonlyMap<StreamPart, number>;
  /** Where bytes are missing for good, by where they begin. */
  readonly #holes: ReadonlyMap<number, number>;
  #waiting: StreamPart[] = [];
  #next = FIRST_BYTE;

  /** `parts`: all of this side, in the order in which they passed. */
  constructor(side: StreamSide, parts: readonly StreamPart[]) {
    this.#side = side;
    const carrying = parts.filter(({ payload }) => payload.length > 0);
    this.#starts = unwrap(carrying);
    this.#holes = holesBetween(
      carrying.map((part) => {
        const start = this.#startOf(part);
        return { start, end: start + part.payload.length };
      }),
    );
  }

  /** Takes the next segment; adds to `pieces` what is in order by now. */
  take(part: StreamPart, pieces: StreamPiece[]): void {
    if (part.payload.length === 0) return;
    this.#waiting.push(part);
    while (this.#passHole(pieces) || this.#passSegment(pieces));
  }

  #passHole(pieces: StreamPiece[]): boolean {
    const end = this.#holes.get(this.#next);
    if (end === undefined || this.#waiting.length === 0) return false;
    pieces.push({ kind: "gap", from: this.#side, bytes: end - this.#next });
    this.#next = end;
    return true;
  }

  #passSegment(pieces: StreamPiece[]): boolean {
    const index = this.#waiting.findIndex((part) => this.#startOf(part) <= this.#next);
    const part = this.#waiting[index];
    if (part === undefined) return false;
    this.#waiting.splice(index, 1);
    const data = part.payload.subarray(this.#next - this.#startOf(part));
    if (data.length === 0) return true;
    this.#next += data.length;
    pieces.push(pieceOf(part, data));
    return true;
  }

  #startOf(part: StreamPart): number {
    return this.#starts.get(part) ?? 0;
  }
}

/** What a packet adds to its stream. */
export function pieceOf({ side, packet, at, call }: StreamPart, data: Uint8Array): StreamPiece {
  return { kind: "data", from: side, packet, at, ...(call === undefined ? {} : { call }), data };
}

/** Numbers that count on past 2^32: each is near the one before it. */
function unwrap(parts: readonly StreamPart[]): Map<StreamPart, number> {
  const starts = new Map<StreamPart, number>();
  let before: number | undefined;
  for (const part of parts) {
    const number = part.relativeSeq ?? 0;
    const start: number = before === undefined ? number : before + ((number - before) | 0);
    starts.set(part, start);
    before = start;
  }
  return starts;
}

/** What lies between stretches, and before the first of them: from where to where. */
function holesBetween(stretches: Stretch[]): Map<number, number> {
  const holes = new Map<number, number>();
  let end = FIRST_BYTE;
  for (const stretch of stretches.sort((a, b) => a.start - b.start)) {
    if (stretch.start > end) holes.set(end, stretch.start);
    end = Math.max(end, stretch.end);
  }
  return holes;
}
