import { concatBytes } from "@sockpit/protocol";

/** DER as far as certificates need it, written and never read: ITU-T X.690, RFC 5280. */

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Class and form of tags that a structure gives its fields: `[n]`, with a value of its own or around another one. */
const CONTEXT = 0x80;
const CONSTRUCTED = 0x20;

/** UTCTime has two digits for the year: 1950 to 2049. RFC 5280 §4.1.2.5. */
const FIRST_GENERALIZED_YEAR = 2050;

export type Der = Uint8Array<ArrayBuffer>;

function value(tag: number, content: Uint8Array): Der {
  const { length } = content;
  if (length < 0x80) return concatBytes([Uint8Array.of(tag, length), content]);
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return concatBytes([Uint8Array.of(tag, 0x80 | bytes.length, ...bytes), content]);
}

export function sequence(...parts: readonly Uint8Array[]): Der {
  return value(tags.sequence, concatBytes(parts));
}

export function set(...parts: readonly Uint8Array[]): Der {
  return value(tags.set, concatBytes(parts));
}

/** A whole number of any size that is not negative, its highest byte first. */
export function integer(bytes: Uint8Array): Der {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Uint8Array.of(0) : bytes.subarray(first);
  // The highest bit is the sign.
  const isNegative = ((digits[0] ?? 0) & 0x80) !== 0;
  return value(tags.integer, isNegative ? concatBytes([Uint8Array.of(0), digits]) : digits);
}

/** True; false is what is left out. */
export function isTrue(): Der {
  return value(tags.boolean, Uint8Array.of(0xff));
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Der {
  return value(tags.bitString, concatBytes([Uint8Array.of(unusedBits), bytes]));
}

export function octetString(bytes: Uint8Array): Der {
  return value(tags.octetString, bytes);
}

export function utf8String(text: string): Der {
  return value(tags.utf8String, new TextEncoder().encode(text));
}

/** `1.2.840.10045.4.3.2`. */
export function objectIdentifier(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = rest.flatMap((arc) => {
    const septets = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) septets.unshift((left & 0x7f) | 0x80);
    return septets;
  });
  return value(tags.objectIdentifier, Uint8Array.of(first * 40 + second, ...bytes));
}

/** To the second, in UTC. */
export function time(moment: Date): Der {
  const digits = moment
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replace(/[-:T]/g, "");
  const isShort = moment.getUTCFullYear() < FIRST_GENERALIZED_YEAR;
  return value(
    isShort ? tags.utcTime : tags.generalizedTime,
    new TextEncoder().encode(isShort ? digits.slice(2) : digits),
  );
}

/** `[n] EXPLICIT`: around another value. */
export function tagged(number: number, inner: Uint8Array): Der {
  return value(CONTEXT | CONSTRUCTED | number, inner);
}

/** `[n] IMPLICIT` of something primitive: the bytes themselves. */
export function bytesTagged(number: number, bytes: Uint8Array): Der {
  return value(CONTEXT | number, bytes);
}
