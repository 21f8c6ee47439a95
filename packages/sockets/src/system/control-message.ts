/** The items of a control buffer: cmsg(3). */
import { pinnedBytes } from "./memory.js";
import { aligned } from "./struct.js";
import { cmsghdr } from "./structs.js";

/** One item, as the kernel numbers it. */
export interface ControlMessage {
  readonly level: number;
  readonly type: number;
  readonly data: Uint8Array;
}

const HEADER_BYTES = cmsghdr.sizeBytes;
const { cmsg_len, cmsg_level, cmsg_type } = cmsghdr.fields;

/** CMSG_SPACE(3): an item with data of this length, and the padding behind it. */
export function controlSpace(lengthBytes: number): number {
  return HEADER_BYTES + aligned(lengthBytes, cmsghdr.alignBytes);
}

/** A control buffer with these items, in pinned memory. */
export function encodeControl(messages: readonly ControlMessage[]): Uint8Array {
  const bytes = pinnedBytes(messages.reduce((sum, { data }) => sum + controlSpace(data.length), 0));
  const view = new DataView(bytes.buffer);
  let start = 0;
  for (const { level, type, data } of messages) {
    cmsg_len.set(view, HEADER_BYTES + data.length, start);
    cmsg_level.set(view, level, start);
    cmsg_type.set(view, type, start);
    bytes.set(data, start + HEADER_BYTES);
    start += controlSpace(data.length);
  }
  return bytes;
}

/** The items of a buffer that the kernel filled; of the last one what it had room for. Data is copied out. */
export function decodeControl(bytes: Uint8Array): ControlMessage[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const messages: ControlMessage[] = [];
  let start = 0;
  while (start + HEADER_BYTES <= bytes.length) {
    const lengthBytes = cmsg_len.get(view, start) - HEADER_BYTES;
    if (lengthBytes < 0) break;
    const dataStart = start + HEADER_BYTES;
    messages.push({
      level: cmsg_level.get(view, start),
      type: cmsg_type.get(view, start),
      data: bytes.slice(dataStart, Math.min(dataStart + lengthBytes, bytes.length)),
    });
    start += controlSpace(lengthBytes);
  }
  return messages;
}

/** The ints that stand in an item: file descriptors. */
export function decodeInts(data: Uint8Array): number[] {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const count = Math.floor(data.length / Int32Array.BYTES_PER_ELEMENT);
  return Array.from({ length: count }, (_, index) =>
    view.getInt32(index * Int32Array.BYTES_PER_ELEMENT, true),
  );
}

export function encodeInts(values: readonly number[]): Uint8Array {
  return new Uint8Array(Int32Array.from(values).buffer);
}
