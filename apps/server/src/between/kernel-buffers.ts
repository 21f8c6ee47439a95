import type { Server } from "node:net";
import { setStreamBuffers } from "@sockpit/sockets";
import { descriptorOf } from "./node-handle.js";

/**
 * What the kernel keeps each way for a connection, before it doubles it. Left to itself it keeps megabytes for every
 * reader that does not read and every sender that is not read, and this process would fill them for nobody.
 */
const BUFFER_BYTES = 128 * 1024;

/** Bounds the kernel's buffers of the connections that a server accepts, once it listens. */
export function boundKernelBuffers(server: Server): void {
  server.once("listening", () => {
    const fd = descriptorOf(server);
    if (fd !== undefined) setStreamBuffers(fd, BUFFER_BYTES);
  });
}
