import { entriesOf, textOf } from "./proc-files.js";

/** USER_HZ of Linux: the unit of CPU times in proc(5). */
const TICK_MS = 10;

/** CPU time of each thread of a process so far, by its id; that of the first thread has the process's. */
export function cpuMsByThread(pid: number): Map<number, number> {
  return new Map(
    entriesOf(`/proc/${pid}/task`).map((tid) => [Number(tid), cpuMsOf(`/proc/${pid}/task/${tid}/stat`)]),
  );
}

/** CPU time of a process so far. */
export function cpuMsOfProcess(pid: number): number {
  return cpuMsOf(`/proc/${pid}/stat`);
}

/** utime and stime, the 14th and 15th field; the 2nd may hold spaces and ends with a parenthesis. */
function cpuMsOf(file: string): number {
  const fields = textOf(file).split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS;
}
