import { codedFailure } from "@sockpit/protocol";
import type { Visitor } from "../visitor.js";

/** Wrong codes that a visitor may send at once; then one every 6 seconds. */
const BURST = 10;
const REFILL_MS = 6000;

/** Visitors that are remembered; the one that was seen first is forgotten first. */
const MAX_VISITORS = 10_000;

interface Account {
  wrong: number;
  at: number;
}

/** Counts wrong codes, so that none can be found by trying. */
export class Attempts {
  readonly #accounts = new Map<Visitor, Account>();

  /** `over_budget` where a visitor has sent too many wrong ones. */
  check(visitor: Visitor): void {
    if (this.#wrong(visitor) < BURST) return;
    throw codedFailure(
      "over_budget",
      "Too many wrong access codes came from your address. Try again in some seconds.",
    );
  }

  failed(visitor: Visitor): void {
    const wrong = this.#wrong(visitor) + 1;
    this.#accounts.delete(visitor);
    const [first] = this.#accounts.size >= MAX_VISITORS ? this.#accounts.keys() : [];
    if (first !== undefined) this.#accounts.delete(first);
    this.#accounts.set(visitor, { wrong, at: performance.now() });
  }

  #wrong(visitor: Visitor): number {
    const account = this.#accounts.get(visitor);
    if (account === undefined) return 0;
    return Math.max(0, account.wrong - (performance.now() - account.at) / REFILL_MS);
  }
}
