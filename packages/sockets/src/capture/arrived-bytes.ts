import { distance } from "./sequence-number.js";

/** Stretches of bytes beyond a gap that are known: more than a receiver keeps apart, but in a flood. */
const MAX_ISLANDS = 256;

interface Island {
  readonly start: number;
  readonly end: number;
}

/** What of one direction's bytes has arrived, by sequence numbers. */
export class ArrivedBytes {
  /** What is expected next; undefined before the first segment. */
  #next: number | undefined;
  /** Beyond a gap: apart from each other, in order. */
  #islands: Island[] = [];

  /** A segment with sequence numbers has arrived. Says whether some before it are missing: RFC 9293 §3.10.7.4 keeps it aside. */
  add(start: number, end: number): boolean {
    this.#next ??= start;
    const isAhead = distance(start, this.#next) > 0;
    if (isAhead) this.#keep({ start, end });
    else this.advanceTo(end);
    return isAhead;
  }

  /** All up to here has arrived: the receiver says so. */
  advanceTo(end: number): void {
    if (this.#next === undefined || distance(end, this.#next) > 0) this.#next = end;
    for (let first = this.#islands[0]; first !== undefined; first = this.#islands[0]) {
      if (distance(first.start, this.#next) > 0) return;
      if (distance(first.end, this.#next) > 0) this.#next = first.end;
      this.#islands.shift();
    }
  }

  #keep({ start, end }: Island): void {
    const touches = (island: Island) => distance(island.end, start) >= 0 && distance(end, island.start) >= 0;
    let joined = { start, end };
    for (const island of this.#islands.filter(touches))
      joined = {
        start: distance(island.start, joined.start) < 0 ? island.start : joined.start,
        end: distance(island.end, joined.end) > 0 ? island.end : joined.end,
      };
    const before = this.#islands.filter((island) => distance(island.end, start) < 0);
    const after = this.#islands.filter((island) => distance(island.start, end) > 0);
    this.#islands = [...before, joined, ...after].slice(0, MAX_ISLANDS);
  }
}
