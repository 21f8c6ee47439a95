import { MessageChannel } from "node:worker_threads";

const { port1: nowhere, port2 } = new MessageChannel();
nowhere.unref();
port2.close();

/**
 * Gives the memory of bytes back at once, which are empty afterwards: V8 does not see memory outside its heap, and lets 64 MiB of it
 * gather before it collects any. Memory that goes to a port whose other end is closed goes with the message (HTML, "message port
 * post message steps"). Only for bytes that have their memory to themselves; others stay as they are.
 */
export function freeMemory({ buffer, byteLength }: Uint8Array): void {
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength !== byteLength) return;
  nowhere.postMessage(null, [buffer]);
}
