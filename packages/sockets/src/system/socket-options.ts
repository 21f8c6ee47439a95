import { bounds } from "../bounds.js";
import { socketConstants } from "../socket-constants.js";
import { encodeInts } from "./control-message.js";
import { checked } from "./libc.js";
import { Scratch } from "./memory.js";
import { getsockopt, setsockopt } from "./socket-calls.js";
import { timeval } from "./structs.js";

const INT_BYTES = 4;
const COOKIE_BYTES = 8;

/** An option as getsockopt(2) and setsockopt(2) take it. */
export interface OptionNumbers {
  readonly level: number;
  readonly name: number;
}

/** A value, and its length, which the kernel overwrites. */
class OptionMemory {
  readonly value = new Uint8Array(bounds.optionBytes);
  readonly view = new DataView(this.value.buffer);
  readonly #length = new Int32Array(1);
  readonly #lengthBytes = new Uint8Array(this.#length.buffer);

  /** Asks for at most `lengthBytes`, and gives how many came. */
  read(fd: number, { level, name }: OptionNumbers, lengthBytes: number): number {
    this.#length[0] = Math.min(lengthBytes, this.value.length);
    // SAFETY: the kernel writes at most as many bytes as the length says, then their number into it.
    checked("getsockopt", () => getsockopt(fd, level, name, this.value, this.#lengthBytes));
    return this.#length[0];
  }
}

const scratch = new Scratch(() => new OptionMemory());

/** getsockopt(2): the bytes that the kernel gives, at most `lengthBytes`, within `bounds.optionBytes`. */
export function readOption(fd: number, option: OptionNumbers, lengthBytes: number): Uint8Array {
  return scratch.use((memory) => memory.value.slice(0, memory.read(fd, option, lengthBytes)));
}

/** getsockopt(2) of an option that is an int. The kernel gives fewer bytes of some. */
export function readIntOption(fd: number, option: OptionNumbers): number {
  return scratch.use((memory) => {
    memory.view.setInt32(0, 0);
    memory.read(fd, option, INT_BYTES);
    return memory.view.getInt32(0, true);
  });
}

/** setsockopt(2): an int or bytes as they are. */
export function writeOption(fd: number, { level, name }: OptionNumbers, value: number | Uint8Array): void {
  const bytes = typeof value === "number" ? encodeInts([value]) : value;
  checked("setsockopt", () => setsockopt(fd, level, name, bytes, bytes.length));
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
  return scratch.use((memory) => {
    memory.read(fd, { level, name }, COOKIE_BYTES);
    return memory.view.getBigUint64(0, true).toString();
  });
}
