import { characterLength } from "./utf8.js";

/** A place in some data, and how many bytes a row of it has. */
export interface HexPlace {
  bytes: Uint8Array;
  start: number;
  end: number;
  bytesARow: number;
}

const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** `e6 82 a8 e5  a5 bd`: a gap in the middle, and blanks up to the width of a full row. */
export function hexOf({ bytes, start, end, bytesARow }: HexPlace): string {
  const half = bytesARow / 2;
  let hex = "";
  for (let index = 0; index < bytesARow; index += 1) {
    const at = start + index;
    if (index > 0) hex += index === half ? "  " : " ";
    hex += at < end ? hexDigits[bytes[at] ?? 0] : "  ";
  }
  return hex;
}

/** The bytes as ASCII, one place each; a dot for what is none. */
export function asciiOf({ bytes, start, end }: HexPlace): string {
  let text = "";
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".";
  }
  return text;
}

/** One place of the text beside hex digits. */
export interface TextPlace {
  text: string;
  /** `control`: a character that is not seen, by its picture. `broken`: bytes that are no character. */
  kind: "character" | "control" | "broken";
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The characters that begin in a row. One that goes on into the next row stands here. */
export function charactersOf({ bytes, start, end }: HexPlace): TextPlace[] {
  const places: TextPlace[] = [];
  for (let at = firstBeginning(bytes, start); at < end; ) {
    const length = characterLength(bytes, at);
    if (length < 0) {
      places.push({ text: "�".repeat(Math.min(-length, end - at)), kind: "broken" });
      at -= length;
      continue;
    }
    const byte = bytes[at] ?? 0;
    const isControl = byte < 0x20 || byte === 0x7f;
    places.push(
      isControl
        ? { text: pictureOf(byte), kind: "control" }
        : { text: decoder.decode(bytes.subarray(at, at + length)), kind: "character" },
    );
    at += length;
  }
  return joined(places);
}

/** Control pictures: U+2400 to U+2421. */
function pictureOf(byte: number): string {
  return byte === 0x7f ? "␡" : String.fromCodePoint(0x2400 + byte);
}

/** Where the first character at or after a place begins, as one that began before it ends there. */
function firstBeginning(bytes: Uint8Array, start: number): number {
  for (let back = 1; back <= 3 && back <= start; back += 1) {
    const length = characterLength(bytes, start - back);
    if (length > 0) return Math.max(start, start - back + length);
  }
  return start;
}

function joined(places: readonly TextPlace[]): TextPlace[] {
  const all: TextPlace[] = [];
  for (const { text, kind } of places) {
    const last = all.at(-1);
    if (last?.kind === kind) last.text += text;
    else all.push({ text, kind });
  }
  return all;
}

/** An offset as a hex dump writes it. */
export function offsetOf(offset: number, digits = 8): string {
  return offset.toString(16).padStart(digits, "0");
}

/** The data as `hexdump -C` prints it: 16 bytes a line. */
export function hexDump(bytes: Uint8Array): string {
  const bytesARow = 16;
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += bytesARow) {
    const place = { bytes, start, end: Math.min(bytes.length, start + bytesARow), bytesARow };
    lines.push(`${offsetOf(start)}  ${hexOf(place)}  |${asciiOf(place)}|`);
  }
  return lines.join("\n");
}
