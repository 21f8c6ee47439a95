import { z } from "zod";
import { limits } from "../limits.js";
import { base64FromBytes, bytesFromBase64 } from "./base64.js";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

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

/** No longer than a message, which leaves it to the call how many it takes. */
const Text = z.string().max(limits.messageBytes);

/**
 * Bytes of a call. In: `{text}`, `{base64}` or, in a binary message, bytes. Out: always bytes.
 */
export const Data = z
  .union([
    z.instanceof(Uint8Array),
    z.strictObject({ text: Text.describe("The bytes as UTF-8.") }),
    z.strictObject({ base64: Text.describe("The bytes as base64: RFC 4648 §4.") }),
  ])
  .transform((data, context): Uint8Array => {
    if (data instanceof Uint8Array) return data;
    if ("text" in data) return encoder.encode(data.text);
    try {
      return bytesFromBase64(data.base64);
    } catch {
      const message = "must be base64 (RFC 4648)";
      context.issues.push({ code: "custom", message, path: ["base64"], input: data.base64 });
      return z.NEVER;
    }
  })
  .describe("Bytes: `{text}`, `{base64}` or, in a binary message, bytes.");
export type Data = z.input<typeof Data>;
