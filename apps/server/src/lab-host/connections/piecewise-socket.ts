import { Socket } from "node:net";
import { FrameUnmasker } from "./frame-unmasker.js";

/** The first piece: some hundred messages, of the smallest; a pause is asked for at 64. */
const PIECE_BYTES = 8 * 1024;

/**
 * The TCP socket of a WebSocket: gives out what it has read unmasked, and in pieces of up to 64 KiB, so that pausing it takes effect
 * within a read: the pieces that are left stay in its buffer.
 */
export class PiecewiseSocket extends Socket {
  /** Emits what was read. Replace it to measure the time that this takes. */
  whileRead: (giveOut: () => void) => void = (giveOut) => giveOut();
  readonly #unmasker = new FrameUnmasker();

  /** Unmasks what the client has sent behind its handshake, before anything is read. */
  unmaskHead(head: Uint8Array): void {
    this.#unmasker.unmask(head);
  }

  override push(chunk: Uint8Array | null, encoding?: BufferEncoding): boolean {
    let canTakeMore = true;
    this.whileRead(() => {
      if (chunk !== null) this.#unmasker.unmask(chunk);
      canTakeMore = this.#giveOut(chunk, encoding);
    });
    return canTakeMore;
  }

  #giveOut(chunk: Uint8Array | null, encoding?: BufferEncoding): boolean {
    if (chunk === null || chunk.length <= PIECE_BYTES) return super.push(chunk, encoding);
    let canTakeMore = true;
    // Where nobody pauses, few messages have come: a large one is not cut into many pieces.
    for (let start = 0, bytes = PIECE_BYTES; start < chunk.length; ) {
      canTakeMore = super.push(chunk.subarray(start, start + bytes));
      start += bytes;
      bytes = this.isPaused() ? PIECE_BYTES : 2 * bytes;
    }
    return canTakeMore;
  }
}
