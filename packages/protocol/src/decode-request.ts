import { Decoder } from "@msgpack/msgpack";
import { CallFailure, codedFailure } from "./call-failure.js";
import { checkJsonShape } from "./json-shape.js";
import { checkMessagePackShape } from "./message-pack-shape.js";

const decoder = new Decoder();
const utf8Decoder = new TextDecoder("utf-8", { fatal: true });

/** How a message is written: JSON (RFC 8259) in UTF-8, or one MessagePack value. */
export type MessageEncoding = "json" | "binary";

/**
 * A request as it came from a caller whom nobody has reason to trust: the only way in which a server decodes one.
 * Takes time in proportion to the message's size, whatever is in it. Bytes are views of the message. `bad_message` names
 * the rule that it breaks. Bound its size first.
 */
export function decodeRequest(bytes: Uint8Array, encoding: MessageEncoding): unknown {
  try {
    if (encoding === "json") {
      checkJsonShape(bytes);
      return JSON.parse(utf8Decoder.decode(bytes));
    }
    checkMessagePackShape(bytes);
    return parseBinary(bytes);
  } catch (error) {
    if (error instanceof CallFailure) throw error;
    const form = encoding === "json" ? "JSON (RFC 8259) in UTF-8" : "one MessagePack value";
    throw codedFailure("bad_message", `The message is not ${form}.`);
  }
}

/** Byte strings are views of the message. Throws where the bytes are not one MessagePack value. */
export function parseBinary(bytes: Uint8Array): unknown {
  return decoder.decode(bytes);
}
