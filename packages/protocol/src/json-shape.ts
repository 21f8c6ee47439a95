import { MessageShape } from "./message-shape.js";

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const SPACE = 0x20;

/**
 * Refuses JSON that no valid request needs (`MessageShape`), reading each byte once. Whether the bytes are JSON at all,
 * the parser says afterwards.
 */
export function checkJsonShape(bytes: Uint8Array): void {
  const shape = new MessageShape(bytes);
  let expectsKey = false;
  for (let at = 0; at < bytes.length; at += 1) {
    switch (bytes[at]) {
      case QUOTE: {
        const end = endOfString(bytes, at + 1);
        if (!expectsKey) shape.addValue();
        else if (end.hasEscape) shape.refuse("has a key with an escape, which no field's name needs");
        else shape.addKey(at + 1, end.at);
        expectsKey = false;
        at = end.at;
        break;
      }
      case OPEN_OBJECT:
      case OPEN_LIST:
        expectsKey = bytes[at] === OPEN_OBJECT;
        shape.open(expectsKey ? "object" : "list");
        break;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        expectsKey = false;
        shape.close();
        break;
      case COMMA:
        expectsKey = shape.isInObject;
        break;
      case COLON:
        break;
      default:
        if ((bytes[at] ?? 0) <= SPACE) break;
        shape.addValue();
        at = lastOfWord(bytes, at);
    }
  }
}

/** The quote that ends a string, or the message's end. */
function endOfString(bytes: Uint8Array, start: number): { at: number; hasEscape: boolean } {
  let hasEscape = false;
  let at = start;
  while (at < bytes.length && bytes[at] !== QUOTE) {
    if (bytes[at] === BACKSLASH) {
      hasEscape = true;
      at += 1;
    }
    at += 1;
  }
  return { at, hasEscape };
}

/** The last byte of a number, of `true`, `false` or `null`, or of what is no JSON. */
function lastOfWord(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at + 1 < bytes.length && !isDelimiter(bytes[at + 1] ?? 0)) at += 1;
  return at;
}

function isDelimiter(byte: number): boolean {
  return (
    byte <= SPACE ||
    byte === QUOTE ||
    byte === COMMA ||
    byte === COLON ||
    byte === OPEN_LIST ||
    byte === CLOSE_LIST ||
    byte === OPEN_OBJECT ||
    byte === CLOSE_OBJECT
  );
}
