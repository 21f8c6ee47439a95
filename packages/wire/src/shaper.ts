import {
  type HandAction,
  limits,
  type WireAction,
  type WireCause,
  type WireRule,
  type WireSettings,
} from "@sockpit/protocol";
import { DueHeap } from "./due-heap.js";
import { Fifo } from "./fifo.js";
import { Line } from "./line.js";
import { type Outcome, Passage, type ShapedPacket } from "./passage.js";
import { type Ends, Rules } from "./rules.js";
import { WireTotal } from "./wire-total.js";

export interface ShaperOptions {
  /** The directions of the wire: a packet names its own by its index here. */
  readonly directions: readonly Ends[];
  /** The same seed, settings and packets give the same fates. */
  readonly seed: number;
  /** Shared with other wires; without it, the wire has only its own bounds. */
  readonly total?: WireTotal;
}

/** One that is to be overtaken waits no longer than this for a packet that passes it. */
const YIELD_US = 20_000;

/**
 * What a wire does to packets, without any clock of its own: each method is told the moment, in microseconds, which never goes
 * back. A packet enters; from `nextUs` on, `take` says how it left. Each step takes O(log n) of the packets on the wire.
 */
export class Shaper<P extends ShapedPacket> {
  readonly #lines: readonly Line<P>[];
  readonly #rules = new Rules();
  readonly #flying = new DueHeap<Passage<P>>();
  readonly #lost = new Fifo<Outcome<P>>();
  /** By the packets' ids, in the order in which they entered. */
  readonly #held = new Map<number, Passage<P>>();
  readonly #total: WireTotal;
  #packets = 0;
  #bytes = 0;

  constructor({ directions, seed, total = new WireTotal() }: ShaperOptions) {
    this.#total = total;
    this.#lines = directions.map((ends, index) => new Line<P>(ends, seed + index));
  }

  /** Applies to packets that enter from now on, and to those that wait in the queue. */
  set(direction: number, settings: WireSettings, nowUs: number): void {
    const line = this.#line(direction);
    const before = line.settings;
    line.settings = settings;
    if (before.rateBitsPerSecond !== settings.rateBitsPerSecond) line.restart(nowUs);
    if (!before.isHolding || settings.isHolding) return;
    for (const passage of [...this.#held.values()]) {
      const { cause } = passage;
      const isOwn = passage.direction === direction && cause?.by === "setting";
      if (isOwn) this.#release(passage, nowUs);
    }
  }

  setRules(rules: readonly WireRule[]): void {
    this.#rules.set(rules);
  }

  get rules(): readonly WireRule[] {
    return this.#rules.all;
  }

  /** What a direction has to do now. */
  line(direction: number): {
    readonly settings: WireSettings;
    readonly queuedBytes: number;
    readonly queuedPackets: number;
    readonly flyingPackets: number;
  } {
    return this.#line(direction);
  }

  /** Those that wait for a hand, in the order in which they entered. */
  held(): Iterable<Passage<P>> {
    return this.#held.values();
  }

  /** When `take` has something to say next; Infinity where nothing is on the wire but what is held. */
  get nextUs(): number {
    if (this.#lost.size > 0) return Number.NEGATIVE_INFINITY;
    let nextUs = this.#flying.nextUs;
    for (const { sentUs } of this.#lines) nextUs = Math.min(nextUs, sentUs);
    return nextUs;
  }

  enter(packet: P, direction: number, nowUs: number): Passage<P> {
    const line = this.#line(direction);
    line.entered += 1;
    const passage = new Passage<P>({ packet, direction, order: line.entered, enteredUs: nowUs });
    this.#count(1, packet.lengthBytes);
    if (this.#packets > limits.wirePackets) this.#lose(passage, { by: "limit", limit: "packets" }, nowUs);
    else if (this.#bytes > limits.wireBytes) this.#lose(passage, { by: "limit", limit: "bytes" }, nowUs);
    else if (this.#total.isOver) this.#lose(passage, { by: "limit", limit: "server" }, nowUs);
    else if (line.settings.isDown) this.#lose(passage, { by: "setting", setting: "isDown" }, nowUs);
    else this.#judge(passage, line, nowUs);
    return passage;
  }

  /** Does what a person decides for a packet that is held. False where none is held by that id. */
  act(id: number, action: HandAction, nowUs: number): boolean {
    const passage = this.#held.get(id);
    if (passage === undefined) return false;
    passage.cause = { by: "hand" };
    if (action === "drop") {
      this.#unhold(passage);
      this.#lose(passage, passage.cause, nowUs);
      return true;
    }
    if (action === "duplicate") passage.copies += 1;
    this.#release(passage, nowUs);
    return true;
  }

  /** The next packet that has left by now. */
  take(nowUs: number): Outcome<P> | undefined {
    const lost = this.#lost.shift();
    if (lost !== undefined) return lost;
    for (;;) {
      const line = this.#nextLine();
      if (line !== undefined && line.sentUs <= nowUs && line.sentUs <= this.#flying.nextUs) {
        const { sentUs } = line;
        const passage = line.dequeue();
        if (passage !== undefined) this.#fly(passage, line, sentUs);
        continue;
      }
      if (this.#flying.nextUs > nowUs) return undefined;
      const due = this.#flying.take();
      if (due === undefined) return undefined;
      if (due.order === due.value.flight) return this.#arrive(due.value, due.dueUs);
    }
  }

  /** What is on the wire counts no more for others. */
  close(): void {
    this.#count(-this.#packets, -this.#bytes);
  }

  #count(packets: number, bytes: number): void {
    this.#packets += packets;
    this.#bytes += bytes;
    this.#total.add(packets, bytes);
  }

  #line(direction: number): Line<P> {
    const line = this.#lines[direction];
    if (line === undefined) throw new RangeError(`this wire has no direction ${direction}`);
    return line;
  }

  #nextLine(): Line<P> | undefined {
    let next: Line<P> | undefined;
    for (const line of this.#lines) if (line.sentUs < (next?.sentUs ?? Number.POSITIVE_INFINITY)) next = line;
    return next;
  }

  #judge(passage: Passage<P>, line: Line<P>, nowUs: number): void {
    const rule = this.#rules.match(passage.packet, line.ends);
    if (rule !== null) {
      passage.cause = { by: "rule", rule: rule.id };
      this.#apply(rule.action, passage, { line, nowUs });
      return;
    }
    if (line.settings.isHolding) {
      this.#hold(passage, { by: "setting", setting: "isHolding" }, nowUs);
      return;
    }
    const { fate, cause } = line.judge();
    passage.cause = cause;
    if (fate === "lose" && cause !== null) this.#lose(passage, cause, nowUs);
    else this.#go(passage, line, nowUs, fate === "lose" ? "pass" : fate);
  }

  #apply(action: WireAction, passage: Passage<P>, { line, nowUs }: { line: Line<P>; nowUs: number }): void {
    const cause = passage.cause ?? { by: "hand" };
    if (action.do === "drop") this.#lose(passage, cause, nowUs);
    else if (action.do === "hold") this.#hold(passage, cause, nowUs);
    else if (action.do === "delay") {
      passage.extraUs = action.byMs * 1000;
      this.#go(passage, line, nowUs, "pass");
    } else this.#go(passage, line, nowUs, action.do);
  }

  #go(
    passage: Passage<P>,
    line: Line<P>,
    nowUs: number,
    fate: "pass" | "duplicate" | "corrupt" | "overtake",
  ): void {
    if (fate === "duplicate") passage.copies += 1;
    if (fate === "overtake") passage.isYielding = true;
    if (fate === "corrupt") {
      passage.corruptSeed = line.random.word();
      passage.effects.add("corrupted");
    }
    this.#send(passage, line, nowUs);
  }

  #send(passage: Passage<P>, line: Line<P>, nowUs: number): void {
    if (line.settings.rateBitsPerSecond === null && line.queuedPackets === 0) this.#fly(passage, line, nowUs);
    else if (!line.enqueue(passage, nowUs))
      this.#lose(passage, { by: "setting", setting: "queueBytes" }, nowUs);
  }

  #hold(passage: Passage<P>, cause: WireCause, nowUs: number): void {
    if (this.#held.size >= limits.wireHeldPackets) {
      this.#lose(passage, { by: "limit", limit: "held" }, nowUs);
      return;
    }
    passage.cause = cause;
    passage.isHeld = true;
    passage.effects.add("held");
    this.#held.set(passage.packet.id, passage);
  }

