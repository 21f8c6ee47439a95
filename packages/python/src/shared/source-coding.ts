/** How a source file's bytes become text and text its bytes: PEP 263, with the encodings that a browser decodes. */

/** Codecs of Python that a browser knows by another name; the others have the same in both. */
const BROWSER_NAMES: Readonly<Record<string, string>> = {
  "950": "big5",
  cp950: "big5",
  ms950: "big5",
  "big5-tw": "big5",
  big5hkscs: "big5",
  "936": "gbk",
  cp936: "gbk",
  ms936: "gbk",
  "euc-cn": "gbk",
  cp932: "shift_jis",
  ms932: "shift_jis",
  "shift-jisx0213": "shift_jis",
  ujis: "euc-jp",
  cp949: "euc-kr",
  uhc: "euc-kr",
  "utf-8-sig": "utf-8",
  utf8: "utf-8",
};

/** What a file without a coding line may be, as far as it is no UTF-8: encodings of text on computers in use. */
export const guessedEncodings = ["big5", "gbk", "shift_jis", "euc-kr", "windows-1252"] as const;
export type GuessedEncoding = (typeof guessedEncodings)[number];

export type DecodedSource =
  /** `declared`: by the file's coding line or its byte order mark. */
  | { readonly kind: "text"; readonly text: string; readonly encoding: string; readonly isDeclared: boolean }
  /** No UTF-8, and nothing in it says what else; `readings` are the likely ones, the likeliest first. */
  | { readonly kind: "unknown"; readonly readings: readonly SourceReading[] }
  /** No text at all. */
  | { readonly kind: "binary" };

export interface SourceReading {
  readonly encoding: GuessedEncoding;
  readonly text: string;
}

/** The encoding that the file's first or second line declares, as it stands there; undefined where none does. */
export function declaredEncoding(source: string): string | undefined {
  const [first = "", second = ""] = source.split(/\r\n?|\n/, 2);
  const [, name] = CODING.exec(first) ?? [];
  if (name !== undefined || !BLANK_OR_COMMENT.test(first)) return name;
  return CODING.exec(second)?.[1];
}

const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#.*)?$/;

/** Reads a file's bytes. */
export function decodeSource(bytes: Uint8Array): DecodedSource {
  const marked = markedEncoding(bytes);
  if (marked !== undefined) {
    const text = decode(bytes, marked);
    return text === undefined
      ? { kind: "binary" }
      : { kind: "text", text, encoding: marked, isDeclared: true };
  }
  // What the coding line is written in is ASCII in every encoding that Python takes.
  const declared = declaredEncoding(decode(bytes.subarray(0, 1024), "latin1") ?? "");
  const encoding = declared === undefined ? undefined : browserName(declared);
  if (encoding !== undefined && encoding !== "utf-8") {
    const text = decode(bytes, encoding);
    if (text !== undefined) return { kind: "text", text, encoding, isDeclared: true };
  }
  const text = decode(bytes, "utf-8");
  if (text !== undefined)
    return { kind: "text", text, encoding: "utf-8", isDeclared: declared !== undefined };
  if (bytes.includes(0)) return { kind: "binary" };
  return { kind: "unknown", readings: readingsOf(bytes) };
}

/**
 * The bytes of a source in the encoding that its coding line declares. UTF-8 where it declares none or one that a browser
 * does not know, and where it has characters that the encoding has not: `isDeclared` is false then.
 */
export function encodeSource(source: string): {
  bytes: Uint8Array<ArrayBuffer>;
  encoding: string;
  isDeclared: boolean;
} {
  const declared = declaredEncoding(source);
  const encoding = declared === undefined ? "utf-8" : browserName(declared);
  if (encoding !== undefined && encoding !== "utf-8") {
    const bytes = encode(source, encoding);
    if (bytes !== undefined) return { bytes, encoding, isDeclared: true };
  }
  return { bytes: new TextEncoder().encode(source), encoding: "utf-8", isDeclared: encoding === "utf-8" };
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/** The browser's name of an encoding that Python knows by this one; undefined where it has none. */
function browserName(pythonName: string): string | undefined {
  const name = pythonName.toLowerCase().replaceAll("_", "-");
  const joined = name.replaceAll("-", "");
  for (const label of [BROWSER_NAMES[name] ?? BROWSER_NAMES[joined] ?? name, joined]) {
    try {
      return new TextDecoder(label).encoding;
    } catch {
      // The next one.
    }
  }
  return undefined;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The encodings in which the bytes are text, by how many of its letters are common ones. */
function readingsOf(bytes: Uint8Array): SourceReading[] {
  const readings = guessedEncodings.flatMap((encoding) => {
    const text = decode(bytes, encoding);
    return text === undefined ? [] : [{ encoding, text, share: commonShare(bytes, encoding) }];
  });
  return readings.toSorted((a, b) => b.share - a.share).map(({ encoding, text }) => ({ encoding, text }));
}

/** First bytes of an encoding's common characters: the first level of its standard, and kana. */
const COMMON: Readonly<Record<GuessedEncoding, readonly (readonly [from: number, to: number])[]>> = {
  big5: [[0xa4, 0xc6]],
  gbk: [[0xb0, 0xd7]],
  shift_jis: [[0x82, 0x97]],
  "euc-kr": [[0xb0, 0xc8]],
  "windows-1252": [],
};

/** The share of a text's characters of two bytes that are common in an encoding, punctuation left out. */
function commonShare(bytes: Uint8Array, encoding: GuessedEncoding): number {
  let characters = 0;
  let common = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x81) continue;
    at += 1;
    // Their punctuation stands in front of it.
    if (byte >= 0xa1 && byte <= 0xa3) continue;
    characters += 1;
    if (COMMON[encoding].some(([from, to]) => byte >= from && byte <= to)) common += 1;
  }
  return characters === 0 ? 0 : common / characters;
}

/** Undefined where a character is none of the encoding's. */
function encode(source: string, encoding: string): Uint8Array<ArrayBuffer> | undefined {
  const table = tableOf(encoding);
  const bytes: number[] = [];
  for (const character of source) {
    const code = character.charCodeAt(0);
    if (code < 0x80) {
      bytes.push(code);
      continue;
    }
    const found = table.get(character);
    if (found === undefined) return undefined;
    bytes.push(...found);
  }
  return Uint8Array.from(bytes);
}

/** Characters that Big5 has twice and writes by the later pair: https://encoding.spec.whatwg.org/#index-big5-pointer */
const BY_LAST_PAIR = "\u2550\u255e\u2561\u256a\u5341\u5345";

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** The bytes of each character, found by decoding every byte and pair of bytes: browsers encode UTF-8 only. */
function tableOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const table = new Map<string, readonly number[]>();
  // In Big5 the pairs below are the extensions of Hong Kong, which browsers only read.
  const firstLead = encoding === "big5" ? 0xa1 : 0x80;
  for (let lead = 0x80; lead <= 0xff; lead += 1) {
    const single = decode(Uint8Array.of(lead), encoding);
    if (single !== undefined) table.set(single, [lead]);
    else if (lead >= firstLead) addPairs(table, encoding, lead);
  }
  tables.set(encoding, table);
  return table;
}

function addPairs(table: Map<string, readonly number[]>, encoding: string, lead: number): void {
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    const character = decode(Uint8Array.of(lead, trail), encoding);
    // Two characters where the first byte stands for itself.
    if (character === undefined || [...character].length !== 1) continue;
    if (!table.has(character) || (encoding === "big5" && BY_LAST_PAIR.includes(character))) {
      table.set(character, [lead, trail]);
    }
  }
}
