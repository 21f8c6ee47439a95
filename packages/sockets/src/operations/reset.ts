import { shutdownHows } from "../constants.js";
import { checked, errnoOf } from "../system/libc.js";
import { connect, shutdown } from "../system/socket-calls.js";

/** A sockaddr of AF_UNSPEC, which is 0. */
const noAddress = new Uint8Array(16);

/**
 * Resets a TCP connection as if a RST had come for it: the peer gets one, and calls on this socket fail with ECONNRESET once,
 * then find it ended (EOF, EPIPE). connect(2) with AF_UNSPEC sends the RST and leaves ECONNRESET as the socket's error;
 * shutdown(2) then ends both directions, though it says ENOTCONN. Other than after a RST from outside, what was not read is lost, the socket's
 * own address is the wildcard, and it may be connected again.
 */
export function resetConnection(fd: number): void {
  checked("connect", () => connect(fd, noAddress, noAddress.length));
  errnoOf(() => shutdown(fd, shutdownHows.SHUT_RDWR));
}
