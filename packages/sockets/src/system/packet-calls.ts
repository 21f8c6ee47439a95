/** packet(7), recvmmsg(2), socket filters and the clock that stamps packets. */
import { addressOf, checked, libcFunction } from "./libc.js";

/** recvmmsg(2) with an array of struct mmsghdr. The timeout is always null. Returns how many came. */
export const recvmmsg = libcFunction("recvmmsg", ["int", "bytes", "int", "int", "bytes"]);
const clockGettime = libcFunction("clock_gettime", ["int", "bytes"]);

export const AF_PACKET = 17;
/** SOCK_DGRAM: packets begin at their IP header. */
export const PACKET_TYPE = 2;
export const SO_ATTACH_FILTER = 26;
export const SO_TIMESTAMPNS = 35;
export const SOL_PACKET = 263;
export const PACKET_STATISTICS = 6;

const LITTLE_ENDIAN = true;
const ETH_P_ALL = 3;

/**
 * SAFETY: struct sockaddr_ll: family u16 in host order, protocol u16 in network order, interface i32 (0: every one),
 * then 12 bytes that bind(2) does not read.
 */
export function everyInterface(): Uint8Array {
  const bytes = new Uint8Array(20);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, AF_PACKET, LITTLE_ENDIAN);
  view.setUint16(2, ETH_P_ALL);
  return bytes;
}

/** One instruction of a classic filter: code, jump if true, jump if false, operand. bpf(2), socket(7). */
export type FilterInstruction = readonly [code: number, ifTrue: number, ifFalse: number, operand: number];

const INSTRUCTION_BYTES = 8;
/** Arrays must have more than 64 bytes to stand still in memory. */
const STEADY_BYTES = 128;

/**
 * Gives the value of SO_ATTACH_FILTER, which points at the program, to `use`.
 * SAFETY: struct sock_fprog: length u16, padding, pointer; struct sock_filter: u16, u8, u8, u32.
 */
export function withFilter(program: readonly FilterInstruction[], use: (value: Uint8Array) => void): void {
  const code = new Uint8Array(Math.max(STEADY_BYTES, program.length * INSTRUCTION_BYTES));
  const view = new DataView(code.buffer);
  program.forEach(([instruction, ifTrue, ifFalse, operand], index) => {
    const start = index * INSTRUCTION_BYTES;
    view.setUint16(start, instruction, LITTLE_ENDIAN);
    view.setUint8(start + 2, ifTrue);
    view.setUint8(start + 3, ifFalse);
    view.setUint32(start + 4, operand, LITTLE_ENDIAN);
  });
  const value = new Uint8Array(16);
  const header = new DataView(value.buffer);
  header.setUint16(0, program.length, LITTLE_ENDIAN);
  header.setBigUint64(8, addressOf(code), LITTLE_ENDIAN);
  use(value);
}

/** SAFETY: struct mmsghdr is struct msghdr (56 bytes) and a length u32, padded to 64; struct iovec is pointer and length. */
const MESSAGE_BYTES = 64;
const VECTOR_BYTES = 16;
/** One control message with a struct timespec: cmsghdr of 16 bytes, seconds i64, nanoseconds i64. */
const CONTROL_BYTES = 32;
const CONTROL_HEADER_BYTES = 16;
const field = { vector: 16, vectorCount: 24, control: 32, controlLength: 40, length: 56 } as const;

/** Room for `count` messages of up to `sizeBytes`, with the kernel's stamp on each. */
export class MessageBatch {
  readonly headers: Uint8Array;
  readonly count: number;
  readonly #view: DataView;
  readonly #data: Uint8Array;
  readonly #vectors: Uint8Array;
  readonly #controls: DataView;
  readonly #sizeBytes: number;

  constructor(count: number, sizeBytes: number) {
    this.count = count;
    this.#sizeBytes = sizeBytes;
    this.#data = new Uint8Array(count * sizeBytes);
    this.headers = new Uint8Array(count * MESSAGE_BYTES);
    this.#vectors = new Uint8Array(count * VECTOR_BYTES);
    const controls = new Uint8Array(count * CONTROL_BYTES);
    this.#controls = new DataView(controls.buffer);
    this.#view = new DataView(this.headers.buffer);
    const vectors = new DataView(this.#vectors.buffer);
    for (let index = 0; index < count; index += 1) {
      const start = index * MESSAGE_BYTES;
      const vector = index * VECTOR_BYTES;
      vectors.setBigUint64(vector, addressOf(this.#data) + BigInt(index * sizeBytes), LITTLE_ENDIAN);
      vectors.setBigUint64(vector + 8, BigInt(sizeBytes), LITTLE_ENDIAN);
      this.#view.setBigUint64(start + field.vector, addressOf(this.#vectors) + BigInt(vector), LITTLE_ENDIAN);
      this.#view.setBigUint64(start + field.vectorCount, 1n, LITTLE_ENDIAN);
      const control = addressOf(controls) + BigInt(index * CONTROL_BYTES);
      this.#view.setBigUint64(start + field.control, control, LITTLE_ENDIAN);
      this.#setControlLength(index);
    }
  }

  /** What the kernel put into message `index`, valid until the next call; then makes room for the next. */
  take(index: number): { bytes: Uint8Array; seconds: number; nanoseconds: number } {
    const length = this.#view.getUint32(index * MESSAGE_BYTES + field.length, LITTLE_ENDIAN);
    const start = index * this.#sizeBytes;
    const stamp = index * CONTROL_BYTES + CONTROL_HEADER_BYTES;
    this.#setControlLength(index);
    return {
      bytes: this.#data.subarray(start, start + Math.min(length, this.#sizeBytes)),
      seconds: Number(this.#controls.getBigInt64(stamp, LITTLE_ENDIAN)),
      nanoseconds: this.#controls.getUint32(stamp + 8, LITTLE_ENDIAN),
    };
  }

  /** The kernel writes the length that it used. */
  #setControlLength(index: number): void {
    const at = index * MESSAGE_BYTES + field.controlLength;
    this.#view.setUint32(at, CONTROL_BYTES, LITTLE_ENDIAN);
    this.#view.setUint32(at + 4, 0, LITTLE_ENDIAN);
  }
}

const CLOCK_REALTIME = 0;
const timespec = new Uint8Array(16);

/** CLOCK_REALTIME in microseconds, the clock of the kernel's stamps: clock_gettime(2). */
export function realtimeUs(): number {
  checked("clock_gettime", () => clockGettime(CLOCK_REALTIME, timespec));
  const view = new DataView(timespec.buffer);
  return Number(view.getBigInt64(0, LITTLE_ENDIAN)) * 1e6 + view.getUint32(8, LITTLE_ENDIAN) / 1e3;
}
