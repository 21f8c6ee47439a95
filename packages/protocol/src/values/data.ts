import { z } from "zod";
import { limits } from "../limits.js";
import { bytesFromBase64 } from "./base64.js";

const encoder = new TextEncoder();

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
