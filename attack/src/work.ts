/** Time that a machine takes away is not caught up with for longer than this. */
const MAX_BEHIND_MS = 50;

/** Works so many milliseconds, where the share of the time so far leaves room for them. */
interface Work {
  (ms: number): void;
  /** Whether less than the share of the time has been worked. */
  isBehind(): boolean;
}

/** Work for a share of the time, counted as processor time of this process. */
export function work(share: number): Work {
  let dueMs = 0;
  let lookedAt = performance.now();
  let doneMs = 0;
  const isBehind = () => {
    const now = performance.now();
    dueMs = Math.min(dueMs + share * (now - lookedAt), doneMs + MAX_BEHIND_MS);
    lookedAt = now;
    return dueMs > doneMs;
  };
  const doSome = (ms: number) => {
    if (!isBehind()) return;
    const before = cpuMs();
    while (cpuMs() - before < ms);
    doneMs += cpuMs() - before;
  };
  return Object.assign(doSome, { isBehind });
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
