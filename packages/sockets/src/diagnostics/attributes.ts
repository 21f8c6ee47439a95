import { align } from "./netlink.js";

const LITTLE_ENDIAN = true;
/** SAFETY: struct nlattr: length u16 (with itself), type u16. */
const ATTRIBUTE_BYTES = 4;

export interface Attribute {
  readonly kind: number;
  readonly start: number;
  readonly end: number;
}

/** The netlink(7) attributes of a message that follow its fixed part. */
export function* attributes(view: DataView, fixedBytes: number): Generator<Attribute> {
  for (let at = fixedBytes; at + ATTRIBUTE_BYTES <= view.byteLength; ) {
    const length = view.getUint16(at, LITTLE_ENDIAN);
    if (length < ATTRIBUTE_BYTES) return;
    yield { kind: view.getUint16(at + 2, LITTLE_ENDIAN), start: at + ATTRIBUTE_BYTES, end: at + length };
    at += align(length);
  }
}

/**
 * SAFETY: SK_MEMINFO_*: u32 each; 0 is what is allocated for receiving, 1 the receive buffer's bound, 3 the send buffer's,
 * 8 packets that the socket has dropped, which kernels before 4.6 do not have.
 */
const memory = { received: 0, receiveBuffer: 4, sendBuffer: 12, drops: 32 } as const;

/** A socket's memory, in the kernel's own count, and the packets that it had no room for. */
export interface SocketMemory {
  readonly received: number;
  /** Bounds of its buffers. */
  readonly receive: number;
  readonly send: number;
  readonly drops: number | null;
}

/** Reads an attribute that holds SK_MEMINFO: sock_diag(7). */
export function decodeMemory(view: DataView, { start, end }: { start: number; end: number }): SocketMemory {
  const at = (offset: number) => view.getUint32(start + offset, LITTLE_ENDIAN);
  return {
    received: at(memory.received),
    receive: at(memory.receiveBuffer),
    send: at(memory.sendBuffer),
    drops: start + memory.drops + 4 <= end ? at(memory.drops) : null,
  };
}

/** SO_COOKIE in two words. The kernel counts them, so that a number holds each. */
export function readCookie(view: DataView, start: number): number {
  return view.getUint32(start, LITTLE_ENDIAN) + view.getUint32(start + 4, LITTLE_ENDIAN) * 2 ** 32;
}
