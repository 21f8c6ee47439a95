const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Bytes that are not UTF-8 stand as U+DC80 … U+DCFF, which occur in no text: PEP 383. */
const ESCAPE = 0xdc00;
const ESCAPED = /[\udc80-\udcff]/u;

/** The bytes of a Unix socket's name as the protocol writes it. */
export function encodeUnixName(name: string): Uint8Array {
  if (!ESCAPED.test(name)) return encoder.encode(name);
  const bytes = Array.from(name, (character) =>
    ESCAPED.test(character) ? [character.charCodeAt(0) - ESCAPE] : [...encoder.encode(character)],
  );
  return Uint8Array.from(bytes.flat());
}

/** A Unix socket's name as text. Each byte that is not part of UTF-8 is escaped, and comes back from `encodeUnixName`. */
export function decodeUnixName(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = characterBytes(bytes[at] ?? 0);
    const character = decoded(bytes.subarray(at, at + length));
    text += character ?? String.fromCharCode(ESCAPE + (bytes[at] ?? 0));
    at += character === undefined ? 1 : length;
  }
  return text;
}

function characterBytes(lead: number): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
