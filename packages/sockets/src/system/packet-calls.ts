/** packet(7), recvmmsg(2), socket filters and the clock that stamps packets. */
import { checked, libcFunction } from "./libc.js";
import { AF_PACKET, CLOCK_REALTIME, ETH_P_ALL } from "./linux-constants.js";
import { addressOf, pinnedBytes, Scratch } from "./memory.js";
import { struct } from "./struct.js";
import { cmsghdr, iovec, mmsghdr, sockaddrLl, sockFilter, sockFprog, timespec } from "./structs.js";

/** recvmmsg(2) with an array of struct mmsghdr. The timeout is always null. Returns how many came. */
export const recvmmsg = libcFunction("recvmmsg", ["int", "bytes", "int", "int", "bytes"]);
const clockGettime = libcFunction("clock_gettime", ["int", "bytes"]);

/** bind(2) of a packet socket: packets of every protocol, of one interface, or of every one for 0. */
export function packetsOf(interfaceIndex: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(sockaddrLl.sizeBytes));
  sockaddrLl.fields.sll_family.set(view, AF_PACKET);
  sockaddrLl.fields.sll_protocol.set(view, ETH_P_ALL);
  sockaddrLl.fields.sll_ifindex.set(view, interfaceIndex);
  return new Uint8Array(view.buffer);
}

/** One instruction of a classic filter: code, jump if true, jump if false, operand. bpf(2), socket(7). */
export type FilterInstruction = readonly [code: number, ifTrue: number, ifFalse: number, operand: number];

/** Gives the value of SO_ATTACH_FILTER, which points at the program, to `use`. */
export function withFilter(program: readonly FilterInstruction[], use: (value: Uint8Array) => void): void {
  const instructions = pinnedBytes(program.length * sockFilter.sizeBytes);
  const view = new DataView(instructions.buffer);
  const { code, jt, jf, k } = sockFilter.fields;
  program.forEach(([instruction, ifTrue, ifFalse, operand], index) => {
    const start = index * sockFilter.sizeBytes;
    code.set(view, instruction, start);
    jt.set(view, ifTrue, start);
    jf.set(view, ifFalse, start);
    k.set(view, operand, start);
  });
  const value = new DataView(new ArrayBuffer(sockFprog.sizeBytes));
  sockFprog.fields.len.set(value, program.length);
  // SAFETY: `instructions` is referenced until `use` is done.
  sockFprog.fields.filter.set(value, addressOf(instructions));
  use(new Uint8Array(value.buffer));
}

const { msg_hdr: header, msg_len } = mmsghdr.fields;

/** What comes with each packet: one control message with its stamp. */
const stampControl = struct("a stamp", { header: cmsghdr, stamp: timespec });
const { stamp } = stampControl.fields;

/** Room for `count` messages of up to `sizeBytes`, with the kernel's stamp on each. */
export class MessageBatch {
  readonly headers: Uint8Array;
  readonly count: number;
  readonly #view: DataView;
  readonly #data: Uint8Array;
  /** Referenced here because the headers point at them. */
  readonly #vectors: Uint8Array;
  readonly #controls: DataView;
  readonly #sizeBytes: number;

  constructor(count: number, sizeBytes: number) {
    this.count = count;
    this.#sizeBytes = sizeBytes;
    this.#data = pinnedBytes(count * sizeBytes);
    this.headers = pinnedBytes(count * mmsghdr.sizeBytes);
    this.#vectors = pinnedBytes(count * iovec.sizeBytes);
    const controls = pinnedBytes(count * stampControl.sizeBytes);
    this.#controls = new DataView(controls.buffer);
    this.#view = new DataView(this.headers.buffer);
    const vectors = new DataView(this.#vectors.buffer);
    for (let index = 0; index < count; index += 1) {
      const start = index * mmsghdr.sizeBytes;
      const vector = index * iovec.sizeBytes;
      iovec.fields.iov_base.set(vectors, addressOf(this.#data) + BigInt(index * sizeBytes), vector);
      iovec.fields.iov_len.set(vectors, sizeBytes, vector);
      header.msg_iov.set(this.#view, addressOf(this.#vectors) + BigInt(vector), start);
      header.msg_iovlen.set(this.#view, 1, start);
      const control = addressOf(controls) + BigInt(index * stampControl.sizeBytes);
      header.msg_control.set(this.#view, control, start);
      this.#setControlLength(index);
    }
  }

  /** What the kernel put into message `index`, valid until the next call; then makes room for the next. */
  take(index: number): { bytes: Uint8Array; seconds: number; nanoseconds: number } {
    const length = msg_len.get(this.#view, index * mmsghdr.sizeBytes);
    const start = index * this.#sizeBytes;
    const control = index * stampControl.sizeBytes;
    this.#setControlLength(index);
    return {
      bytes: this.#data.subarray(start, start + Math.min(length, this.#sizeBytes)),
      seconds: stamp.tv_sec.get(this.#controls, control),
      nanoseconds: stamp.tv_nsec.get(this.#controls, control),
    };
  }

  /** The kernel writes the length that it used. */
  #setControlLength(index: number): void {
    header.msg_controllen.set(this.#view, stampControl.sizeBytes, index * mmsghdr.sizeBytes);
  }
}

const now = new Scratch(() => {
  const buffer = new ArrayBuffer(timespec.sizeBytes);
  return { bytes: new Uint8Array(buffer), view: new DataView(buffer) };
});

/** CLOCK_REALTIME in microseconds, the clock of the kernel's stamps: clock_gettime(2). */
export function realtimeUs(): number {
  return now.use(({ bytes, view }) => {
    checked("clock_gettime", () => clockGettime(CLOCK_REALTIME, bytes));
    return timespec.fields.tv_sec.get(view) * 1e6 + timespec.fields.tv_nsec.get(view) / 1e3;
  });
}
