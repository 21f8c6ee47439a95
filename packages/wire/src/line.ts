import { clearWire, type WireCause, type WireSetting, type WireSettings } from "@sockpit/protocol";
import { Fifo } from "./fifo.js";
import type { Passage, ShapedPacket } from "./passage.js";
import type { Ends } from "./rules.js";
import { Seeded } from "./seeded.js";

const BITS_PER_BYTE = 8;
const US_PER_SECOND = 1e6;

/** What a direction's settings decide for one packet. */
export interface Verdict {
  readonly fate: "pass" | "lose" | "duplicate" | "corrupt" | "overtake";
  readonly cause: WireCause | null;
}

const passes: Verdict = { fate: "pass", cause: null };

/** One direction of a wire: its settings, its queue, and what chance has decided so far. */
export class Line<P extends ShapedPacket> {
  readonly ends: Ends;
  readonly random: Seeded;
  settings: WireSettings = clearWire;
  readonly #queue = new Fifo<Passage<P>>();
  /** Bytes of the queue, with those of the packet that is being sent. */
  queuedBytes = 0;
  /** When the head of the queue is sent; Infinity where nothing is. */
  sentUs = Number.POSITIVE_INFINITY;
  /** Nothing of this direction is due before: packets stay in order. */
  lastDueUs = 0;
  entered = 0;
  /** The newest packet that was delivered. */
  lastDelivered = 0;
  flyingPackets = 0;
  /** It waits for the next one to pass. */
  yielding: Passage<P> | null = null;
  #isInBurst = false;
  #countedForLoss = 0;

  constructor(ends: Ends, seed: number) {
    this.ends = ends;
    this.random = new Seeded(seed);
  }

  get queuedPackets(): number {
    return this.#queue.size;
  }

  /** The first of the settings that has something against a packet, or something to add to it. */
  judge(): Verdict {
    const { lossEveryNth, lossShare, lossBurst, duplicateShare, reorderShare, corruptShare } = this.settings;
    const { random } = this;
    this.#countedForLoss += 1;
    if (lossEveryNth !== null && this.#countedForLoss % lossEveryNth === 0)
      return bySetting("lose", "lossEveryNth");
    if (random.chance(lossShare)) return bySetting("lose", "lossShare");
    if (lossBurst !== null && this.#isLostInBurst(lossBurst)) return bySetting("lose", "lossBurst");
    if (random.chance(corruptShare)) return bySetting("corrupt", "corruptShare");
    if (random.chance(duplicateShare)) return bySetting("duplicate", "duplicateShare");
    if (random.chance(reorderShare)) return bySetting("overtake", "reorderShare");
    return passes;
  }

  #isLostInBurst({ startShare, endShare, lossShare }: NonNullable<WireSettings["lossBurst"]>): boolean {
    this.#isInBurst = this.#isInBurst ? !this.random.chance(endShare) : this.random.chance(startShare);
    return this.#isInBurst && this.random.chance(lossShare);
  }

  /** Delay and jitter of a packet that is sent now. */
  delayUs(): number {
    const { delayMs, jitterMs } = this.settings;
    const jitter = jitterMs === 0 ? 0 : (this.random.fraction() * 2 - 1) * jitterMs;
    return Math.max(0, delayMs + jitter) * 1000;
  }

  /** False where the queue has no room. */
  enqueue(passage: Passage<P>, nowUs: number): boolean {
    const { lengthBytes } = passage.packet;
    const isFull = this.queuedBytes + lengthBytes > this.settings.queueBytes;
    if (isFull && this.#queue.size > 0) return false;
    passage.queuedUs = nowUs;
    this.#queue.push(passage);
    this.queuedBytes += lengthBytes;
    if (this.#queue.size === 1) this.#send(nowUs);
    else passage.effects.add("queued");
    return true;
  }

  /** The head of the queue is sent: the next one begins at that moment. */
  dequeue(): Passage<P> | undefined {
    const passage = this.#queue.shift();
    if (passage === undefined) return undefined;
    this.queuedBytes -= passage.packet.lengthBytes;
    this.#send(this.sentUs);
    return passage;
  }

  /** The rate has changed: the head of the queue begins again. */
  restart(nowUs: number): void {
    if (this.#queue.size > 0) this.#send(nowUs);
  }

  #send(fromUs: number): void {
    const { head } = this.#queue;
    const { rateBitsPerSecond } = this.settings;
    if (head === undefined) this.sentUs = Number.POSITIVE_INFINITY;
    else if (rateBitsPerSecond === null) this.sentUs = fromUs;
    else {
      const bits = head.packet.lengthBytes * BITS_PER_BYTE;
      this.sentUs = fromUs + (bits / rateBitsPerSecond) * US_PER_SECOND;
    }
  }
}

function bySetting(fate: Verdict["fate"], setting: WireSetting): Verdict {
  return { fate, cause: { by: "setting", setting } };
}
