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

interface Head {
  readonly kind: Kind;
  /** Of bytes and strings: how many follow; of lists and objects: how many values, or pairs. */
  readonly length: number;
  /** Where what it announces begins. */
  readonly end: number;
}

/**
 * Refuses MessagePack that no valid request needs (`MessageShape`), jumping over strings and bytes; lengths are
 * compared with the limits before anything is made for them. Whether the bytes are MessagePack at all, the decoder
 * says afterwards. Says whether there are byte strings in it. https://github.com/msgpack/msgpack/blob/master/spec.md
 */
export function checkMessagePackShape(bytes: Uint8Array): { hasBytes: boolean } {
  const shape = new MessageShape(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** By depth: keys and values that are still to come. */
  const left = [1];
  let hasBytes = false;
  for (let at = 0; at < bytes.length; ) {
    while (shape.depth > 0 && left[shape.depth] === 0) shape.close();
    const { depth } = shape;
    const toCome = left[depth] ?? 0;
    if (toCome === 0) break;
    left[depth] = toCome - 1;
    const { kind, length, end } = readHead(view, at);
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
    } else {
      hasBytes ||= kind === "bytes";
      shape.addValue();
    }
  }
  return { hasBytes };
}

/** Lengths and values that are cut short count as nothing: the decoder refuses them. */
function readHead(view: DataView, at: number): Head {
  const tag = view.getUint8(at);
  if (tag <= 0x7f || tag >= 0xe0) return { kind: "scalar", length: 0, end: at + 1 };
  if (tag <= 0x8f) return { kind: "object", length: tag & 0x0f, end: at + 1 };
  if (tag <= 0x9f) return { kind: "list", length: tag & 0x0f, end: at + 1 };
  if (tag <= 0xbf) return { kind: "string", length: tag & 0x1f, end: at + 1 };
  const [kind, size] = formats[tag - FIRST_FORMAT] ?? ["scalar", 0];
  const end = at + 1 + size;
  return { kind, length: kind === "scalar" ? 0 : readLength(view, at + 1, size), end };
}

function readLength(view: DataView, at: number, size: number): number {
  if (at + size > view.byteLength) return 0;
  if (size === 1) return view.getUint8(at);
  return size === 2 ? view.getUint16(at) : view.getUint32(at);
}
