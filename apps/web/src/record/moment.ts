/** When something happened. */
export interface Moment {
  /** The event's number in its lab: what everything is ordered and found by. */
  seq: number;
  /** Microseconds since the lab was made. */
  at: number;
}

/** As of the newest event, whichever that is: what is read as of the end is live. */
export const NOW = Number.POSITIVE_INFINITY;

export function isPast(moment: Moment | null, asOf: number): boolean {
  return moment !== null && moment.seq <= asOf;
}

/** Takes those off the front of a list that satisfy a test. */
export function dropWhile<T>(list: T[], test: (item: T) => boolean): T[] {
  let count = 0;
  for (const item of list) {
    if (!test(item)) break;
    count += 1;
  }
  return count === 0 ? [] : list.splice(0, count);
}

/** Takes those of before an event off the front of a list, but for those that are kept. Returns what was there. */
export function evictFrom<T extends Moment>(
  list: T[],
  firstSeq: number,
  isKept: (item: T) => boolean = () => false,
): T[] {
  const old = dropWhile(list, ({ seq }) => seq < firstSeq);
  const kept = old.filter(isKept);
  if (kept.length > 0) list.unshift(...kept);
  return old;
}
