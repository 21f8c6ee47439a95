/** struct msghdr of recvmsg(2). */
import { addressOf } from "./libc.js";

/**
 * SAFETY: on 64-bit Linux struct msghdr is name pointer, name length u32, padding, iovec pointer, iovec count, control
 * pointer, control length, flags int: 56 bytes; struct iovec is pointer and length. They stand in one array of more
 * than 64 bytes, whose memory does not move.
 */
const header = { name: 0, nameLength: 8, vector: 16, vectorCount: 24, flags: 48 } as const;
const VECTOR_OFFSET = 64;
const NAME_OFFSET = 128;
const NAME_BYTES = 128;
const LITTLE_ENDIAN = true;

const bytes = new Uint8Array(NAME_OFFSET + NAME_BYTES);
const view = new DataView(bytes.buffer);
const address = bytes.subarray(NAME_OFFSET);

/** What one recvmsg(2) is given and fills in. Used within one call only. */
export interface MessageHeader {
  readonly bytes: Uint8Array;
  readonly address: Uint8Array;
  addressLengthBytes(): number;
  flags(): number;
}

/** A header with room for an address and `lengthBytes` of `buffer`, which the caller keeps, and none for ancillary data. */
export function messageHeader(buffer: Uint8Array, lengthBytes: number): MessageHeader {
  bytes.fill(0);
  const start = addressOf(bytes);
  view.setBigUint64(header.name, start + BigInt(NAME_OFFSET), LITTLE_ENDIAN);
  view.setUint32(header.nameLength, NAME_BYTES, LITTLE_ENDIAN);
  view.setBigUint64(header.vector, start + BigInt(VECTOR_OFFSET), LITTLE_ENDIAN);
  view.setBigUint64(header.vectorCount, 1n, LITTLE_ENDIAN);
  view.setBigUint64(VECTOR_OFFSET, addressOf(buffer), LITTLE_ENDIAN);
  view.setBigUint64(VECTOR_OFFSET + 8, BigInt(lengthBytes), LITTLE_ENDIAN);
  return {
    bytes,
    address,
    addressLengthBytes: () => view.getUint32(header.nameLength, LITTLE_ENDIAN),
    flags: () => view.getInt32(header.flags, LITTLE_ENDIAN),
  };
}
