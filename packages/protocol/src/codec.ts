import { Encoder } from "@msgpack/msgpack";
import { parseBinary } from "./decode-request.js";
import { limits } from "./limits.js";
import { jsonFromBytes } from "./values/json-data.js";

const encoder = new Encoder({ maxDepth: limits.messageDepth, ignoreUndefined: true });

/**
 * A text frame: JSON (RFC 8259), bytes as `{text}` or `{base64}`. What holds bytes is copied, because a replacer, called
 * for each key, would cost everything else JSON.stringify's fast path.
 */
export function encodeJson(message: unknown): string {
  return JSON.stringify(holdsBytes(message) ? withJsonBytes(message) : message);
}

/** What the server sent. Throws SyntaxError where the text is not JSON. */
export function decodeJson(text: string): unknown {
  return JSON.parse(text);
}

/** A binary frame: MessagePack, bytes as bytes. */
export function encodeBinary(message: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(message);
}

/** As `encodeBinary`, in memory that the next message is written to. */
export function encodeBinaryInPlace(message: unknown): Uint8Array {
  return encoder.encodeSharedRef(message);
}

/** What the server sent. Throws where the bytes are not one MessagePack value. */
export function decodeBinary(bytes: Uint8Array): unknown {
  return parseBinary(bytes);
}

function holdsBytes(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (value instanceof Uint8Array) return true;
  if (Array.isArray(value)) return value.some(holdsBytes);
  for (const key in value) {
    if (holdsBytes((value as Record<string, unknown>)[key])) return true;
  }
  return false;
}

function withJsonBytes(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return jsonFromBytes(value);
  if (Array.isArray(value)) return value.map(withJsonBytes);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withJsonBytes(inner)]));
}
