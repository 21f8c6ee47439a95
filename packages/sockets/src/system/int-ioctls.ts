import { checked, errnoOf } from "./libc.js";
import { FIONREAD, SIOCATMARK, SIOCOUTQ } from "./linux-constants.js";
import { ioctl } from "./namespace-calls.js";

/** Requests that read an int of a socket: tcp(7), udp(7), unix(7). */
const requests = { FIONREAD, SIOCOUTQ, SIOCATMARK } as const;

export type IntIoctl = keyof typeof requests;

/** ioctl(2). EINVAL where the socket has no such value, as a listener has no bytes; ENOTTY. */
export function readIoctl(fd: number, request: IntIoctl): number {
  const value = new Int32Array(1);
  checked("ioctl", () => ask(fd, request, value));
  return value[0] ?? 0;
}

/** Bytes of a stream that wait to be received; 0 on a listener. */
export function unreadBytes(fd: number): number {
  const value = new Int32Array(1);
  const errno = errnoOf(() => ask(fd, "FIONREAD", value));
  return errno === 0 ? (value[0] ?? 0) : 0;
}

/** SAFETY: the kernel writes one int. */
function ask(fd: number, request: IntIoctl, value: Int32Array<ArrayBuffer>): number {
  return ioctl(fd, requests[request], new Uint8Array(value.buffer));
}
