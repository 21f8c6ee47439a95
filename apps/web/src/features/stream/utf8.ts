/** A stretch of bytes as UTF-8 (RFC 3629): text, or bytes that are no whole character. */
export type Utf8Part =
  | { kind: "text"; text: string }
  /** `begins`, `ends`: the data begins or ends inside of a character. `invalid`: no UTF-8 at all. */
  | { kind: "broken"; bytes: Uint8Array; why: "begins" | "ends" | "invalid" };

/** Data, of which a part is read: what stands before and after it says whether a character is cut or wrong. */
export interface Utf8Range {
  bytes: Uint8Array;
  from: number;
  to: number;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Longest encoding of a character, in bytes. */
const LONGEST = 4;

/** Reads a part of some data, character by character; `from` and `to` must not lie inside of one. */
export function readUtf8({ bytes, from, to }: Utf8Range): Utf8Part[] {
  const parts: Utf8Part[] = [];
  let textFrom = from;
  let at = from;
  const endText = () => {
    if (at > textFrom) parts.push({ kind: "text", text: decoder.decode(bytes.subarray(textFrom, at)) });
  };
  while (at < to) {
    const length = characterLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    endText();
    const end = Math.min(to, at - length);
    addBroken(parts, { bytes: bytes.subarray(at, end), why: whyBroken(bytes, at, end) });
    at = end;
    textFrom = at;
  }
  endText();
  return parts;
}

function addBroken(parts: Utf8Part[], { bytes, why }: Omit<Utf8Part & { kind: "broken" }, "kind">): void {
  const last = parts.at(-1);
  if (last?.kind === "broken" && last.why === why) last.bytes = Uint8Array.from([...last.bytes, ...bytes]);
  else parts.push({ kind: "broken", bytes, why });
}

/**
 * Bytes of the character that begins at `at`; less than 0 where none does: so many bytes are broken. It costs no
 * allocation, because it is asked for each character of megabytes.
 */
export function characterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return -1;
  for (let index = 1; index < length; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return -index;
    if (!(index === 1 ? isSecond(lead, byte) : isContinuation(byte))) return -index;
  }
  return length;
}

/** RFC 3629 §4: some lead bytes allow fewer second bytes, so that each character has one encoding. */
function isSecond(lead: number, byte: number): boolean {
  if (lead === 0xe0) return byte >= 0xa0 && byte <= 0xbf;
  if (lead === 0xed) return byte >= 0x80 && byte <= 0x9f;
  if (lead === 0xf0) return byte >= 0x90 && byte <= 0xbf;
  if (lead === 0xf4) return byte >= 0x80 && byte <= 0x8f;
  return isContinuation(byte);
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function whyBroken(bytes: Uint8Array, at: number, end: number): "begins" | "ends" | "invalid" {
  const isAtStart = at < LONGEST - 1 && bytes.subarray(0, end).every(isContinuation);
  if (isAtStart) return "begins";
  return end === bytes.length && (bytes[at] ?? 0) >= 0xc2 && (bytes[at] ?? 0) <= 0xf4 ? "ends" : "invalid";
}

/** The text of some data for a clipboard or a file, with what is no character as `\xe4`. */
export function textOf(bytes: Uint8Array): string {
  return readUtf8({ bytes, from: 0, to: bytes.length })
    .map((part) => (part.kind === "text" ? part.text : escaped(part.bytes)))
    .join("");
}

function escaped(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}
