/** Memory that a call shares with the kernel. */
import koffi from "koffi";

/** V8 keeps arrays of up to so many bytes on its heap, where they may move. */
const HEAP_BYTES = 64;

/** New bytes, all 0, that the garbage collector does not move, so that a struct may point at them. */
export function pinnedBytes(lengthBytes: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(Math.max(lengthBytes, HEAP_BYTES + 1)), 0, lengthBytes);
}

/** Whether the garbage collector leaves the bytes where they are. */
export function isPinned(bytes: Uint8Array): boolean {
  return bytes.buffer.byteLength > HEAP_BYTES;
}

/**
 * Where pinned bytes begin, for structs that point at them.
 * SAFETY: the address is good as long as they are referenced.
 */
export function addressOf(bytes: Uint8Array): bigint {
  if (!isPinned(bytes)) throw new Error("only pinned bytes have an address that stays");
  return koffi.address(bytes);
}

/**
 * Memory that one function at a time uses, made when it is first needed. A second use within the first throws: it would
 * overwrite what the first has not read yet.
 */
export class Scratch<T> {
  readonly #make: () => T;
  #value: T | undefined;
  #isInUse = false;

  constructor(make: () => T) {
    this.#make = make;
  }

  /** Lends the memory to a synchronous function, which copies out what it gives back. */
  use<R>(fn: (value: T) => R): R {
    if (this.#isInUse) throw new Error("this memory is in use: what it holds has not been read yet");
    this.#isInUse = true;
    try {
      this.#value ??= this.#make();
      const result = fn(this.#value);
      if (result instanceof Promise) throw new TypeError("Scratch.use takes a synchronous function");
      return result;
    } finally {
      this.#isInUse = false;
    }
  }
}
