import { codedFailure, limits } from "@sockpit/protocol";

/** Bytes of bodies on their way to a lab host, in all: four of the largest. Each takes twice as much while it is passed on. */
const TOTAL_BYTES = 8 * 1024 * 1024;

/** The same for one lab, or for all requests of a visitor that need no token: one of the largest, the next when it has been passed on. */
const BYTES_PER_SOURCE = limits.messageBytes;

/** A body of so few bytes needs no room: it costs no more than its request's headers. */
const FREE_BYTES = 4 * 1024;

/** Bodies of one source that wait. What waits is not read, so that it does not show when its client leaves. */
const WAITING_PER_SOURCE = 8;

/** A body that arrives for longer than this gives way to one that waits. */
const SLOW_MS = 1000;

/** How often slow bodies are looked for while others wait. */
const CHECK_MS = 250;

interface BodyOptions {
  source: string;
  /** The most that it may hold. */
  bytes: number;
  /** It may be received now: called once, at once where there is room. */
  onRoom(): void;
  /** It has to go in favour of another. */
  onGivenUp(error: Error): void;
}

/** One body's place. */
export interface IncomingBody {
  /** It has arrived, and holds so many bytes. It gives way to no other any more. */
  arrived(bytes: number): void;
  /** It has been processed or given up. */
  release(): void;
}

type Entry = BodyOptions & { state: "waiting" | "arriving" | "arrived" | "released"; since: number };

/**
 * Bounds the memory of bodies that are received and passed on. A body whose bytes do not fit waits, unread, until others have
 * been passed on; those of one source in their order. Where one waits, the oldest that has been arriving for long is given up,
 * so that a client that sends a byte now and then does not keep others out.
 */
export class IncomingBodies {
  /** Those that wait, and those that arrive, in the order in which they began to. */
  readonly #waiting = new Set<Entry>();
  readonly #arriving = new Set<Entry>();
  readonly #bytesBySource = new Map<string, number>();
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `over_budget` where too many wait already. */
  begin(options: BodyOptions): IncomingBody {
    const bytes = options.bytes <= FREE_BYTES ? 0 : options.bytes;
    const entry: Entry = { ...options, bytes, state: "waiting", since: 0 };
    this.#waiting.add(entry);
    this.#admit();
    if (entry.state === "waiting" && this.#waitingOf(entry.source) > WAITING_PER_SOURCE) {
      this.#release(entry);
      throw overBudget();
    }
    return {
      arrived: (count) => this.#arrived(entry, count),
      release: () => this.#release(entry),
    };
  }

  get bytes(): number {
    return this.#bytes;
  }

  #arrived(entry: Entry, bytes: number): void {
    if (entry.state !== "arriving") return;
    entry.state = "arrived";
    this.#arriving.delete(entry);
    if (bytes < entry.bytes) this.#count(entry, bytes);
    this.#admit();
  }

  #release(entry: Entry): void {
    if (entry.state === "released") return;
    if (entry.state !== "waiting") this.#count(entry, 0);
    entry.state = "released";
    this.#waiting.delete(entry);
    this.#arriving.delete(entry);
    this.#admit();
  }

  /** Admits those that fit. One that waits for room of its source's keeps none of another's out. */
  #admit(): void {
    const fullSources = new Set<string>();
    for (const entry of this.#waiting) {
      const isFirst = !fullSources.has(entry.source);
      if (entry.bytes > 0 && !(isFirst && this.#fits(entry))) {
        fullSources.add(entry.source);
        continue;
      }
      this.#waiting.delete(entry);
      this.#arriving.add(entry);
      entry.state = "arriving";
      entry.since = performance.now();
      this.#add(entry.source, entry.bytes);
      entry.onRoom();
    }
    this.#watch();
  }

  #waitingOf(source: string): number {
    let count = 0;
    for (const entry of this.#waiting) if (entry.source === source) count += 1;
    return count;
  }

  #fits({ source, bytes }: Entry): boolean {
    const ofSource = this.#bytesBySource.get(source) ?? 0;
    return this.#bytes + bytes <= TOTAL_BYTES && ofSource + bytes <= BYTES_PER_SOURCE;
  }

  #watch(): void {
    if (this.#waiting.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    } else this.#timer ??= setInterval(() => this.#giveUpSlow(), CHECK_MS).unref();
  }

  /** One for the first that waits of each source: of that source, or of any where all together have too much. */
  #giveUpSlow(): void {
    const firsts = new Map<string, Entry>();
    for (const entry of this.#waiting) if (!firsts.has(entry.source)) firsts.set(entry.source, entry);
    for (const { source, bytes } of firsts.values()) {
      const isSourceFull = (this.#bytesBySource.get(source) ?? 0) + bytes > BYTES_PER_SOURCE;
      const slow = this.#oldestSlow(isSourceFull ? source : undefined);
      if (slow === undefined) continue;
      this.#release(slow);
      slow.onGivenUp(overBudget());
    }
  }

  #oldestSlow(source: string | undefined): Entry | undefined {
    for (const entry of this.#arriving) {
      if (performance.now() - entry.since < SLOW_MS) return undefined;
      if (entry.bytes > 0 && (source === undefined || source === entry.source)) return entry;
    }
    return undefined;
  }

  /** From now on it holds so many bytes. */
  #count(entry: Entry, bytes: number): void {
    this.#add(entry.source, bytes - entry.bytes);
    entry.bytes = bytes;
  }

  #add(source: string, bytes: number): void {
    this.#bytes += bytes;
    const ofSource = (this.#bytesBySource.get(source) ?? 0) + bytes;
    if (ofSource === 0) this.#bytesBySource.delete(source);
    else this.#bytesBySource.set(source, ofSource);
  }
}

/** There is no room for a body: `over_budget`. */
export function overBudget(): Error {
  return codedFailure(
    "over_budget",
    "Too many bytes of request bodies are being received. Try again in a second.",
  );
}
