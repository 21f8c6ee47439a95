import type { LabEventOf } from "@sockpit/protocol";
import { upperBound } from "../shared/upper-bound.js";

const US_PER_MS = 1000;

/** How long a packet takes over a wire as it was set: the longest delay of its directions. */
export class WireDelays {
  /** Each from its event on. */
  readonly #delays: { seq: number; us: number }[] = [];

  changed({ seq, directions }: LabEventOf<"wireChanged">): void {
    const us = Math.max(0, ...directions.map(({ settings }) => settings.delayMs * US_PER_MS));
    this.#delays.push({ seq, us });
  }

  /** Whether there is a wire. */
  get hasAny(): boolean {
    return this.#delays.length > 0;
  }

  /** Microseconds, when an event was the newest; 0 without a wire. */
  usAt(asOf: number): number {
    return this.#delays[upperBound(this.#delays, ({ seq }) => seq <= asOf) - 1]?.us ?? 0;
  }

  /** Forgets delays of before an event, but not the one that was set then. */
  evict(firstSeq: number): void {
    const before = upperBound(this.#delays, ({ seq }) => seq < firstSeq);
    if (before > 1) this.#delays.splice(0, before - 1);
  }

  reset(): void {
    this.#delays.length = 0;
  }
}
