import { decode, Encoder } from "@msgpack/msgpack";
import { jsonFromBytes } from "./values/data.js";

/** Deepest nesting of a message. The deepest that a valid one has is 6: a token in ancillary data. */
const MAX_DEPTH = 32;

const encoder = new Encoder({ maxDepth: MAX_DEPTH, ignoreUndefined: true });

/** A text frame: JSON (RFC 8259), bytes as `{text}` or `{base64}`. */
export function encodeJson(message: unknown): string {
  return JSON.stringify(message, (_key, value: unknown) =>
    value instanceof Uint8Array ? jsonFromBytes(value) : value,
  );
}

/** Throws SyntaxError where the text is not JSON. Bound its size first. */
export function decodeJson(text: string): unknown {
  return JSON.parse(text);
}

/** A binary frame: MessagePack, bytes as bytes. */
export function encodeBinary(message: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(message);
}

/** Throws where the bytes are not one MessagePack value. Bound their size first. */
export function decodeBinary(bytes: Uint8Array): unknown {
  return decode(bytes);
}

/** Whether a decoded message nests deeper than any valid one, so deep that code which walks it could run out of stack. */
export function isTooDeep(value: unknown, depthLeft = MAX_DEPTH): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depthLeft === 0 || Object.values(value).some((inner) => isTooDeep(inner, depthLeft - 1));
}
