/** Performs what TLS asks of OpenSSL, one request after the other, in a thread of its own: `tls-engine.ts`. */
import { constants, getPriority, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { CallFailure } from "@sockpit/protocol";
import { freeMemory } from "../../between/free-memory.js";
import { bytesIn, ownMemoryOf } from "./bytes-of-messages.js";
import { performers } from "./perform-tls.js";
import type { TlsControlJob, TlsJob, TlsThreadResult } from "./tls-engine.js";
import { TlsObjects } from "./tls-objects.js";

/** As the thread that parses: nice by so much more than the thread that serves all labs. */
const NICER_BY = 5;

const objects = new TlsObjects((workerData as { maxBytes: number }).maxBytes);
setPriority(Math.min(getPriority() + NICER_BY, constants.priority.PRIORITY_LOW));

parentPort?.on("message", (job: TlsJob) => {
  if ("control" in job) {
    const done = perform(job);
    bytesIn(job.params).forEach(freeMemory);
    parentPort?.postMessage(done, done.isDone ? ownMemoryOf(bytesIn(done.result)) : []);
  } else {
    objects.freeAll(job.owner);
    parentPort?.postMessage({ isDone: true, result: {} });
  }
});

function perform({ control, owner, params }: TlsControlJob): TlsThreadResult {
  try {
    const performer = performers[control] as (of: TlsObjects, owner: unknown, params: unknown) => object;
    return { isDone: true, result: performer(objects, owner, params) };
  } catch (error) {
    return { isDone: false, ...(error instanceof CallFailure ? { error: error.error } : { bug: error }) };
  }
}
