import { Encoder } from "@msgpack/msgpack";
import { CallFailure, codedFailure } from "./errors.js";
import { checkJsonShape } from "./json-shape.js";
import { limits } from "./limits.js";
import { checkMessagePackShape } from "./message-pack-shape.js";
import { type MessageEncoding, parseBinary, parseJson } from "./parse-message.js";
import { jsonFromBytes } from "./values/data.js";

const encoder = new Encoder({ maxDepth: limits.messageDepth, ignoreUndefined: true });

/**
 * A request as it came from a caller whom nobody has reason to trust: the only way in which a server decodes one.
 * Takes time in proportion to the message's size, whatever is in it. Bytes are views of the message. `bad_message` names the rule that it breaks.
 * Bound its size first.
 */
export function decodeRequest(bytes: Uint8Array, encoding: MessageEncoding): unknown {
  try {
    if (encoding === "json") {
      checkJsonShape(bytes);
      return parseJson(bytes);
    }
    checkMessagePackShape(bytes);
    return parseBinary(bytes);
  } catch (error) {
    throw error instanceof CallFailure ? error : unreadable(encoding);
  }
}

/** As `decodeRequest` begins, for a message that is parsed elsewhere: `parseLarge`. `bad_message` names the rule that it breaks. */
export function checkRequestShape(bytes: Uint8Array, encoding: MessageEncoding): void {
  if (encoding === "json") checkJsonShape(bytes);
  else checkMessagePackShape(bytes);
}

/** What is thrown for a message that its parser does not take: `bad_message`. */
export function unreadable(encoding: MessageEncoding): CallFailure {
  const form = encoding === "json" ? "JSON (RFC 8259) in UTF-8" : "one MessagePack value";
  return codedFailure("bad_message", `The message is not ${form}.`);
}

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
