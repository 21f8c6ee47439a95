const MS = 1_000;
const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;

/** From this on, how long a call took or waited is worth reading: longer than the kernel's own work takes. */
export const NOTEWORTHY_US = MS;

/** Microseconds to read at a glance: `41 µs`, `3.2 ms`, `1.2 s`, `2 min 5 s`. */
export function formatDuration(us: number): string {
  const value = Math.max(0, us);
  if (value < MS) return `${Math.round(value)} µs`;
  if (value < 10 * MS) return `${(value / MS).toFixed(1)} ms`;
  if (value < SECOND) return `${Math.round(value / MS)} ms`;
  if (value < MINUTE) return `${(Math.floor(value / (SECOND / 10)) / 10).toFixed(1)} s`;
  return `${Math.floor(value / MINUTE)} min ${Math.floor((value % MINUTE) / SECOND)} s`;
}

/** Time that goes on, in whole seconds: each number that it shows is a frame to draw. `0 s`, `12 s`, `2 min 5 s`. */
export function formatElapsed(us: number): string {
  const value = Math.max(0, us);
  return value < MINUTE ? `${Math.floor(value / SECOND)} s` : formatDuration(value);
}

/** The lab's clock: `1.204`, `61.040`. */
export function formatClock(us: number): string {
  return (us / SECOND).toFixed(3);
}

/** Megabytes, as in a download: `4.1`. */
export function formatMegabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
