import { limits } from "@sockpit/protocol";

/** Segments that were evicted and wait to be used again: a full ring's next segment is as large as its last. */
const SPARE_SEGMENTS = 16;

export type RecordKind = "events" | "packets";

/** One ring of a lab, as its budget sees it. */
export interface WeighedRing {
  /** What it takes outside the JavaScript heap. */
  readonly bytes: number;
  /** Gives its oldest segment back. */
  evictOldest(): void;
  /** Keeps nothing more. What is kept can be read. */
  close(): void;
}

/** What the labs of a process keep. */
export interface RecordStats {
  /** Bytes outside the JavaScript heap. */
  readonly bytes: number;
  readonly limitBytes: number;
  /** Records that went to make room, since the process began. */
  readonly evictedEvents: number;
  readonly evictedPackets: number;
}

/** The memory for records of all labs of a process: where it is used up, the fullest lab's oldest records go. */
export class RecordBudget {
  readonly #labs = new Set<LabRecords>();
  readonly #spare: Buffer[] = [];
  readonly #evicted: Record<RecordKind, number> = { events: 0, packets: 0 };
  #limitBytes: number;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** The records of one more lab. */
  open(): LabRecords {
    const records = new LabRecords(this);
    this.#labs.add(records);
    return records;
  }

  /** What `open` gave counts no more. */
  forget(records: LabRecords): void {
    this.#labs.delete(records);
  }

  /** A smaller limit is kept at once. */
  setLimit(bytes: number): void {
    this.#limitBytes = bytes;
    this.#makeRoom(0);
  }

  /** Memory of exactly so many bytes, after older records have made room for it. */
  allocate(bytes: number): Buffer {
    this.#makeRoom(bytes);
    const index = this.#spare.findLastIndex(({ length }) => length === bytes);
    return this.#spare.splice(index, index === -1 ? 0 : 1)[0] ?? Buffer.allocUnsafeSlow(bytes);
  }

  /** Takes memory back that nobody reads any more. */
  recycle(memory: Buffer): void {
    this.#spare.push(memory);
    if (this.#spare.length > SPARE_SEGMENTS) this.#spare.shift();
  }

  countEvicted(kind: RecordKind, records: number): void {
    this.#evicted[kind] += records;
  }

  stats(): RecordStats {
    const { events, packets } = this.#evicted;
    return {
      bytes: this.#bytes(),
      limitBytes: this.#limitBytes,
      evictedEvents: events,
      evictedPackets: packets,
    };
  }

  #bytes(): number {
    let bytes = 0;
    for (const lab of this.#labs) bytes += lab.bytes;
    return bytes;
  }

  #makeRoom(bytes: number): void {
    for (let excess = this.#bytes() + bytes - this.#limitBytes; excess > 0; ) {
      const fullest = fullestOf(this.#labs);
      if (fullest === undefined || fullest.bytes === 0) return;
      const before = fullest.bytes;
      fullest.evictOldest();
      excess -= before - fullest.bytes;
    }
  }
}

/** What one lab keeps: its events and its packets, within one bound. */
export class LabRecords {
  readonly #budget: RecordBudget;
  readonly #rings: WeighedRing[] = [];

  constructor(budget: RecordBudget) {
    this.#budget = budget;
  }

  get bytes(): number {
    let bytes = 0;
    for (const ring of this.#rings) bytes += ring.bytes;
    return bytes;
  }

  add(ring: WeighedRing): void {
    this.#rings.push(ring);
  }

  /** Memory for a ring of the lab: where the lab has used up its share, its fullest ring's oldest records go. */
  allocate(bytes: number): Buffer {
    while (this.bytes > 0 && this.bytes + bytes > limits.recordBytesPerLab) this.evictOldest();
    return this.#budget.allocate(bytes);
  }

  evictOldest(): void {
    fullestOf(this.#rings)?.evictOldest();
  }

  giveBack(memory: Buffer, evicted: { kind: RecordKind; records: number }): void {
    this.#budget.recycle(memory);
    this.#budget.countEvicted(evicted.kind, evicted.records);
  }

  /** Counts no more for the budget. What is kept can be read until nobody holds it. */
  close(): void {
    for (const ring of this.#rings) ring.close();
    this.#budget.forget(this);
  }
}

function fullestOf<W extends { readonly bytes: number }>(weighed: Iterable<W>): W | undefined {
  let fullest: W | undefined;
  for (const each of weighed) if (fullest === undefined || each.bytes > fullest.bytes) fullest = each;
  return fullest;
}

/** All labs of this process share it. */
const shared = new RecordBudget(limits.recordBytes);

/** The records of one more lab of this process. */
export function openRecords(): LabRecords {
  return shared.open();
}

/** How many bytes the records of all labs of this process may take: `limits.recordBytes` until this says otherwise. */
export function setRecordBudget(bytes: number): void {
  shared.setLimit(bytes);
}

/** What the labs of this process keep. */
export function recordStats(): RecordStats {
  return shared.stats();
}
