/** struct msghdr of sendmsg(2) and recvmsg(2), with all that it points at. */
import { bounds } from "../bounds.js";
import { addressOf, isSteady, steadyBytes } from "./memory.js";
import { bytes, struct } from "./struct.js";
import { iovec, msghdr, SOCKADDR_BYTES } from "./structs.js";

/** As much data as may stand in memory that moves. */
const SMALL_BYTES = 64;

/** The header and what it points at. The kernel keeps the order of nothing but the first two. */
const block = struct("a message", {
  header: msghdr,
  vector: iovec,
  name: bytes(SOCKADDR_BYTES),
  smallData: bytes(SMALL_BYTES),
  control: bytes(bounds.ancillaryBytes),
});
const { header, vector, name, smallData, control } = block.fields;

const memory = steadyBytes(block.sizeBytes);
const view = new DataView(memory.buffer);
const start = addressOf(memory);
const addresses = {
  vector: start + BigInt(vector.iov_base.offset),
  name: start + BigInt(name.offset),
  smallData: start + BigInt(smallData.offset),
  control: start + BigInt(control.offset),
};
const address = name.get(view);
const small = smallData.get(view);
header.msg_iov.set(view, addresses.vector);
header.msg_iovlen.set(view, 1);

/** What one recvmsg(2) is given and fills in. Used within one call only. */
export interface MessageHeader {
  readonly bytes: Uint8Array;
  readonly address: Uint8Array;
  addressLengthBytes(): number;
  /** The ancillary data that came. */
  control(): Uint8Array;
  flags(): number;
}

const incoming: MessageHeader = {
  bytes: memory,
  address,
  addressLengthBytes: () => header.msg_namelen.get(view),
  control: () => control.get(view).subarray(0, header.msg_controllen.get(view)),
  flags: () => header.msg_flags.get(view),
};

/**
 * A header with room for an address, `lengthBytes` of `buffer`, which the caller keeps, and `controlBytes` of ancillary
 * data, at most `bounds.ancillaryBytes`.
 */
export function incomingHeader(buffer: Uint8Array, lengthBytes: number, controlBytes: number): MessageHeader {
  setName(addresses.name, SOCKADDR_BYTES);
  setData(addressOf(buffer), lengthBytes);
  setControl(addresses.control, Math.min(controlBytes, bounds.ancillaryBytes));
  return incoming;
}

/** A message to send. `control` is of `encodeControl`, and all must be kept during the call. */
export interface OutgoingMessage {
  readonly data: Uint8Array;
  readonly control: Uint8Array;
  /** An encoded address; absent for the peer. */
  readonly sockaddr: Uint8Array | undefined;
}

/** The bytes of a header for one sendmsg(2). Used within one call only. */
export function outgoingHeader({ data, control: items, sockaddr }: OutgoingMessage): Uint8Array {
  if (sockaddr !== undefined) address.set(sockaddr);
  setName(sockaddr === undefined ? 0n : addresses.name, sockaddr?.length ?? 0);
  if (isSteady(data)) {
    setData(addressOf(data), data.length);
  } else {
    small.set(data);
    setData(addresses.smallData, data.length);
  }
  setControl(addressOf(items), items.length);
  return memory;
}

function setName(pointer: bigint, lengthBytes: number): void {
  header.msg_name.set(view, pointer);
  header.msg_namelen.set(view, lengthBytes);
}

function setData(pointer: bigint, lengthBytes: number): void {
  vector.iov_base.set(view, pointer);
  vector.iov_len.set(view, lengthBytes);
}

function setControl(pointer: bigint, lengthBytes: number): void {
  header.msg_control.set(view, pointer);
  header.msg_controllen.set(view, lengthBytes);
}
