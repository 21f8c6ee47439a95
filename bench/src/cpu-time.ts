import { readdirSync, readFileSync } from "node:fs";

/** USER_HZ: what proc_pid_stat(5) counts in, on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly cpuSeconds: number;
}

/** CPU seconds that the processes below one have used so far, all threads of all of them: without itself. */
export function cpuSecondsBelow(pid: number): number {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(name) ?? []);
  const below = new Set([pid]);
  let seconds = 0;
  for (let found = true; found; ) {
    found = false;
    for (const stat of all) {
      if (below.has(stat.pid) || !below.has(stat.parent)) continue;
      below.add(stat.pid);
      seconds += stat.cpuSeconds;
      found = true;
    }
  }
  return seconds;
}

/** SAFETY: the name stands in brackets and may hold any character; fields are counted from its end. */
function readStat(pid: string): ProcessStat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [, parent = 0] = fields;
    const [user = 0, system = 0] = fields.slice(11, 13);
    return { pid: Number(pid), parent, cpuSeconds: (user + system) / TICKS_PER_SECOND };
  } catch {
    return null;
  }
}
