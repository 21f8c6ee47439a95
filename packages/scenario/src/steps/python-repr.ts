import { Constant, isBytes, isSequence, type RuntimeValue, SocketHandle } from "./runtime-value.js";

const NAMED: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Characters that Python's str.isprintable does not count among those that show. */
const HIDDEN = /[\\\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** What Python prints of a value. */
export function printed(value: RuntimeValue): string {
  return typeof value === "string" ? value : repr(value);
}

/** As Python's `repr`. Tuples and lists are written alike; of a socket it says which one it is. */
function repr(value: RuntimeValue): string {
  if (isBytes(value))
    return `b${quoted(Array.from(value, byteOf).join(""), value.includes(0x27) && !value.includes(0x22))}`;
  if (isSequence(value)) return `(${value.map(repr).join(", ")}${value.length === 1 ? "," : ""})`;
  if (value instanceof SocketHandle) return `<socket ${value.number}, fd ${value.fd}>`;
  if (value instanceof Constant) return value.names.join(" | ");
  if (typeof value === "string")
    return quoted(value.replace(HIDDEN, escaped), value.includes("'") && !value.includes('"'));
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return String(value);
}

/** In single quotes, but where there are such and no double ones in it. */
function quoted(text: string, isDouble: boolean): string {
  return isDouble ? `"${text}"` : `'${text.replaceAll("'", "\\'")}'`;
}

function byteOf(byte: number): string {
  const character = String.fromCharCode(byte);
  if (byte >= 0x20 && byte < 0x7f) return NAMED[character] ?? character;
  return NAMED[character] ?? `\\x${byte.toString(16).padStart(2, "0")}`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const long = code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
  return NAMED[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, "0")}` : long);
}
