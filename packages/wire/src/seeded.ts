/** Numbers that a seed gives again: xorshift32, George Marsaglia, "Xorshift RNGs", 2003. */
export class Seeded {
  #state: number;

  constructor(seed: number) {
    // Seeds that differ little would begin alike, and 0 would stay 0.
    this.#state = (Math.imul(seed ^ (seed >>> 16), 0x9e3779b1) ^ 0x5bd1e995) | 0 || 1;
    for (let round = 0; round < 8; round += 1) this.word();
  }

  /** 32 bits, unsigned. */
  word(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return state >>> 0;
  }

  /** From 0 to below 1. */
  fraction(): number {
    return this.word() / 2 ** 32;
  }

  /** Draws nothing where it is certain, so that a setting that is off changes no other's numbers. */
  chance(share: number): boolean {
    if (share <= 0) return false;
    return share >= 1 || this.fraction() < share;
  }
}
