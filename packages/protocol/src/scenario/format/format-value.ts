import type { Value } from "../notation/value.js";
import { bytesOf, isBytes } from "../notation/value-bytes.js";

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\\": "\\\\",
  '"': '\\"',
};

/** Characters that do not show, and the halves of surrogate pairs that stand alone. */
const INVISIBLE = /["\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Writes a value or a pattern as scenarios do. */
export function formatValue(value: Value): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value === null) return "None";
  if ("hex" in value) return `hex("${value.hex.replace(/\s/g, " ")}")`;
  if (isBytes(value)) return quoteBytes(bytesOf(value));
  if ("file" in value) return `file(${quote(value.file)})`;
  if ("name" in value) return value.name;
  if ("repeat" in value) return `${formatValue(value.repeat)} * ${value.times}`;
  if ("tuple" in value)
    return `(${value.tuple.map(formatValue).join(", ")}${value.tuple.length === 1 ? "," : ""})`;
  if ("list" in value) return `[${value.list.map(formatValue).join(", ")}]`;
  if ("parts" in value) return value.parts.map(formatValue).join(" ");
  if ("not" in value) return `!${formatValue(value.not)}`;
  return "...";
}

/** Text in double quotes. */
export function quote(text: string): string {
  return `"${text.replace(INVISIBLE, (character) => NAMED_ESCAPES[character] ?? escapeCode(character.codePointAt(0) ?? 0))}"`;
}

function escapeCode(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

function quoteBytes(bytes: Uint8Array): string {
  const parts = Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    if (byte >= 0x20 && byte < 0x7f) return NAMED_ESCAPES[character] ?? character;
    return NAMED_ESCAPES[character] ?? `\\x${byte.toString(16).padStart(2, "0")}`;
  });
  return `b"${parts.join("")}"`;
}

function formatNumber(value: number): string {
  const text = String(value);
  // Python has no 1e+21 with a sign that is left out, and ours has no Infinity.
  return Object.is(value, -0) ? "-0" : text.replace("e+", "e");
}
