const SLOT_BYTES = 4;

/** A record where it is kept: it is good until the next record is added, which may evict it. */
export interface RecordView {
  readonly number: number;
  /** Holds other records too. */
  readonly memory: Buffer;
  readonly start: number;
  /** After its last byte. */
  readonly end: number;
}

/**
 * Records one behind the other, in memory outside the JavaScript heap. They grow from its beginning; where each of them
 * ends stands in slots that grow from its end, so that a segment weighs what its memory weighs.
 */
export class Segment {
  /** The number of the first record; the others follow. */
  readonly first: number;
  readonly memory: Buffer;
  readonly #slots: Uint32Array;
  #count = 0;

  /** `memory` is the segment's own from its first byte on, and a multiple of four bytes long. */
  constructor(first: number, memory: Buffer) {
    this.first = first;
    this.memory = memory;
    this.#slots = new Uint32Array(memory.buffer, memory.byteOffset, memory.length / SLOT_BYTES);
  }

  /** The memory that one record of so many bytes needs. */
  static bytesFor(recordBytes: number): number {
    return SLOT_BYTES * (Math.ceil(recordBytes / SLOT_BYTES) + 1);
  }

  get count(): number {
    return this.#count;
  }

  /** The number of the record that comes next. */
  get next(): number {
    return this.first + this.#count;
  }

  /** Where the next record is to be written. */
  get usedBytes(): number {
    return this.startOf(this.next);
  }

  /** How long the next record may be. */
  get freeBytes(): number {
    return this.memory.length - this.usedBytes - SLOT_BYTES * (this.#count + 1);
  }

  /** Ends the record that has been written to `usedBytes` and on. */
  commit(recordBytes: number): void {
    const end = this.usedBytes + recordBytes;
    this.#count += 1;
    this.#slots[this.#slots.length - this.#count] = end;
  }

  /** Where a record begins; for `next`, where the last one ends. */
  startOf(number: number): number {
    const before = number - this.first;
    return before === 0 ? 0 : (this.#slots[this.#slots.length - before] ?? 0);
  }

  view(number: number): RecordView {
    return { number, memory: this.memory, start: this.startOf(number), end: this.startOf(number + 1) };
  }

  /** The number after the last record that ends within `maxBytes` of the beginning of `from`. */
  endWithin(from: number, maxBytes: number): number {
    const limit = this.startOf(from) + maxBytes;
    let low = from;
    let high = this.next;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.startOf(middle) <= limit) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
