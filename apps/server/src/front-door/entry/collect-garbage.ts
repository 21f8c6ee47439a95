import { collectAll, collectYoung } from "../../between/collect.js";

/**
 * V8 looks at the size of its own heap, where a buffer takes a hundred bytes, and lets 64 MiB of dead buffers gather beside it
 * before it collects any. After so many bytes what is young is collected, which takes half a millisecond.
 */
const MINOR_AFTER_BYTES = 8 * 1024 * 1024;

/**
 * A string of megabytes counts as old as soon as one collection has met it in use, as requests' are while they are decoded and
 * passed on. After so many bytes everything is collected, which takes some 20 ms: a few per cent of the time to receive them. In
 * a lab host, everybody's calls would wait for that.
 */
const MAJOR_AFTER_BYTES = 24 * 1024 * 1024;

let bufferBytes = 0;
let messageBytes = 0;

/** Counts bytes in buffers from outside that nobody needs any more. */
export function noteDeadBuffers(bytes: number): void {
  bufferBytes += bytes;
  if (bufferBytes < MINOR_AFTER_BYTES) return;
  bufferBytes = 0;
  collectYoung();
}

/** Counts bytes of a message from outside, whole or given up. Call it before it is decoded, when the ones before are dead. */
export function noteMessage(bytes: number): void {
  messageBytes += bytes;
  if (messageBytes < MAJOR_AFTER_BYTES) return;
  messageBytes = 0;
  collectAll();
}
