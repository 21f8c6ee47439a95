import { limits } from "./limits.js";
import { MessageShape } from "./message-shape.js";

type Kind = "scalar" | "bytes" | "string" | "list" | "object" | "extension";

/** The formats with first bytes from 0xc0 to 0xdf: what they are, and the bytes of their value or of their length. */
const FIRST_FORMAT = 0xc0;
const formats: readonly (readonly [Kind, number])[] = [
  ...(["nil", "never used", "false", "true"] as const).map(() => ["scalar", 0] as const),
  ...[1, 2, 4].map((size) => ["bytes", size] as const),
  ...[1, 2, 4].map((size) => ["extension", size] as const),
  ...[4, 8].map((size) => ["scalar", size] as const),
  ...[1, 2, 4, 8, 1, 2, 4, 8].map((size) => ["scalar", size] as const),
  ...[1, 2, 4, 8, 16].map((size) => ["extension", size] as const),
  ...[1, 2, 4].map((size) => ["string", size] as const),
  ...[2, 4].map((size) => ["list", size] as const),
  ...[2, 4].map((size) => ["object", size] as const),
];

/** By depth: keys and values that are still to come. Memory for one check, which never waits. */
const left = new Float64Array(limits.messageDepth + 1);

/** What was read last. Of bytes and strings: how many bytes follow; of lists and objects: how many values, or pairs. */
const head: { kind: Kind; length: number } = { kind: "scalar", length: 0 };

/**
 * Refuses MessagePack that no valid request needs (`MessageShape`), jumping over strings and bytes; lengths are
 * compared with the limits before anything is made for them. Whether the bytes are MessagePack at all, the decoder
 * says afterwards. https://github.com/msgpack/msgpack/blob/master/spec.md
 */
export function checkMessagePackShape(bytes: Uint8Array): void {
  const shape = new MessageShape(bytes);
  left[0] = 1;
  for (let at = 0; at < bytes.length; ) {
    while (shape.depth > 0 && left[shape.depth] === 0) shape.close();
    const { depth } = shape;
    const toCome = left[depth] ?? 0;
    if (toCome === 0) break;
    left[depth] = toCome - 1;
    const end = readHead(bytes, at);
    const { kind, length } = head;
    at = kind === "bytes" || kind === "string" ? end + length : end;
    if (shape.isInObject && toCome % 2 === 0) {
      if (kind !== "string") shape.refuse("has a key that is no string");
      shape.addKey(end, at);
      continue;
    }
    if (kind === "extension") shape.refuse("has an extension type, which no field takes");
    if (kind === "list" || kind === "object") {
      shape.open(kind);
      shape.announce(length);
      left[shape.depth] = kind === "list" ? length : 2 * length;
    } else shape.addValue();
  }
}

/** Reads into `head`, and says where what it announces begins. Lengths and values that are cut short count as nothing: the decoder refuses them. */
function readHead(bytes: Uint8Array, at: number): number {
  const tag = bytes[at] ?? 0;
  if (tag <= 0x7f || tag >= 0xe0) return setHead("scalar", 0, at + 1);
  if (tag <= 0x8f) return setHead("object", tag & 0x0f, at + 1);
  if (tag <= 0x9f) return setHead("list", tag & 0x0f, at + 1);
  if (tag <= 0xbf) return setHead("string", tag & 0x1f, at + 1);
  const [kind, size] = formats[tag - FIRST_FORMAT] ?? ["scalar", 0];
  return setHead(kind, kind === "scalar" ? 0 : readLength(bytes, at + 1, size), at + 1 + size);
}

function setHead(kind: Kind, length: number, end: number): number {
  head.kind = kind;
  head.length = length;
  return end;
}

/** Big-endian. */
function readLength(bytes: Uint8Array, at: number, size: number): number {
  if (at + size > bytes.length) return 0;
  let length = 0;
  for (let index = at; index < at + size; index += 1) length = 256 * length + (bytes[index] ?? 0);
  return length;
}
