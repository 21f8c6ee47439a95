import { socketConstants } from "./socket-constants.js";
import { encodeInts } from "./system/control-message.js";
import { checked } from "./system/libc.js";
import { setsockopt } from "./system/socket-calls.js";

/**
 * setsockopt(2), SO_SNDBUF and SO_RCVBUF: what the kernel keeps each way for a TCP socket, which it doubles for its
 * bookkeeping and then no longer adapts, tcp(7). Set on a listening socket, those that it accepts inherit it. EBADF.
 */
export function setStreamBuffers(fd: number, bytes: number): void {
  const { SOL_SOCKET, SO_SNDBUF, SO_RCVBUF } = socketConstants;
  const value = encodeInts([bytes]);
  for (const option of [SO_SNDBUF, SO_RCVBUF]) {
    checked("setsockopt", () => setsockopt(fd, SOL_SOCKET, option, value, value.length));
  }
}
