import type { LookupEntry } from "../../record/entry.js";
import type { RecordView } from "../../record/record-view.js";

/** Entries that are looked through: what a program does before it gives up is among the last. */
const MAX_ENTRIES = 500;

/** The look-up that found no such name, if that is the last thing that a program did but print and end. */
export function lastFailedLookup(pid: number, { record, seq }: RecordView): LookupEntry | undefined {
  const { entries } = record;
  for (let index = entries.length - 1; index >= Math.max(0, entries.length - MAX_ENTRIES); index -= 1) {
    const entry = entries[index];
    if (entry === undefined || entry.seq > seq) continue;
    if (entry.kind === "call" && entry.pid === pid) return undefined;
    if (entry.kind === "lookup" && entry.lookup.pid === pid)
      return entry.lookup.error?.name === "EAI_NONAME" ? entry : undefined;
  }
  return undefined;
}
