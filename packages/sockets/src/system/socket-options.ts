import { socketConstants } from "../socket-constants.js";
import { checked } from "./libc.js";
import { getsockopt, setsockopt } from "./socket-calls.js";
import { timeval } from "./structs.js";

const INT_BYTES = 4;
const COOKIE_BYTES = 8;

/** getsockopt(2): the bytes that the kernel gives, at most `lengthBytes`. */
export function readOption(
  fd: number,
  option: { level: number; name: number },
  lengthBytes: number,
): Uint8Array {
  const value = new Uint8Array(lengthBytes);
  const length = new Uint8Array(Int32Array.of(lengthBytes).buffer);
  // SAFETY: the kernel writes at most as many bytes as `length` says, then their number into it.
  checked("getsockopt", () => getsockopt(fd, option.level, option.name, value, length));
  return value.slice(0, new DataView(length.buffer).getInt32(0, true));
}

/** getsockopt(2) of an option that is an int. */
export function readIntOption(fd: number, option: { level: number; name: number }): number {
  const value = new Uint8Array(INT_BYTES);
  value.set(readOption(fd, option, INT_BYTES));
  return new DataView(value.buffer).getInt32(0, true);
}

/** setsockopt(2): an int or bytes as they are. */
export function writeOption(
  fd: number,
  option: { level: number; name: number },
  value: number | Uint8Array,
): void {
  const bytes = typeof value === "number" ? new Uint8Array(Int32Array.of(value).buffer) : value;
  checked("setsockopt", () => setsockopt(fd, option.level, option.name, bytes, bytes.length));
}

/** SO_RCVTIMEO or SO_SNDTIMEO in seconds, null where calls wait for ever. */
export function readTimeOption(fd: number, option: "SO_RCVTIMEO" | "SO_SNDTIMEO"): number | null {
  const { SOL_SOCKET: level, [option]: name } = socketConstants;
  const view = new DataView(readOption(fd, { level, name }, timeval.sizeBytes).buffer);
  const seconds = timeval.fields.tv_sec.get(view) + timeval.fields.tv_usec.get(view) / 1e6;
  return seconds === 0 ? null : seconds;
}

/** SO_COOKIE: the number that sock_diag(7) reports too, in decimal. */
export function readCookie(fd: number): string {
  const { SOL_SOCKET: level, SO_COOKIE: name } = socketConstants;
  const bytes = readOption(fd, { level, name }, COOKIE_BYTES);
  return new DataView(bytes.buffer).getBigUint64(0, true).toString();
}
