import { codedFailure } from "@sockpit/protocol";

/** Bytes of bodies that are being received at once, in all: eight of the largest. */
const TOTAL_BYTES = 16 * 1024 * 1024;

/** The same for one lab, or for all requests of a visitor that need no token. */
const BYTES_PER_SOURCE = 8 * 1024 * 1024;

/** A body that arrives for longer than this gives way when the budget is used up. */
const SLOW_MS = 1000;

/** One body while it is being received. */
export interface IncomingBody {
  /** Counts bytes that have arrived. `over_budget` where there is no room for them. */
  add(bytes: number): void;
  /** The body has been processed or given up. */
  release(): void;
}

interface Entry {
  source: string;
  startedAt: number;
  bytes: number;
  giveUp(error: Error): void;
}

/**
 * Bounds the memory of bodies that are being received. Where it is used up, the oldest slow body is given up, so that a
 * client that sends a byte now and then does not keep others out; without a slow one, the newest is refused.
 */
export class IncomingBodies {
  /** In the order in which they began. */
  readonly #entries = new Set<Entry>();
  readonly #bytesBySource = new Map<string, number>();
  #bytes = 0;

  /** `giveUp` is called when the body has to go in favour of another. */
  begin(source: string, giveUp: (error: Error) => void): IncomingBody {
    const entry: Entry = { source, startedAt: performance.now(), bytes: 0, giveUp };
    this.#entries.add(entry);
    return {
      add: (bytes) => this.#add(entry, bytes),
      release: () => this.#release(entry),
    };
  }

  get bytes(): number {
    return this.#bytes;
  }

  #add(entry: Entry, bytes: number): void {
    while (this.#isFull(bytes, entry.source) || this.#isFull(bytes)) {
      const slow = this.#oldestSlow(this.#isFull(bytes, entry.source) ? entry.source : undefined);
      if (slow === undefined || slow === entry) throw overBudget();
      this.#release(slow);
      slow.giveUp(overBudget());
    }
    this.#count(entry, bytes);
  }

  /** Whether so many bytes more are too many: for one source, or in all. */
  #isFull(more: number, source?: string): boolean {
    if (source === undefined) return this.#bytes + more > TOTAL_BYTES;
    return (this.#bytesBySource.get(source) ?? 0) + more > BYTES_PER_SOURCE;
  }

  #oldestSlow(source: string | undefined): Entry | undefined {
    for (const entry of this.#entries) {
      if (performance.now() - entry.startedAt < SLOW_MS) return undefined;
      if (entry.bytes > 0 && (source === undefined || source === entry.source)) return entry;
    }
    return undefined;
  }

  #count(entry: Entry, bytes: number): void {
    entry.bytes += bytes;
    this.#bytes += bytes;
    const ofSource = (this.#bytesBySource.get(entry.source) ?? 0) + bytes;
    if (ofSource === 0) this.#bytesBySource.delete(entry.source);
    else this.#bytesBySource.set(entry.source, ofSource);
  }

  #release(entry: Entry): void {
    this.#entries.delete(entry);
    this.#count(entry, -entry.bytes);
  }
}

function overBudget(): Error {
  return codedFailure(
    "over_budget",
    "Too many bytes of request bodies are being received. Try again in a second.",
  );
}
