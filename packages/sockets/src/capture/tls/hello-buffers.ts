/** Bytes of a hello that are read: several times what one has with the keys of post-quantum algorithms. */
const MAX_HELLO_BYTES = 4096;

/** Hellos of one lab that are put together at once; of more, the oldest is named without what it says. */
const MAX_HELLOS = 16;

/** The bytes of a hello so far, while they come in several segments. */
export interface HelloBuffer {
  owner: object | null;
  bytes: Uint8Array;
  length: number;
}

/** Memory for hellos that come in several segments, which is bounded for all connections of a lab together. */
export class HelloBuffers {
  readonly #buffers: HelloBuffer[] = [];
  #next = 0;

  /** An empty buffer, which its owner has until another owner needs it. */
  take(owner: object): HelloBuffer {
    const index = this.#next;
    this.#next = (index + 1) % MAX_HELLOS;
    const buffer = this.#buffers[index] ?? { owner, bytes: new Uint8Array(MAX_HELLO_BYTES), length: 0 };
    this.#buffers[index] = buffer;
    buffer.owner = owner;
    buffer.length = 0;
    return buffer;
  }
}

/** Adds what fits. */
export function append(buffer: HelloBuffer, bytes: Uint8Array): void {
  const part = bytes.subarray(0, buffer.bytes.length - buffer.length);
  buffer.bytes.set(part, buffer.length);
  buffer.length += part.length;
}
