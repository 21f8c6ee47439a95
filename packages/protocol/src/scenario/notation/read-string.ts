import { base64FromBytes } from "../../values/base64.js";
import { type Cursor, NotationError } from "./cursor.js";
import type { Value } from "./value.js";

/** The prefix and the opening quote of a string literal: Python's language reference §2.4.1. */
const OPENING = /([A-Za-z]{0,3})("""|'''|"|')/y;
const PREFIXES = new Set(["", "b", "r", "br", "rb", "u"]);

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
/** Hexadecimal digits after each of these. */
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

const BEGINNING = /[A-Za-z]{0,3}["']/y;

export const seesString = (cursor: Cursor): boolean => cursor.sees(BEGINNING);

/** Reads a string or bytes literal of one line, as Python writes it. The cursor stands at one. */
export function readString(cursor: Cursor): Value {
  const startsAt = cursor.offset;
  const [, rawPrefix = "", quote = ""] = cursor.take(OPENING)?.match(/^([A-Za-z]*)(.*)$/) ?? [];
  const prefix = rawPrefix.toLowerCase();
  if (prefix.includes("f") || prefix.includes("t"))
    throw new NotationError(
      "f-strings are not available: a step is read, never evaluated",
      startsAt,
      "Write the text itself.",
    );
  if (!PREFIXES.has(prefix))
    throw new NotationError(
      `\`${rawPrefix}\` is no prefix of a string`,
      startsAt,
      'Prefixes are b"…", r"…" and rb"…".',
    );
  if (quote.length === 3)
    throw new NotationError(
      "a string ends in the line in which it begins",
      startsAt,
      String.raw`Write \n for a line break, or put the text into a data file: file("…").`,
    );
  const isBytes = prefix.includes("b");
  const literal = { startsAt, quote, isBytes, isRaw: prefix.includes("r") };
  const text = readBody(cursor, literal);
  cursor.skipSpaces();
  if (!isBytes) return text;
  return { bytes: base64FromBytes(Uint8Array.from(text, (character) => character.charCodeAt(0))) };
}

interface Literal {
  readonly startsAt: number;
  readonly quote: string;
  readonly isBytes: boolean;
  readonly isRaw: boolean;
}

function readBody(cursor: Cursor, { startsAt, quote, isBytes, isRaw }: Literal): string {
  const parts: string[] = [];
  const plain = quote === '"' ? /[^"\\\n]+/y : /[^'\\\n]+/y;
  for (;;) {
    const offset = cursor.offset;
    const run = cursor.take(plain);
    if (run !== undefined) {
      const wide = isBytes ? run.search(/\P{ASCII}/u) : -1;
      if (wide >= 0)
        throw new NotationError(
          "bytes can only contain ASCII literal characters",
          offset + wide,
          'Write "…".encode() for text in UTF-8, or hex("…").',
        );
      parts.push(run);
      continue;
    }
    if (cursor.take(/["']/y) !== undefined) return parts.join("");
    if (cursor.isAtEnd || cursor.sees(/\n/y))
      throw new NotationError(`the string is never closed: \`${quote}\` is missing`, startsAt);
    parts.push(isRaw ? (cursor.take(/\\[^\n]?/y) ?? "") : readEscape(cursor, isBytes));
  }
}

function readEscape(cursor: Cursor, isBytes: boolean): string {
  const offset = cursor.offset;
  const octal = cursor.take(/\\[0-7]{1,3}/y);
  if (octal !== undefined)
    return String.fromCharCode(Number.parseInt(octal.slice(1), 8) & (isBytes ? 0xff : 0x1ff));
  const sequence = cursor.take(/\\[^\n]?/y) ?? "";
  const letter = sequence.slice(1);
  const simple = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
  if (simple !== undefined) return simple;
  const digits =
    Object.hasOwn(HEX_DIGITS, letter) && !(isBytes && letter !== "x") ? HEX_DIGITS[letter] : undefined;
  if (digits === undefined)
    throw new NotationError(
      `\`${sequence}\` is no escape sequence`,
      offset,
      String.raw`Write \\ for a backslash, or r"…".`,
    );
  const code = Number.parseInt(cursor.take(new RegExp(`[0-9a-fA-F]{${digits}}`, "y")) ?? "", 16);
  if (Number.isNaN(code))
    throw new NotationError(`\`${sequence}\` needs ${digits} hexadecimal digits`, offset);
  if (code > 0x10ffff) throw new NotationError("there is no such character: the last is U+10FFFF", offset);
  return String.fromCodePoint(code);
}
