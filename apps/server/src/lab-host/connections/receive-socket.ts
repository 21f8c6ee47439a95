import { closeSync } from "node:fs";
import type { DescriptorChannel } from "../../between/descriptor-channel.js";
import { log } from "../../between/log.js";
import { type ClientSocket, openClientSocket } from "./client-socket.js";

/**
 * The TCP socket that the front door has sent with this id, before it said so; null where the kernel dropped it because
 * this process has no descriptor left, or where it is none that Node can use. Any that come before it are of hand-overs that were given up.
 */
export function receiveSocket(channel: DescriptorChannel, id: number): ClientSocket | null {
  for (let received = channel.tryReceive(); received !== null; received = channel.tryReceive()) {
    const { tag, descriptor } = received;
    if (tag === id) return descriptor === null ? null : openSocket(descriptor);
    if (descriptor !== null) closeSync(descriptor);
  }
  return null;
}

function openSocket(fd: number): ClientSocket | null {
  try {
    return openClientSocket(fd);
  } catch (error) {
    log.error({ err: error }, "a WebSocket's descriptor cannot be used");
    closeSync(fd);
    return null;
  }
}
