import { threadInsteadOfFork } from "./fork-to-thread.js";
import { threadsInsteadOfProcesses } from "./processes-to-threads.js";

/** The program that was looked at last: hints are looked for with each event. */
let last: { readonly source: string; readonly threads: string | undefined } | undefined;

/** A program that starts processes with threads in their place; undefined where that would be another program. */
export function threadsInstead(source: string): string | undefined {
  if (last?.source !== source) {
    last = { source, threads: threadInsteadOfFork(source) ?? threadsInsteadOfProcesses(source) };
  }
  return last.threads;
}
