import type { LabHost } from "./lab-host.js";

/** Those that answer, where any does; those with the fewest labs first, and of those the least busy. */
export function byLoad(hosts: readonly LabHost[], labsOf: (host: LabHost) => number): LabHost[] {
  const answering = hosts.filter((host) => host.isAnswering);
  return (answering.length > 0 ? answering : hosts).toSorted(
    (a, b) => labsOf(a) - labsOf(b) || delayOf(a) - delayOf(b),
  );
}

function delayOf(host: LabHost): number {
  return host.stats?.loopDelayMs.mean ?? 0;
}
