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

/** So many bytes of a string are looked at one by one; a search costs as much, and is faster in long strings only. */
const SEARCH_AFTER_BYTES = 64;

/** Finds quotes and backslashes from the left to the right, and reads no byte twice for either. */
class StringSearch {
  readonly #bytes: Uint8Array;
  #quoteAt = -1;
  #backslashAt = -1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The quote that ends a string, or the message's end. */
  endOfString(start: number): { at: number; hasEscape: boolean } {
    const bytes = this.#bytes;
    let hasEscape = false;
    let at = start;
    for (let searchAt = start + SEARCH_AFTER_BYTES; at < bytes.length && bytes[at] !== QUOTE; ) {
      if (bytes[at] === BACKSLASH) {
        hasEscape = true;
        at += 2;
        searchAt = at + SEARCH_AFTER_BYTES;
      } else {
        at = at < searchAt ? at + 1 : this.#next(at + 1);
      }
    }
    return { at, hasEscape };
  }

  #next(start: number): number {
    if (this.#quoteAt < start) this.#quoteAt = this.#find(QUOTE, start);
    if (this.#backslashAt < start) this.#backslashAt = this.#find(BACKSLASH, start);
    return Math.min(this.#quoteAt, this.#backslashAt);
  }

  #find(byte: number, start: number): number {
    const at = this.#bytes.indexOf(byte, start);
    return at === -1 ? this.#bytes.length : at;
  }
}

/**
 * Refuses JSON that no valid request needs (`MessageShape`), reading each byte a few times at most. Whether the bytes are JSON at all,
 * the parser says afterwards.
 */
export function checkJsonShape(bytes: Uint8Array): void {
  const shape = new MessageShape(bytes);
  const strings = new StringSearch(bytes);
  let expectsKey = false;
  for (let at = 0; at < bytes.length; at += 1) {
    switch (bytes[at]) {
      case QUOTE: {
        const end = strings.endOfString(at + 1);
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
