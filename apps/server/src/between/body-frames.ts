import { limits } from "@sockpit/protocol";

/** Before a body on its channel: the number of its request, and how many bytes follow. */
const HEADER_BYTES = 8;

export function bodyHeader(id: number, lengthBytes: number): Buffer {
  const header = Buffer.allocUnsafe(HEADER_BYTES);
  header.writeUInt32BE(id, 0);
  header.writeUInt32BE(lengthBytes, 4);
  return header;
}

interface Unfinished {
  readonly id: number;
  readonly bytes: Uint8Array;
}

/** Reads a channel of bodies, each into memory of its own. */
export class BodyFrames {
  readonly #take: (id: number, bytes: Uint8Array) => void;
  readonly #header = Buffer.alloc(HEADER_BYTES);
  #headerBytes = 0;
  #body: Unfinished | undefined;
  #receivedBytes = 0;

  constructor(take: (id: number, bytes: Uint8Array) => void) {
    this.#take = take;
  }

  /** Takes what was read, in memory that is used again. Throws where it is no channel of bodies. */
  read(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      at = this.#body === undefined ? this.#readHeader(bytes, at) : this.#readBody(this.#body, bytes, at);
    }
  }

  #readHeader(bytes: Uint8Array, at: number): number {
    const end = Math.min(bytes.length, at + HEADER_BYTES - this.#headerBytes);
    this.#header.set(bytes.subarray(at, end), this.#headerBytes);
    this.#headerBytes += end - at;
    if (this.#headerBytes < HEADER_BYTES) return end;
    this.#headerBytes = 0;
    this.#receivedBytes = 0;
    const lengthBytes = this.#header.readUInt32BE(4);
    if (lengthBytes > limits.messageBytes) throw new Error(`a body of ${lengthBytes} bytes was announced`);
    this.#body = { id: this.#header.readUInt32BE(0), bytes: new Uint8Array(lengthBytes) };
    return end;
  }

  #readBody(body: Unfinished, bytes: Uint8Array, at: number): number {
    const end = Math.min(bytes.length, at + body.bytes.length - this.#receivedBytes);
    body.bytes.set(bytes.subarray(at, end), this.#receivedBytes);
    this.#receivedBytes += end - at;
    if (this.#receivedBytes === body.bytes.length) {
      this.#body = undefined;
      this.#take(body.id, body.bytes);
    }
    return end;
  }
}
