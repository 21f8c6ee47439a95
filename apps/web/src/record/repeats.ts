import type { PacketNote } from "@sockpit/protocol";
import type { PacketEntry } from "./entry.js";
import { dropWhile } from "./moment.js";

/** Segments of one direction that are known, to say when one that comes again was sent first: as many as may be under way. */
const MAX_SEGMENTS = 512;

/** Times that a segment was sent again which it names. */
const MAX_REPEATS = 16;

const repeating: ReadonlySet<PacketNote> = new Set([
  "retransmission",
  "fast-retransmission",
  "spurious-retransmission",
]);

/** A segment that takes up sequence numbers; `end` is the one after its last. */
interface Segment {
  entry: PacketEntry;
  start: number;
  end: number;
}

/** Joins each segment that is sent again to the one that was sent first. */
export class Repeats {
  /** By connection and sender. */
  readonly #sent = new Map<string, Segment[]>();

  packet(entry: PacketEntry): void {
    const { tcp, source } = entry.packet;
    if (tcp === undefined) return;
    const key = `${entry.flow} ${source.host} ${source.port ?? ""}`;
    const { relativeSeq: start, payloadBytes, flags, notes } = tcp;
    const isSyn = flags.includes("SYN");
    const end = start + payloadBytes + (isSyn || flags.includes("FIN") ? 1 : 0);
    if (end === start) return;
    const isRepeat = notes.some((note) => repeating.has(note));
    if (isSyn && !isRepeat) this.#sent.delete(key);
    const sent = this.#sent.get(key) ?? [];
    const original = isRepeat ? sent.find((other) => other.start <= start && start < other.end) : undefined;
    if (original === undefined) {
      sent.push({ entry, start, end });
      if (sent.length > MAX_SEGMENTS) sent.shift();
      this.#sent.set(key, sent);
      return;
    }
    const { entry: first } = original;
    entry.original = first.packet.packet;
    if (first.repeats.length < MAX_REPEATS) first.repeats = [...first.repeats, entry.packet.packet];
  }

  /** Forgets segments of before an event. */
  evict(firstSeq: number): void {
    for (const [key, sent] of this.#sent) {
      dropWhile(sent, ({ entry }) => entry.seq < firstSeq);
      if (sent.length === 0) this.#sent.delete(key);
    }
  }

  reset(): void {
    this.#sent.clear();
  }
}

/** Of packets that were not sent again. */
export const noRepeats: readonly number[] = [];
