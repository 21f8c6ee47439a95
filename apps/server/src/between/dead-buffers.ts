import { collectYoung } from "./collect.js";

/**
 * V8 looks at the size of its own heap, where a buffer takes a hundred bytes, and lets 64 MiB of dead buffers gather beside it
 * before it collects any. After so many bytes what is young is collected, which takes half a millisecond.
 */
const MINOR_AFTER_BYTES = 8 * 1024 * 1024;

let bufferBytes = 0;

/** Counts bytes in buffers that nobody needs any more, or will soon, and that cannot be given back one by one: `freeMemory`. */
export function noteDeadBuffers(bytes: number): void {
  bufferBytes += bytes;
  if (bufferBytes < MINOR_AFTER_BYTES) return;
  bufferBytes = 0;
  collectYoung();
}
