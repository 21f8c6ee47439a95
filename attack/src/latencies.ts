const INTERVAL_MS = 10;
const MAX_PENDING = 100;

/** Milliseconds from when each was due, which includes those that came late because one before was slow. */
export interface LatencyFigures {
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** How long an action took each time, every 10 ms. One that is late delays no other, up to a bound. */
export class Latencies {
  #doneMs: number[] = [];
  readonly #pendingSince = new Set<{ readonly dueAt: number }>();

  /** Rejects when the action does. */
  measureForEver(action: () => Promise<void>): Promise<never> {
    return new Promise((_, reject) => {
      const timer = setInterval(() => {
        if (this.#pendingSince.size >= MAX_PENDING) return;
        const pending = { dueAt: performance.now() };
        this.#pendingSince.add(pending);
        action().then(
          () => {
            this.#pendingSince.delete(pending);
            this.#doneMs.push(performance.now() - pending.dueAt);
          },
          (error: unknown) => {
            clearInterval(timer);
            this.#pendingSince.clear();
            reject(error);
          },
        );
      }, INTERVAL_MS);
    });
  }

  /** With how long what is under way has taken so far; begins anew. */
  take(): LatencyFigures {
    const now = performance.now();
    const late = [...this.#pendingSince].map(({ dueAt }) => now - dueAt).filter((ms) => ms > INTERVAL_MS);
    const sorted = [...this.#doneMs, ...late].sort((a, b) => a - b);
    this.#doneMs = [];
    return {
      count: sorted.length,
      p50Ms: quantile(sorted, 0.5),
      p99Ms: quantile(sorted, 0.99),
      maxMs: quantile(sorted, 1),
    };
  }
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
