import type { LabRecords, RecordKind, WeighedRing } from "./record-budget.js";
import { type RecordView, Segment } from "./segment.js";

export type { RecordView };

/**
 * Few sizes, so that memory that is given back fits what is asked for next. From 66 KiB on they hold one, two and four packets
 * of the loopback's largest size (65,536 bytes), each with what is known of it.
 */
const SEGMENT_BYTES = [4, 8, 16, 32, 66, 132, 264].map((kibibytes) => kibibytes * 1024);
const MAX_SEGMENT_BYTES = Math.max(...SEGMENT_BYTES);
/** So many segments make up a ring that is not yet large: an eighth of it goes at once. */
const SEGMENTS = 8;

/** UTF-8 has at most three bytes for each unit of UTF-16. */
const MAX_BYTES_PER_UNIT = 3;

export interface RecordRingOptions {
  readonly kind: RecordKind;
  /** At least so many are kept, unless bytes run out; a segment's worth more at most. */
  readonly maxRecords: number;
  /** Bytes outside the JavaScript heap. */
  readonly maxBytes: number;
}

/**
 * The newest records of a lab, as bytes outside the JavaScript heap, numbered from 1. Whole segments of the oldest go: when
 * there are too many records, when the ring, its lab or the process has used up its bytes.
 */
export class RecordRing implements WeighedRing {
  readonly #records: LabRecords;
  readonly #options: RecordRingOptions;
  /** Oldest first. */
  readonly #segments: Segment[] = [];
  #bytes = 0;
  #isClosed = false;
  #lastNumber = 0;

  constructor(records: LabRecords, options: RecordRingOptions) {
    this.#records = records;
    this.#options = options;
    records.add(this);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The oldest record that is kept; one more than `lastNumber` where none is. */
  get firstNumber(): number {
    return this.#segments[0]?.first ?? this.#lastNumber + 1;
  }

  get lastNumber(): number {
    return this.#lastNumber;
  }

  /** Keeps a text as UTF-8. */
  appendText(text: string): void {
    if (this.#isClosed) {
      this.#lastNumber += 1;
      return;
    }
    const free = this.#segments.at(-1)?.freeBytes ?? -1;
    const atMost = text.length * MAX_BYTES_PER_UNIT;
    const segment = this.#segmentFor(atMost <= free ? atMost : Buffer.byteLength(text));
    this.#commit(segment, segment.memory.write(text, segment.usedBytes));
  }

  /** Keeps `lengthBytes` bytes, which `write` puts into the memory from the offset on. */
  append(lengthBytes: number, write: (memory: Buffer, offset: number) => void): void {
    if (this.#isClosed) {
      this.#lastNumber += 1;
      return;
    }
    const segment = this.#segmentFor(lengthBytes);
    write(segment.memory, segment.usedBytes);
    this.#commit(segment, lengthBytes);
  }

  /** Undefined where the record is not kept. */
  view(number: number): RecordView | undefined {
    if (number < this.firstNumber) return undefined;
    const segment = this.#segments[this.#indexOf(number)];
    return segment !== undefined && number < segment.next ? segment.view(number) : undefined;
  }

  /**
   * Copies records, one behind the other, from a number on: as many as fit, one at least where there is one. It begins with
   * the oldest that is kept where that is newer. Records are not empty.
   */
  copy(from: number, { maxBytes, maxRecords }: { maxBytes: number; maxRecords: number }): CopiedRecords {
    const first = Math.max(from, this.firstNumber);
    const stretches: Buffer[] = [];
    let next = first;
    let bytes = 0;
    for (let index = this.#indexOf(first); next < first + maxRecords; index += 1) {
      const segment = this.#segments[index];
      if (segment === undefined || next >= segment.next) break;
      const fitting = Math.min(segment.endWithin(next, maxBytes - bytes), first + maxRecords);
      const end = fitting === next && bytes === 0 ? next + 1 : fitting;
      const stretch = segment.memory.subarray(segment.startOf(next), segment.startOf(end));
      stretches.push(stretch);
      bytes += stretch.length;
      next = end;
      if (end < segment.next) break;
    }
    if (bytes === 0) next = Math.max(from, this.#lastNumber + 1);
    return { first: bytes === 0 ? next : first, next, bytes: Buffer.concat(stretches, bytes) };
  }

  /**
   * The records that are kept, oldest first, up to the one that is the newest now. The next may be asked for at any time:
   * those that have gone meanwhile are left out.
   */
  *records(): Generator<RecordView, void> {
    const last = this.#lastNumber;
    for (let number = this.firstNumber; number <= last; number = Math.max(number, this.firstNumber)) {
      const segment = this.#segments[this.#indexOf(number)];
      if (segment === undefined || number >= segment.next) return;
      for (; number < segment.next && number <= last && number >= this.firstNumber; number += 1)
        yield segment.view(number);
    }
  }

  evictOldest(): void {
    const oldest = this.#segments.shift();
    if (oldest === undefined) return;
    this.#bytes -= oldest.memory.length;
    this.#records.giveBack(oldest.memory, { kind: this.#options.kind, records: oldest.count });
  }

  /** Keeps nothing more. What is kept can be read. */
  close(): void {
    this.#isClosed = true;
  }

  #commit(segment: Segment, lengthBytes: number): void {
    segment.commit(lengthBytes);
    this.#lastNumber += 1;
    const { maxRecords } = this.#options;
    const [oldest] = this.#segments;
    if (oldest !== undefined && this.#lastNumber - oldest.next >= maxRecords - 1) this.evictOldest();
  }

  #segmentFor(lengthBytes: number): Segment {
    const newest = this.#segments.at(-1);
    if (newest !== undefined && newest.freeBytes >= lengthBytes) return newest;
    const neededBytes = Segment.bytesFor(lengthBytes);
    // It grows with the ring: a lab that does little takes little.
    const wantedBytes = Math.max(neededBytes, Math.min(this.#bytes / SEGMENTS, MAX_SEGMENT_BYTES));
    const bytes = SEGMENT_BYTES.find((size) => size >= wantedBytes) ?? neededBytes;
    while (this.#bytes > 0 && this.#bytes + bytes > this.#options.maxBytes) this.evictOldest();
    const segment = new Segment(this.#lastNumber + 1, this.#records.allocate(bytes));
    this.#segments.push(segment);
    this.#bytes += bytes;
    return segment;
  }

  /** Where the segment of a record stands that is not older than the oldest. */
  #indexOf(number: number): number {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#segments[middle]?.first ?? 0) <= number) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

export interface CopiedRecords {
  readonly bytes: Uint8Array;
  /** The number of the first record; of the record to come, where there is none. */
  readonly first: number;
  /** The number after the last one. */
  readonly next: number;
}
