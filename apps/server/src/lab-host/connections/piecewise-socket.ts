import { Socket } from "node:net";

/** Some hundred messages, of the smallest; a pause is asked for at 64. */
const PIECE_BYTES = 8 * 1024;

/**
 * A TCP socket that gives out what it has read, up to 64 KiB, in pieces, so that pausing it takes effect within a read: the
 * pieces that are left stay in its buffer.
 */
export class PiecewiseSocket extends Socket {
  override push(chunk: Uint8Array | null, encoding?: BufferEncoding): boolean {
    if (chunk === null || chunk.length <= PIECE_BYTES) return super.push(chunk, encoding);
    let canTakeMore = true;
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      canTakeMore = super.push(chunk.subarray(start, start + PIECE_BYTES));
    }
    return canTakeMore;
  }
}
