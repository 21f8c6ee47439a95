import { z } from "zod";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Data as it stands in a JSON message: text where the bytes are valid UTF-8, else base64 (RFC 4648 §4). */
export type JsonData = { text: string } | { base64: string };

function isBase64(value: string): boolean {
  try {
    atob(value);
    return true;
  } catch {
    return false;
  }
}

/** Bytes from base64. Throws where the text is not base64. */
export function bytesFromBase64(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Base64 of bytes, in slices so that no argument list grows with the data. */
export function base64FromBytes(bytes: Uint8Array): string {
  const sliceBytes = 8192;
  let binary = "";
  for (let start = 0; start < bytes.length; start += sliceBytes) {
    binary += String.fromCharCode(...bytes.subarray(start, start + sliceBytes));
  }
  return btoa(binary);
}

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

/**
 * Bytes of a call. In: `{text}`, `{base64}` or, in a binary message, bytes. Out: always bytes.
 */
export const Data = z
  .union([
    z.instanceof(Uint8Array),
    z.strictObject({ text: z.string() }),
    z.strictObject({ base64: z.string().refine(isBase64, "must be base64 (RFC 4648)") }),
  ])
  .transform((data): Uint8Array => {
    if (data instanceof Uint8Array) return data;
    return "text" in data ? encoder.encode(data.text) : bytesFromBase64(data.base64);
  });
export type Data = z.input<typeof Data>;
