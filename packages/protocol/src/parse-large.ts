import { decodeRequest, type MessageEncoding } from "./decode-request.js";
import { limits } from "./limits.js";
import { bytesFromBase64 } from "./values/base64.js";

export { CallFailure } from "./call-failure.js";

/** Data of so many characters are made bytes here, which another thread gets without copying them. */
const MIN_DATA_LENGTH = 4096;

/** Characters of the longest text that any field but data takes. One more breaks the rule of every field. */
const LONGEST_TEXT = limits.outputBytes;

/** No base64: the field's own rule says so. */
const NO_BASE64 = "!";

const encoder = new TextEncoder();

/** A message that another thread gets, and the memory that goes with it. */
export interface ParsedMessage {
  readonly value: unknown;
  readonly transfer: ArrayBuffer[];
}

/**
 * As `decodeRequest`, in a thread where nobody waits for it. What the message holds is made light: long data, `{text}` or
 * `{base64}`, become bytes, and a text that is longer than any field takes is cut to one character more than that. Validation finds
 * the same as in the message itself. `bad_message`.
 */
export function parseLarge(bytes: Uint8Array, encoding: MessageEncoding): ParsedMessage {
  const transfer: ArrayBuffer[] = [];
  const value = lightened(decodeRequest(bytes, encoding), transfer);
  return { value, transfer };
}

function lightened(value: unknown, transfer: ArrayBuffer[]): unknown {
  if (typeof value === "string")
    return value.length > LONGEST_TEXT ? value.slice(0, LONGEST_TEXT + 1) : value;
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return handedOver(new Uint8Array(value), transfer);
  if (Array.isArray(value)) return value.map((item) => lightened(item, transfer));
  const entries = Object.entries(value);
  const [key, data] = entries.length === 1 ? (entries[0] ?? []) : [];
  if (typeof data === "string" && data.length >= MIN_DATA_LENGTH) {
    if (key === "text") return handedOver(encoder.encode(data), transfer);
    if (key === "base64") return decodedBase64(data, transfer);
  }
  return Object.fromEntries(entries.map(([name, inner]) => [name, lightened(inner, transfer)]));
}

function decodedBase64(base64: string, transfer: ArrayBuffer[]): unknown {
  try {
    return handedOver(bytesFromBase64(base64), transfer);
  } catch {
    return { base64: NO_BASE64 };
  }
}

function handedOver(bytes: Uint8Array<ArrayBuffer>, transfer: ArrayBuffer[]): Uint8Array {
  if (bytes.length >= MIN_DATA_LENGTH) transfer.push(bytes.buffer);
  return bytes;
}
