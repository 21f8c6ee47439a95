import { errnoOf } from "./libc.js";
import { FIONREAD } from "./linux-constants.js";
import { ioctl } from "./namespace-calls.js";

/** Bytes of a stream that wait to be received: FIONREAD of tcp(7) and unix(7). */
export function unreadBytes(fd: number): number {
  const value = new Int32Array(1);
  // Fails on a listener, which holds no data.
  return errnoOf(() => ioctl(fd, FIONREAD, new Uint8Array(value.buffer))) === 0 ? (value[0] ?? 0) : 0;
}