  #unhold(passage: Passage<P>): void {
    passage.isHeld = false;
    this.#held.delete(passage.packet.id);
  }

  #release(passage: Passage<P>, nowUs: number): void {
    this.#unhold(passage);
    this.#send(passage, this.#line(passage.direction), nowUs);
  }

  #fly(passage: Passage<P>, line: Line<P>, sentUs: number): void {
    const delayUs = line.delayUs();
    if (delayUs > 0 || passage.extraUs > 0) passage.effects.add("delayed");
    let dueUs = Math.max(sentUs + delayUs, line.lastDueUs);
    const { yielding } = line;
    if (passage.isYielding && yielding === null) {
      line.yielding = passage;
      this.#depart(passage, line, dueUs + YIELD_US);
      return;
    }
    if (passage.extraUs > 0) dueUs += passage.extraUs;
    else line.lastDueUs = dueUs;
    this.#depart(passage, line, dueUs);
    if (yielding === null) return;
    // Behind the one that has passed it, at the same moment.
    line.yielding = null;
    yielding.flight = this.#flying.add(dueUs, yielding);
  }

  #depart(passage: Passage<P>, line: Line<P>, dueUs: number): void {
    line.flyingPackets += 1;
    passage.flight = this.#flying.add(dueUs, passage);
    for (; passage.copies > 0; passage.copies -= 1) {
      passage.effects.add("duplicated");
      const copy = passage.copy();
      this.#count(1, copy.packet.lengthBytes);
      line.flyingPackets += 1;
      copy.flight = this.#flying.add(dueUs, copy);
    }
  }

  #arrive(passage: Passage<P>, leftUs: number): Outcome<P> {
    const line = this.#line(passage.direction);
    line.flyingPackets -= 1;
    if (line.yielding === passage) line.yielding = null;
    if (line.settings.isDown) return this.#leave(passage, { isDelivered: false, leftUs, cause: DOWN });
    if (passage.order < line.lastDelivered) passage.effects.add("overtaken");
    line.lastDelivered = Math.max(line.lastDelivered, passage.order);
    return this.#leave(passage, { isDelivered: true, leftUs, cause: passage.cause });
  }

  #lose(passage: Passage<P>, cause: WireCause, nowUs: number): void {
    this.#lost.push(this.#leave(passage, { isDelivered: false, leftUs: nowUs, cause }));
  }

  #leave(
    passage: Passage<P>,
    { isDelivered, leftUs, cause }: { isDelivered: boolean; leftUs: number; cause: WireCause | null },
  ): Outcome<P> {
    passage.cause = cause;
    this.#count(-1, -passage.packet.lengthBytes);
    return { passage, isDelivered, leftUs };
  }
}

const DOWN: WireCause = { by: "setting", setting: "isDown" };
