import type { Writable } from "node:stream";
import { bodyHeader } from "../../between/body-frames.js";
import { freeMemory } from "../../between/free-memory.js";

/** Sends a large body to a lab host, without copies; its memory is given back when the kernel has it. */
export function sendBody(channel: Writable, id: number, bytes: Uint8Array): void {
  if (!channel.writable) return;
  channel.write(bodyHeader(id, bytes.length));
  channel.write(bytes, (error) => {
    if (error === null || error === undefined) freeMemory(bytes);
  });
}
