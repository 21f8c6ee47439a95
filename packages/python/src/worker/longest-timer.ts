/** What setTimeout takes at most: 31 bits of milliseconds. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;
