import { totalmem } from "node:os";

/** What this process's control group lets it have (memory.max of cgroups(7)), where that is less than the machine's memory. */
export function memoryLimitBytes(): number | undefined {
  const bytes = process.constrainedMemory();
  return bytes > 0 && bytes < totalmem() ? bytes : undefined;
}
