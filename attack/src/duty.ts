import { cpuMsByThread } from "./thread-cpu.js";

/** What a thread must work at least to count, in parts of a core. */
const MIN_SHARE = 0.03;

/** How much the threads of a server and of its attacker worked, each in parts of one core. */
export interface Duty {
  /** The lab host's thread that serves all labs. */
  readonly labHost: number;
  /** Every other thread that worked, of the lab host, the front door and the attacker. */
  readonly others: readonly number[];
}

/** Watches processes; `stop` gives what their threads have worked since. */
export function watchDuty(labHost: number | undefined, pids: readonly number[]): { stop(): Duty } {
  const look = () => new Map(pids.flatMap((pid) => [...cpuMsByThread(pid)]));
  const before = look();
  const startedAt = performance.now();
  return {
    stop: () => {
      const ms = performance.now() - startedAt;
      const shares = [...look()].map(
        ([tid, cpuMs]) => [tid, Math.min(1, (cpuMs - (before.get(tid) ?? 0)) / ms)] as const,
      );
      const others = shares.filter(([tid, share]) => tid !== labHost && share >= MIN_SHARE);
      return {
        labHost: shares.find(([tid]) => tid === labHost)?.[1] ?? 0,
        others: others.map(([, share]) => share),
      };
    },
  };
}
