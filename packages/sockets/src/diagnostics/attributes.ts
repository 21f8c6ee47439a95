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
 * SAFETY: SK_MEMINFO_*: u32 each; 1 is the receive buffer's bound, 3 the send buffer's.
 */
const memory = { receiveBuffer: 4, sendBuffer: 12 } as const;

/** Bounds of a socket's buffers, from an attribute that holds SK_MEMINFO: sock_diag(7). */
export function decodeMemory(view: DataView, start: number): { receive: number; send: number } {
  return {
    receive: view.getUint32(start + memory.receiveBuffer, LITTLE_ENDIAN),
    send: view.getUint32(start + memory.sendBuffer, LITTLE_ENDIAN),
  };
}

/** SO_COOKIE in two words. The kernel counts them, so that a number holds each. */
export function readCookie(view: DataView, start: number): number {
  return view.getUint32(start, LITTLE_ENDIAN) + view.getUint32(start + 4, LITTLE_ENDIAN) * 2 ** 32;
}
