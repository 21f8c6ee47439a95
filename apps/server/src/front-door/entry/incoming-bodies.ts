import { codedFailure, limits } from "@sockpit/protocol";
import { PARSING_FACTOR } from "../../between/large-messages.js";
import { LevelledBytes } from "./levelled-bytes.js";

const MIB = 1024 * 1024;

/** What bodies take of memory, in both processes, until they have been decoded: `PARSING_FACTOR` times their size. */
const bounds = {
  /** One of the largest; the next when it has been decoded. `source` is a lab, or a visitor where no token is needed. */
  source: PARSING_FACTOR * limits.messageBytes,
  /** Two of these, over all labs of a visitor: a class behind one address sends large ones two at a time. */
  visitor: 2 * PARSING_FACTOR * limits.messageBytes,
  /** Four. */
  total: 4 * PARSING_FACTOR * limits.messageBytes,
} as const;

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
  visitor: string;
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
  /** It has been decoded or given up. */
  release(): void;
  /** Why it waits, for a client that is asked to try again: `over_budget`. */
  noRoom(): Error;
}

/** `bytes` are those of memory. */
type Entry = BodyOptions & { state: "waiting" | "arriving" | "arrived" | "released"; since: number };

/**
 * Bounds the memory of bodies, from when they are received until they have been decoded. A body that does not fit waits, unread,
 * until others have been; those of one source in their order. Where one waits, the oldest that has been arriving for long is given up,
 * so that a client that sends a byte now and then does not keep others out.
 */
export class IncomingBodies {
  /** Those that wait, and those that arrive, in the order in which they began to. */
  readonly #waiting = new Set<Entry>();
  readonly #arriving = new Set<Entry>();
  readonly #bytes = new LevelledBytes(bounds);
  #timer: NodeJS.Timeout | undefined;

  /** `over_budget` where too many wait already. */
  begin(options: BodyOptions): IncomingBody {
    const bytes = options.bytes <= FREE_BYTES ? 0 : PARSING_FACTOR * options.bytes;
    const entry: Entry = { ...options, bytes, state: "waiting", since: 0 };
    this.#waiting.add(entry);
    this.#admit();
    if (entry.state === "waiting" && this.#waitingOf(entry.source) > WAITING_PER_SOURCE) {
      const error = this.#noRoom(`${WAITING_PER_SOURCE} bodies wait already.`);
      this.#release(entry);
      throw error;
    }
    return {
      arrived: (count) => this.#arrived(entry, PARSING_FACTOR * count),
      release: () => this.#release(entry),
      noRoom: () => this.#noRoom("Others kept it from being received."),
    };
  }

  /** Of memory, `PARSING_FACTOR` times what has come and is announced. */
  get bytes(): number {
    return this.#bytes.total;
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

  /** Admits those that fit. One that waits for room of its source's or its visitor's keeps none of another's out. */
  #admit(): void {
    const full = new Set<string>();
    for (const entry of this.#waiting) {
      const { source, visitor } = entry;
      const isBehind = full.has(`source ${source}`) || full.has(`visitor ${visitor}`);
      const lacking = this.#bytes.lacking(entry);
      if (entry.bytes > 0 && (isBehind || lacking !== undefined)) {
        full.add(`source ${source}`);
        if (lacking === "visitor") full.add(`visitor ${visitor}`);
        continue;
      }
      this.#waiting.delete(entry);
      this.#arriving.add(entry);
      entry.state = "arriving";
      entry.since = performance.now();
      this.#bytes.add(entry, entry.bytes);
      entry.onRoom();
    }
    this.#watch();
  }

  #waitingOf(source: string): number {
    let count = 0;
    for (const entry of this.#waiting) if (entry.source === source) count += 1;
    return count;
  }

  #watch(): void {
    if (this.#waiting.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    } else this.#timer ??= setInterval(() => this.#giveUpSlow(), CHECK_MS).unref();
  }

  /** One for the first that waits of each source: of its source, its visitor or any, whichever has too much. */
  #giveUpSlow(): void {
    const firsts = new Map<string, Entry>();
    for (const entry of this.#waiting) if (!firsts.has(entry.source)) firsts.set(entry.source, entry);
    for (const first of firsts.values()) {
      const slow = this.#oldestSlow(first, this.#bytes.lacking(first));
      if (slow === undefined) continue;
      const error = this.#noRoom(`It arrived for longer than ${SLOW_MS / 1000} s while others waited.`);
      this.#release(slow);
      slow.onGivenUp(error);
    }
  }

  #oldestSlow(waiting: Entry, lacking: keyof typeof bounds = "total"): Entry | undefined {
    for (const entry of this.#arriving) {
      if (performance.now() - entry.since < SLOW_MS) return undefined;
      const isConcerned = lacking === "total" || entry[lacking] === waiting[lacking];
      if (entry.bytes > 0 && isConcerned) return entry;
    }
    return undefined;
  }

  /** From now on it holds so many bytes. */
  #count(entry: Entry, bytes: number): void {
    this.#bytes.add(entry, bytes - entry.bytes);
    entry.bytes = bytes;
  }

  #noRoom(why: string): Error {
    const { source, visitor, total } = bounds;
    const rule = `Bodies take ${PARSING_FACTOR} times their size of memory until they are decoded: those of a lab ${source / MIB} MiB at most, of a visitor ${visitor / MIB} MiB, of all ${total / MIB} MiB.`;
    return codedFailure(
      "over_budget",
      `There is no room for the body. ${why} ${rule} Try again in a second.`,
    );
  }
}
