/** struct cmsghdr of cmsg(3): the items of a control buffer. */

/** One item, as the kernel numbers it. */
export interface ControlMessage {
  readonly level: number;
  readonly type: number;
  readonly data: Uint8Array;
}

/** SAFETY: on 64-bit Linux struct cmsghdr is length u64 (with the header), level int, type int; items are aligned to 8. */
const HEADER_BYTES = 16;
const ALIGNMENT = 8;
const LITTLE_ENDIAN = true;

/** Arrays of more bytes than this are kept off V8's heap, so that their memory does not move. */
const HEAP_BYTES = 64;

/** CMSG_SPACE(3). */
function space(lengthBytes: number): number {
  return HEADER_BYTES + Math.ceil(lengthBytes / ALIGNMENT) * ALIGNMENT;
}

/** A control buffer with these items, in memory that stands still. */
export function encodeControl(messages: readonly ControlMessage[]): Uint8Array {
  const lengthBytes = messages.reduce((sum, { data }) => sum + space(data.length), 0);
  const bytes = new Uint8Array(new ArrayBuffer(Math.max(lengthBytes, HEAP_BYTES + 1)), 0, lengthBytes);
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const { level, type, data } of messages) {
    view.setBigUint64(offset, BigInt(HEADER_BYTES + data.length), LITTLE_ENDIAN);
    view.setInt32(offset + 8, level, LITTLE_ENDIAN);
    view.setInt32(offset + 12, type, LITTLE_ENDIAN);
    bytes.set(data, offset + HEADER_BYTES);
    offset += space(data.length);
  }
  return bytes;
}

/** The items of a buffer that the kernel filled; of the last one what it had room for. Data is copied out. */
export function decodeControl(bytes: Uint8Array): ControlMessage[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const messages: ControlMessage[] = [];
  let offset = 0;
  while (offset + HEADER_BYTES <= bytes.length) {
    const lengthBytes = Number(view.getBigUint64(offset, LITTLE_ENDIAN)) - HEADER_BYTES;
    if (lengthBytes < 0) break;
    const start = offset + HEADER_BYTES;
    messages.push({
      level: view.getInt32(offset + 8, LITTLE_ENDIAN),
      type: view.getInt32(offset + 12, LITTLE_ENDIAN),
      data: bytes.slice(start, Math.min(start + lengthBytes, bytes.length)),
    });
    offset += space(lengthBytes);
  }
  return messages;
}

/** The ints that stand in an item: file descriptors. */
export function decodeInts(data: Uint8Array): number[] {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const count = Math.floor(data.length / Int32Array.BYTES_PER_ELEMENT);
  return Array.from({ length: count }, (_, index) => view.getInt32(index * 4, LITTLE_ENDIAN));
}

export function encodeInts(values: readonly number[]): Uint8Array {
  return new Uint8Array(Int32Array.from(values).buffer);
}
