import { freeMemory } from "../../between/free-memory.js";
import { MASK_BYTES, unmask } from "./unmask.js";

/** Where so much of a message has come, the rest follows at once, and memory for all of it is made. */
const LIKELY_BYTES = 16 * 1024;

/** A message of 64 KiB of data and what is around them. Memory of this size is kept for the next one; of longer ones it is not. */
const SPARE_BYTES = 72 * 1024;
let spare: Buffer | undefined;

/**
 * A message that comes in pieces, each unmasked as it comes. Its memory grows with what has come, as a client may announce much
 * and send little.
 */
export class UnfinishedMessage {
  readonly #lengthBytes: number;
  readonly #mask: Uint8Array;
  #memory: Buffer = Buffer.alloc(0);
  #unmaskedBytes = 0;
  receivedBytes = 0;

  constructor(lengthBytes: number, mask: Uint8Array) {
    this.#lengthBytes = lengthBytes;
    this.#mask = new Uint8Array(mask);
  }

  get heldBytes(): number {
    return this.#memory.length;
  }

  get isWhole(): boolean {
    return this.receivedBytes === this.#lengthBytes;
  }

  /** What has come. */
  get bytes(): Uint8Array {
    return this.#part(0, this.receivedBytes);
  }

  /** Takes what belongs to it, from a place on, and gives the place after that. */
  add(bytes: Buffer, at: number): number {
    const end = Math.min(bytes.length, at + this.#lengthBytes - this.receivedBytes);
    this.#makeRoom(this.receivedBytes + end - at);
    bytes.copy(this.#memory, this.receivedBytes, at, end);
    this.receivedBytes += end - at;
    this.#unmask();
    return end;
  }

  /** Its bytes are not used any more. */
  release(): void {
    if (this.#memory.length === SPARE_BYTES) spare = this.#memory;
  }

  /** Up to where the mask begins anew. */
  #unmask(): void {
    const end = this.isWhole ? this.receivedBytes : this.receivedBytes - (this.receivedBytes % MASK_BYTES);
    unmask(this.#part(this.#unmaskedBytes, end), this.#mask);
    this.#unmaskedBytes = end;
  }

  #part(start: number, end: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, this.#memory.byteOffset + start, end - start);
  }

  #makeRoom(bytes: number): void {
    if (bytes <= this.#memory.length) return;
    const before = this.#memory;
    if (bytes >= LIKELY_BYTES && this.#lengthBytes <= SPARE_BYTES) {
      this.#memory = spare ?? Buffer.allocUnsafeSlow(SPARE_BYTES);
      spare = undefined;
    } else {
      this.#memory = Buffer.allocUnsafeSlow(Math.min(this.#lengthBytes, 2 * bytes));
    }
    before.copy(this.#memory, 0, 0, this.receivedBytes);
    if (before.length > 0) freeMemory(before);
  }
}
