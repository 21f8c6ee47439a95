/** How far into a message its id is looked for. */
const PEEK_BYTES = 64;

/** The id of a message that is too large to be read whole, where it stands at the very beginning. */
export function peekMessageId(bytes: Uint8Array, encoding: "json" | "binary"): number | null {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, PEEK_BYTES));
  if (encoding === "binary") return peekBinary(bytes, start);
  const digits = /^\s*\{\s*"id"\s*:\s*(0|[1-9]\d{0,14})\s*,/.exec(start)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** MessagePack: a map of up to 15 pairs, the string "id", an unsigned integer. */
function peekBinary(bytes: Uint8Array, start: string): number | null {
  if (!/^[\x80-\x8f]\xa2id/.test(start)) return null;
  const valueAt = 4;
  const longestValueBytes = 5;
  if (bytes.length < valueAt + longestValueBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = view.getUint8(valueAt);
  if (tag <= 0x7f) return tag;
  if (tag === 0xcc) return view.getUint8(valueAt + 1);
  if (tag === 0xcd) return view.getUint16(valueAt + 1);
  return tag === 0xce ? view.getUint32(valueAt + 1) : null;
}
