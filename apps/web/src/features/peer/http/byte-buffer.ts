/** Bytes that grow at their end; what is added costs its own length, however much is there. */
export class ByteBuffer {
  #bytes = new Uint8Array(4096);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = needed;
  }

  at(index: number): number | undefined {
    return index < this.#length ? this.#bytes[index] : undefined;
  }

  /** Where a byte comes first, at or after a place; -1 where it does not. */
  indexOf(byte: number, from: number): number {
    const at = this.#bytes.indexOf(byte, from);
    return at < this.#length ? at : -1;
  }

  /** A view, not a copy: what is there does not change. */
  slice(start: number, end: number = this.#length): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(start, Math.min(end, this.#length));
  }
}
