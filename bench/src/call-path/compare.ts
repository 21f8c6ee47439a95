import { quantile } from "../measure.js";

/** What one side did in a round: microseconds of the median operation, or operations or bytes a second. */
export type Round = (durationMs: number) => Promise<number>;

export interface Sides {
  readonly product: Round;
  readonly peer: Round;
}

/** Product ÷ peer, and what both did, medians of the rounds. */
export interface Comparison {
  readonly ratio: number;
  /** 10 % of the rounds had less, 10 % more. */
  readonly low: number;
  readonly high: number;
  readonly product: number;
  readonly peer: number;
}

const ROUNDS = 30;
const ROUND_MS = 150;
/** Until both have been compiled and their buffers have grown. */
const WARM_UP_MS = 1500;

/**
 * Both sides in turn, many times, so that what else the machine does meets both alike. A round's ratio is of two figures taken
 * one after the other; what counts is the median of those ratios.
 */
export async function compare({ product, peer }: Sides): Promise<Comparison> {
  await peer(WARM_UP_MS);
  await product(WARM_UP_MS);
  const rounds: { ratio: number; product: number; peer: number }[] = [];
  while (rounds.length < ROUNDS) {
    const isProductFirst = rounds.length % 2 === 0;
    const first = await (isProductFirst ? product : peer)(ROUND_MS);
    const second = await (isProductFirst ? peer : product)(ROUND_MS);
    const [ours, theirs] = isProductFirst ? [first, second] : [second, first];
    rounds.push({ ratio: ours / theirs, product: ours, peer: theirs });
  }
  const ratios = sorted(rounds.map(({ ratio }) => ratio));
  return {
    ratio: quantile(ratios, 0.5),
    low: quantile(ratios, 0.1),
    high: quantile(ratios, 0.9),
    product: quantile(sorted(rounds.map((round) => round.product)), 0.5),
    peer: quantile(sorted(rounds.map((round) => round.peer)), 0.5),
  };
}

/** Does one thing after the other, and gives the median of what each took, in µs. */
export function medianOf(operation: () => Promise<unknown>): Round {
  return medianOfMeasured(async () => {
    const startedAt = performance.now();
    await operation();
    return performance.now() - startedAt;
  });
}

/** As `medianOf`, of operations that say themselves how many milliseconds of theirs count. */
export function medianOfMeasured(operation: () => Promise<number>): Round {
  return async (durationMs) => {
    const timesMs: number[] = [];
    const endsAt = performance.now() + durationMs;
    while (performance.now() < endsAt) timesMs.push(await operation());
    return 1000 * quantile(sorted(timesMs), 0.5);
  };
}

/** Does several things at once, each again as soon as it is done, and gives how many are done in a second. */
export function rateOf(operations: readonly (() => Promise<unknown>)[]): Round {
  return async (durationMs) => {
    let done = 0;
    const startedAt = performance.now();
    let nowMs = startedAt;
    const again = async (operation: () => Promise<unknown>) => {
      while (nowMs - startedAt < durationMs) {
        await operation();
        done += 1;
        nowMs = performance.now();
      }
    };
    await Promise.all(operations.map(again));
    return (1000 * done) / (nowMs - startedAt);
  };
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
