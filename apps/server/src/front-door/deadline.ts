/** A deadline is counted in so many parts. */
const PARTS = 5;

/** How long something may take, while this process runs. */
export interface Deadline {
  /** It has been met, or matters no more. */
  clear(): void;
}

/**
 * Calls `onPassed` once after so long, unless it is cleared. Where the machine suspends this process meanwhile, what is waited
 * for may have come and wait to be read: however long the suspension takes, it counts as a fifth of the time.
 */
export function startDeadline(forMs: number, onPassed: () => void): Deadline {
  let partsLeft = PARTS;
  const timer = setInterval(() => {
    partsLeft -= 1;
    if (partsLeft > 0) return;
    clearInterval(timer);
    onPassed();
  }, forMs / PARTS);
  return { clear: () => clearInterval(timer) };
}
