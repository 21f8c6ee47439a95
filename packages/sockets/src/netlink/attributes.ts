/** The attributes that follow the fixed part of a netlink(7) message, and rtnetlink(7)'s, which are the same. */
import { nlattr } from "../system/netlink-structs.js";
import { aligned } from "../system/struct.js";

const HEADER_BYTES = nlattr.sizeBytes;
const { nla_len, nla_type } = nlattr.fields;

/** Messages and attributes are padded to this. */
export const NETLINK_ALIGN_BYTES = 4;

/** One attribute: its value is the bytes from `start` to `end`. */
export interface Attribute {
  readonly type: number;
  readonly start: number;
  readonly end: number;
}

/** The attributes of a message's payload, which follow so many bytes. Ends where one is cut short. */
export function* attributes(view: DataView, fixedBytes: number): Generator<Attribute> {
  for (let at = fixedBytes; at + HEADER_BYTES <= view.byteLength; ) {
    const length = nla_len.get(view, at);
    if (length < HEADER_BYTES) return;
    yield { type: nla_type.get(view, at), start: at + HEADER_BYTES, end: at + length };
    at += aligned(length, NETLINK_ALIGN_BYTES);
  }
}

/** One attribute, with its padding. */
export function encodeAttribute(type: number, value: ArrayLike<number>): Uint8Array {
  const length = HEADER_BYTES + value.length;
  const view = new DataView(new ArrayBuffer(aligned(length, NETLINK_ALIGN_BYTES)));
  nla_len.set(view, length);
  nla_type.set(view, type);
  const bytes = new Uint8Array(view.buffer);
  bytes.set(value, HEADER_BYTES);
  return bytes;
}
