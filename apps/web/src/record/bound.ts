/**
 * Events that the page keeps, and with them all that it shows and can go back to: two and a half times what a lab keeps
 * (`LIMITS.traceEvents`), about 40 MB. The oldest go first, and everything that refers to them goes with them.
 */
export const MAX_EVENTS = 50_000;

/** Of the bound: so many go together, so that each costs little. */
export const EVICTED_PART = 0.05;
