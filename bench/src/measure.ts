/** Microseconds of each round, sorted. */
export async function measureRounds(rounds: number, round: () => Promise<unknown>): Promise<number[]> {
  const warmUpRounds = Math.ceil(rounds / 10);
  for (let done = 0; done < warmUpRounds; done += 1) await round();
  const times: number[] = [];
  for (let done = 0; done < rounds; done += 1) {
    const startedAt = process.hrtime.bigint();
    await round();
    times.push(Number(process.hrtime.bigint() - startedAt) / 1000);
  }
  return times.sort((a, b) => a - b);
}

/** The value below which a share of the sorted times lie. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
