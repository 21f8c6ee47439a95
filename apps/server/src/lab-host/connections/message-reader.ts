import { isUtf8 } from "node:buffer";
import {
  FINAL,
  type FrameHeader,
  LENGTH_IN_8_BYTES,
  MASKED,
  opcodes,
  readFrameHeader,
} from "./frame-header.js";
import { UnfinishedMessage } from "./unfinished-message.js";
import { MASK_BYTES, unmask } from "./unmask.js";

export interface MessageReaderOptions {
  /** Bytes of a message at most. */
  readonly maxBytes: number;
  /** Whether no message is to be taken now. Asked before each. */
  isPaused(): boolean;
  /** A message, in memory that is used again as soon as this returns. */
  take(bytes: Uint8Array, isText: boolean): void;
  /** Gives ws bytes as they came: frames that are left to it. */
  giveToWs(bytes: Buffer): void;
}

const nothing = Buffer.alloc(0);

/**
 * Reads a client's frames (RFC 6455). Messages of one frame, which are all that browsers and most libraries send, are unmasked where
 * they lie and given on. ws, whose buffers cost more than a small call, gets every other frame as it came: fragments,
 * pings, closes, and what breaks the rules, which it answers with the code that it has for it.
 */
export class MessageReader {
  readonly #options: MessageReaderOptions;
  readonly #header: FrameHeader = { isFinal: false, opcode: 0, headerBytes: 0, lengthBytes: 0 };
  readonly #mask = new Uint8Array(MASK_BYTES);
  /** The beginning of a header, or what came before a pause. */
  #left: Buffer = nothing;
  #unfinished: UnfinishedMessage | undefined;
  /** What ws is still to be given of a frame. */
  #toWsBytes = 0;
  /** All that comes is for ws. */
  #isWsOnly = false;
  /** Bytes of a message in several frames, as far as it has come; ws puts it together. */
  #fragmentBytes = 0;
  #isContinued = false;
  #isWsDue = false;

  constructor(options: MessageReaderOptions) {
    this.#options = options;
  }

  /** Bytes of a message that is not finished. */
  get unfinishedBytes(): number {
    return this.#fragmentBytes + (this.#unfinished?.receivedBytes ?? 0);
  }

  /** Bytes of memory for these, and for what came before a pause. */
  get heldBytes(): number {
    return this.#fragmentBytes + (this.#unfinished?.heldBytes ?? 0) + this.#left.length;
  }

  /** Takes what was read, in memory that is used again, and changes it. */
  read(bytes: Buffer): void {
    const all = this.#left.length === 0 ? bytes : Buffer.concat([this.#left, bytes]);
    this.#left = nothing;
    for (let at = 0; at < all.length; ) {
      const isPaused = !this.#isWsOnly && this.#options.isPaused();
      const next = isPaused ? at : this.#readSome(all, at);
      if (next === at) {
        this.#left = Buffer.from(all.subarray(at));
        return;
      }
      at = next;
    }
  }

  /** After a pause: takes what came before it. */
  goOn(): void {
    if (this.#left.length > 0) this.read(nothing);
  }

  /** A message that ws has put together. */
  takeFromWs(bytes: Uint8Array, isText: boolean): void {
    this.#isWsDue = false;
    this.#options.take(bytes, isText);
  }

  /** Reads on from a place, and gives the next; the same one where more has to come first. */
  #readSome(bytes: Buffer, at: number): number {
    if (this.#isWsOnly) return this.#passOn(bytes, at, bytes.length);
    if (this.#toWsBytes > 0) return this.#passOnFrame(bytes, at);
    if (this.#unfinished !== undefined) return this.#readUnfinished(this.#unfinished, bytes, at);
    const header = this.#header;
    const found = readFrameHeader(bytes, at, { into: header, isContinued: this.#isContinued });
    if (found === "part") return at;
    const { isFinal, opcode, lengthBytes } = header;
    if (found === "bad" || this.#fragmentBytes + lengthBytes > this.#options.maxBytes) {
      this.#isWsOnly = true;
      return this.#passOn(bytes, at, bytes.length);
    }
    const start = at + header.headerBytes;
    if (!isFinal || (opcode !== opcodes.text && opcode !== opcodes.binary)) {
      this.#toWsBytes = header.headerBytes + lengthBytes;
      return this.#passOnFrame(bytes, at);
    }
    for (let index = 0; index < MASK_BYTES; index += 1)
      this.#mask[index] = bytes[start - MASK_BYTES + index] ?? 0;
    if (start + lengthBytes > bytes.length) {
      this.#unfinished = new UnfinishedMessage(lengthBytes, this.#mask);
      return start;
    }
    const message = new Uint8Array(bytes.buffer, bytes.byteOffset + start, lengthBytes);
    unmask(message, this.#mask);
    this.#take(message);
    return start + lengthBytes;
  }

  #readUnfinished(unfinished: UnfinishedMessage, bytes: Buffer, at: number): number {
    const next = unfinished.add(bytes, at);
    if (!unfinished.isWhole) return next;
    this.#unfinished = undefined;
    this.#take(unfinished.bytes);
    unfinished.release();
    return next;
  }

  #take(bytes: Uint8Array): void {
    const isText = this.#header.opcode === opcodes.text;
    if (!isText || isUtf8(bytes)) {
      this.#options.take(bytes, isText);
      return;
    }
    this.#isWsOnly = true;
    this.#options.giveToWs(Buffer.concat([textHeader(bytes.length), bytes]));
  }

  /** What has come of the frame that is for ws. */
  #passOnFrame(bytes: Buffer, at: number): number {
    const { opcode, isFinal } = this.#header;
    const isFragment = opcode < opcodes.close;
    const end = Math.min(bytes.length, at + this.#toWsBytes);
    this.#toWsBytes -= end - at;
    if (isFragment) this.#fragmentBytes += end - at;
    const isEnd = this.#toWsBytes === 0;
    this.#isWsDue = isEnd && isFragment && isFinal;
    this.#passOn(bytes, at, end);
    if (!isEnd) return end;
    // After a close frame nothing counts, nor after a message that ws has not accepted.
    if (opcode === opcodes.close || this.#isWsDue) this.#isWsOnly = true;
    if (!isFragment) return end;
    this.#isContinued = !isFinal;
    if (isFinal) this.#fragmentBytes = 0;
    return end;
  }

  /** In memory of its own, which ws keeps. */
  #passOn(bytes: Buffer, at: number, end: number): number {
    this.#options.giveToWs(Buffer.from(bytes.subarray(at, end)));
    return end;
  }
}

/** Of a frame of text whose mask is 0, as it is unmasked already. */
function textHeader(lengthBytes: number): Buffer {
  const header = Buffer.alloc(2 + 8 + MASK_BYTES);
  header[0] = FINAL | opcodes.text;
  header[1] = MASKED | LENGTH_IN_8_BYTES;
  header.writeUInt32BE(lengthBytes, 6);
  return header;
}
