import { readdirSync, readFileSync } from "node:fs";

/** Linux counts a process's time in hundredths of a second: proc_pid_stat(5), sysconf(_SC_CLK_TCK). */
const MS_PER_TICK = 10;

interface ProcessStat {
  parent: number;
  cpuMs: number;
}

/** Processor time, in ms, of those descendants of a process whose command line contains a word. Ended ones do not count. */
export function descendantsCpuMs(ancestor: number, word: string): number {
  const all = new Map(processIds().flatMap((pid) => statOf(pid)));
  const descends = (pid: number): boolean => {
    const parent = all.get(pid)?.parent ?? 0;
    return parent === ancestor || (parent > 1 && descends(parent));
  };
  return [...all]
    .filter(([pid]) => descends(pid) && commandLineOf(pid).includes(word))
    .reduce((sum, [, { cpuMs }]) => sum + cpuMs, 0);
}

/** The process whose command line contains a word and whose parent's does not. */
export function processWith(word: string): number {
  const found = processIds().filter((pid) => pid !== process.pid && commandLineOf(pid).includes(word));
  const topmost = found.find((pid) => {
    const [, stat] = statOf(pid)[0] ?? [];
    return stat !== undefined && !found.includes(stat.parent);
  });
  if (topmost === undefined) throw new Error(`No process was started with ${word}.`);
  return topmost;
}

function processIds(): number[] {
  return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}

/** Empty where the process has ended. */
function statOf(pid: number): [pid: number, stat: ProcessStat][] {
  const text = contentsOf(`/proc/${pid}/stat`);
  // The name, in brackets, may hold anything; the fields after it begin with the third.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  if (fields.length < 13) return [];
  const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
  return [[pid, { parent: parent ?? 0, cpuMs: ((user ?? 0) + (system ?? 0)) * MS_PER_TICK }]];
}

function commandLineOf(pid: number): string {
  return contentsOf(`/proc/${pid}/cmdline`);
}

function contentsOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
