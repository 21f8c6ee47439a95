/** Parses large messages, one after the other, in a thread of its own: `parser.ts`. */
import { constants, getPriority, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { CallFailure, parseLarge } from "@sockpit/protocol/parse-large";
import { collectAll } from "../../between/collect.js";
import { freeMemory } from "../../between/free-memory.js";
import type { ParseJob, ParseResult } from "./parser.js";

/** What a message leaves behind is several times its size, and nobody waits for this thread while it is collected. */
const COLLECT_AFTER_BYTES = 4 * 1024 * 1024;

/**
 * Nice by so much more than the thread that serves all labs, which gets three times as much of a busy machine (sched(7)). In Linux
 * setpriority(2) concerns one thread.
 */
const NICER_BY = 5;

let parsedBytes = 0;
setPriority(Math.min(getPriority() + NICER_BY, constants.priority.PRIORITY_LOW));

parentPort?.on("message", ({ bytes, encoding }: ParseJob) => {
  const lengthBytes = bytes.length;
  const result = parse(bytes, encoding);
  freeMemory(bytes);
  parentPort?.postMessage(result, result.transfer);
  parsedBytes += lengthBytes;
  if (parsedBytes < COLLECT_AFTER_BYTES) return;
  parsedBytes = 0;
  collectAll();
});

function parse(bytes: ParseJob["bytes"], encoding: ParseJob["encoding"]): ParseResult {
  try {
    return { isParsed: true, ...parseLarge(bytes, encoding) };
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    return { isParsed: false, error: error.error, transfer: [] };
  }
}
