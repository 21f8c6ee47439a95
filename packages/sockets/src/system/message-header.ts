/** struct msghdr of sendmsg(2) and recvmsg(2). */
import { limits } from "@sockpit/protocol";
import { addressOf } from "./libc.js";

/**
 * SAFETY: on 64-bit Linux struct msghdr is name pointer, name length u32, padding, iovec pointer, iovec count, control
 * pointer, control length, flags int: 56 bytes; struct iovec is pointer and length. They stand in one array of more
 * than 64 bytes, whose memory does not move.
 */
const header = {
  name: 0,
  nameLength: 8,
  vector: 16,
  vectorCount: 24,
  control: 32,
  controlLength: 40,
  flags: 48,
} as const;
const VECTOR_OFFSET = 64;
const NAME_OFFSET = 128;
const NAME_BYTES = 128;
/** Where data stands whose own memory might move. */
const DATA_OFFSET = NAME_OFFSET + NAME_BYTES;
const DATA_BYTES = 64;
const CONTROL_OFFSET = DATA_OFFSET + DATA_BYTES;
const LITTLE_ENDIAN = true;

const bytes = new Uint8Array(CONTROL_OFFSET + limits.ancillaryBytes);
const view = new DataView(bytes.buffer);
const address = bytes.subarray(NAME_OFFSET, NAME_OFFSET + NAME_BYTES);

/** What one recvmsg(2) is given and fills in. Used within one call only. */
export interface MessageHeader {
  readonly bytes: Uint8Array;
  readonly address: Uint8Array;
  addressLengthBytes(): number;
  /** The ancillary data that came. */
  control(): Uint8Array;
  flags(): number;
}

/**
 * A header with room for an address, `lengthBytes` of `buffer`, which the caller keeps, and `controlBytes` of ancillary
 * data, at most `limits.ancillaryBytes`.
 */
export function incomingHeader(buffer: Uint8Array, lengthBytes: number, controlBytes: number): MessageHeader {
  const start = clearedHeader();
  setPart(header.name, header.nameLength, start + BigInt(NAME_OFFSET), NAME_BYTES);
  setData(addressOf(buffer), lengthBytes);
  const room = Math.min(controlBytes, limits.ancillaryBytes);
  setPart(header.control, header.controlLength, start + BigInt(CONTROL_OFFSET), room);
  return {
    bytes,
    address,
    addressLengthBytes: () => view.getUint32(header.nameLength, LITTLE_ENDIAN),
    control: () => {
      const length = Number(view.getBigUint64(header.controlLength, LITTLE_ENDIAN));
      return bytes.subarray(CONTROL_OFFSET, CONTROL_OFFSET + length);
    },
    flags: () => view.getInt32(header.flags, LITTLE_ENDIAN),
  };
}

/** A message to send. `control` is of `encodeControl`, and all must be kept during the call. */
export interface OutgoingMessage {
  readonly data: Uint8Array;
  readonly control: Uint8Array;
  /** An encoded address; absent for the peer. */
  readonly sockaddr: Uint8Array | undefined;
}

/** The bytes of a header for one sendmsg(2). Used within one call only. */
export function outgoingHeader({ data, control, sockaddr }: OutgoingMessage): Uint8Array {
  const start = clearedHeader();
  if (sockaddr !== undefined) {
    address.set(sockaddr);
    setPart(header.name, header.nameLength, start + BigInt(NAME_OFFSET), sockaddr.length);
  }
  if (data.length > DATA_BYTES) {
    setData(addressOf(data), data.length);
  } else {
    bytes.set(data, DATA_OFFSET);
    setData(start + BigInt(DATA_OFFSET), data.length);
  }
  setPart(header.control, header.controlLength, addressOf(control), control.length);
  return bytes;
}

function clearedHeader(): bigint {
  bytes.fill(0, 0, DATA_OFFSET);
  return addressOf(bytes);
}

function setData(pointer: bigint, lengthBytes: number): void {
  view.setBigUint64(header.vector, addressOf(bytes) + BigInt(VECTOR_OFFSET), LITTLE_ENDIAN);
  view.setBigUint64(header.vectorCount, 1n, LITTLE_ENDIAN);
  setPart(VECTOR_OFFSET, VECTOR_OFFSET + 8, pointer, lengthBytes);
}

/** A pointer and a length. The name's length has 32 bits and padding, which stays 0. */
function setPart(pointerOffset: number, lengthOffset: number, pointer: bigint, lengthBytes: number): void {
  view.setBigUint64(pointerOffset, pointer, LITTLE_ENDIAN);
  view.setBigUint64(lengthOffset, BigInt(lengthBytes), LITTLE_ENDIAN);
}
