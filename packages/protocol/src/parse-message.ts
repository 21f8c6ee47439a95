import { Decoder } from "@msgpack/msgpack";

const decoder = new Decoder();
const utf8Decoder = new TextDecoder("utf-8", { fatal: true });

/** How a message is written: JSON (RFC 8259) in UTF-8, or one MessagePack value. */
export type MessageEncoding = "json" | "binary";

/** Throws where the bytes are no JSON in UTF-8. Takes time beyond its size where nobody has checked the shape before. */
export function parseJson(bytes: Uint8Array): unknown {
  return JSON.parse(utf8Decoder.decode(bytes));
}

/** Byte strings are views of the message. Throws where the bytes are not one MessagePack value. */
export function parseBinary(bytes: Uint8Array): unknown {
  return decoder.decode(bytes);
}
