import type { Socket } from "node:net";
import { FINAL, LENGTH_IN_2_BYTES, LENGTH_IN_8_BYTES, type opcodes } from "./frame-header.js";

/** The kinds of frames that are written here; ws writes those that ping and close. */
export type Opcode = (typeof opcodes)["text" | "binary" | "pong"];

const MAX_HEADER_BYTES = 10;

/** What is gathered before it is written: hundreds of replies to small calls. */
const SLAB_BYTES = 16 * 1024;

/** Slabs that nobody uses now; each connection needs one for a part of a turn. */
const spares: Buffer[] = [];
const MAX_SPARES = 16;

/** For a frame that a slab does not hold: 64 KiB of data, and what is around them. With a new buffer for each, V8 would collect all the time. */
const LARGE_BYTES = 65 * 1024;
let spareLarge: Buffer | undefined;

/**
 * Writes a server's frames to a TCP socket, all that come before `flush` at once: a system call for each would cost more than
 * the call that it answers. Frames are whole, so that ws may write its own between them.
 */
export class FrameWriter {
  readonly #socket: Socket;
  readonly #onWritten: () => void;
  #slab: Buffer | undefined;
  #used = 0;

  /** `onWritten` is called for each write, once the kernel has taken it. */
  constructor(socket: Socket, onWritten: () => void) {
    this.#socket = socket;
    this.#onWritten = onWritten;
  }

  /** Bytes that the kernel has not taken yet. */
  get waitingBytes(): number {
    return this.#used + this.#socket.writableLength;
  }

  /** Copies the payload. */
  add(opcode: Opcode, payload: Uint8Array): void {
    const frameBytes = MAX_HEADER_BYTES + payload.length;
    if (frameBytes > SLAB_BYTES - this.#used) this.flush();
    if (frameBytes > SLAB_BYTES) {
      this.#writeLarge(frameBytes, { opcode, payload });
      return;
    }
    this.#slab ??= spares.pop() ?? Buffer.allocUnsafeSlow(SLAB_BYTES);
    this.#used = putFrame(this.#slab, this.#used, { opcode, payload });
  }

  #writeLarge(frameBytes: number, frame: Frame): void {
    const isReusable = frameBytes <= LARGE_BYTES && this.#socket.writableLength === 0;
    const spare = isReusable ? (spareLarge ?? Buffer.allocUnsafeSlow(LARGE_BYTES)) : undefined;
    const buffer = spare ?? Buffer.allocUnsafeSlow(frameBytes);
    if (spare !== undefined) spareLarge = undefined;
    this.#socket.write(buffer.subarray(0, putFrame(buffer, 0, frame)), this.#onWritten);
    if (spare !== undefined && this.#socket.writableLength === 0) spareLarge = spare;
  }

  flush(): void {
    const slab = this.#slab;
    if (slab === undefined) return;
    const frames = slab.subarray(0, this.#used);
    this.#slab = undefined;
    this.#used = 0;
    // What waits behind others is held for long, and should hold no more than itself.
    const isBehind = this.#socket.writableLength > 0;
    this.#socket.write(isBehind ? Buffer.from(frames) : frames, this.#onWritten);
    const isFree = isBehind || this.#socket.writableLength === 0;
    if (isFree && spares.length < MAX_SPARES) spares.push(slab);
  }
}

interface Frame {
  readonly opcode: Opcode;
  readonly payload: Uint8Array;
}

/** Where the frame ends. */
function putFrame(into: Buffer, start: number, { opcode, payload }: Frame): number {
  const { length } = payload;
  let at = start;
  into[at++] = FINAL | opcode;
  if (length < LENGTH_IN_2_BYTES) into[at++] = length;
  else if (length <= 0xffff) {
    into[at++] = LENGTH_IN_2_BYTES;
    at = into.writeUInt16BE(length, at);
  } else {
    into[at++] = LENGTH_IN_8_BYTES;
    at = into.writeUInt32BE(0, at);
    at = into.writeUInt32BE(length, at);
  }
  into.set(payload, at);
  return at + length;
}
