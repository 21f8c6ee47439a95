import { upperBound } from "../../shared/upper-bound.js";

/** A pause longer than this is shortened to it, where a person wants that. */
const LONGEST_GAP_US = 500_000;

interface Gap {
  fromUs: number;
  toUs: number;
  /** What the gaps up to and with this one were shortened by. */
  cutUs: number;
}

/** The lab's clock, and the same with its long pauses shortened. Both in microseconds. */
export class Timeline {
  #gaps: Gap[] = [];
  #lastAtUs: number | undefined;

  /** An event at `atUs`; times never fall. */
  add(atUs: number): void {
    const fromUs = this.#lastAtUs ?? atUs;
    this.#lastAtUs = atUs;
    const lengthUs = atUs - fromUs;
    if (lengthUs <= LONGEST_GAP_US) return;
    const cutUs = (this.#gaps.at(-1)?.cutUs ?? 0) + lengthUs - LONGEST_GAP_US;
    this.#gaps.push({ fromUs, toUs: atUs, cutUs });
  }

  reset(): void {
    this.#gaps = [];
    this.#lastAtUs = undefined;
  }

  toShort(atUs: number): number {
    const gap = this.#lastGap(({ fromUs }) => fromUs <= atUs);
    if (gap === undefined) return atUs;
    if (atUs >= gap.toUs) return atUs - gap.cutUs;
    const lengthUs = gap.toUs - gap.fromUs;
    const cutBeforeUs = gap.cutUs - (lengthUs - LONGEST_GAP_US);
    return gap.fromUs - cutBeforeUs + ((atUs - gap.fromUs) * LONGEST_GAP_US) / lengthUs;
  }

  toReal(shortUs: number): number {
    const gap = this.#lastGap(({ toUs, cutUs }) => toUs - cutUs - LONGEST_GAP_US <= shortUs);
    if (gap === undefined) return shortUs;
    const shortEndUs = gap.toUs - gap.cutUs;
    if (shortUs >= shortEndUs) return shortUs + gap.cutUs;
    const fromShortUs = shortEndUs - LONGEST_GAP_US;
    return gap.fromUs + ((shortUs - fromShortUs) * (gap.toUs - gap.fromUs)) / LONGEST_GAP_US;
  }

  #lastGap(isBefore: (gap: Gap) => boolean): Gap | undefined {
    return this.#gaps[upperBound(this.#gaps, isBefore) - 1];
  }
}
