import { base64FromBytes } from "./base64.js";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Data as it stands in a JSON message: text where the bytes are valid UTF-8, else base64 (RFC 4648 §4). */
export type JsonData = { text: string } | { base64: string };

/** Bytes that follow one another, in memory of their own. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Text where the bytes are valid UTF-8, else base64. */
export function jsonFromBytes(bytes: Uint8Array): JsonData {
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    return { base64: base64FromBytes(bytes) };
  }
}
