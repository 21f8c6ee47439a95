import { concatBytes, encodeBinary, type MessageEncoding } from "@sockpit/protocol";

const utf8 = new TextEncoder();

/** A value written as no encoder would. */
export class Raw {
  readonly json: string;
  readonly messagePack: Uint8Array;

  constructor(json: string, messagePack: Iterable<number>) {
    this.json = json;
    this.messagePack = Uint8Array.from(messagePack);
  }

  /** Lists in lists. */
  static nested(depth: number): Raw {
    const heads = Array.from({ length: depth }, () => 0x91);
    return new Raw(`${"[".repeat(depth)}0${"]".repeat(depth)}`, [...heads, 0]);
  }

  static keyTwice(): Raw {
    return new Raw('{"a":1,"a":2}', [0x82, 0xa1, 0x61, 1, 0xa1, 0x61, 2]);
  }

  /** A list of one value again and again. */
  static repeated(json: string, last: string, count: number, tag: number): Raw {
    return new Raw(`[${json.repeat(count - 1)}${last}]`, [
      0xdd,
      ...bigEndian(count),
      ...new Uint8Array(count).fill(tag),
    ]);
  }

  static unknownKeys(count: number): Raw {
    const keys = Array.from({ length: count }, (_, index) => `k${index}`);
    const json = keys.map((key) => `"${key}":1`).join(",");
    return new Raw(`{${json}}`, [
      0xdf,
      ...bigEndian(count),
      ...keys.flatMap((key) => [...encodeBinary(key), 1]),
    ]);
  }

  static repeatedKey(count: number): Raw {
    const pairs = new Uint8Array(3 * count);
    for (let at = 0; at < pairs.length; at += 3) pairs.set([0xa1, 0x61, 1], at);
    return new Raw(`{${'"a":1,'.repeat(count - 1)}"a":1}`, [0xdf, ...bigEndian(count), ...pairs]);
  }
}

/** The bytes of a message, with each `Raw` in it as it is. */
export function toWire(message: unknown, encoding: MessageEncoding): Uint8Array<ArrayBuffer> {
  const raws: Raw[] = [];
  const marked = withMarks(message, raws);
  const bytes = encoding === "json" ? utf8.encode(JSON.stringify(marked)) : encodeBinary(marked);
  return raws.reduce((whole, raw, index) => {
    const mark =
      encoding === "json" ? utf8.encode(JSON.stringify(markOf(index))) : encodeBinary(markOf(index));
    const at = Buffer.from(whole.buffer, whole.byteOffset, whole.length).indexOf(mark);
    const written = encoding === "json" ? utf8.encode(raw.json) : raw.messagePack;
    return concatBytes([whole.subarray(0, at), written, whole.subarray(at + mark.length)]);
  }, bytes);
}

function withMarks(value: unknown, raws: Raw[]): unknown {
  if (value instanceof Raw) return markOf(raws.push(value) - 1);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((inner) => withMarks(inner, raws));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withMarks(inner, raws)]));
}

function markOf(index: number): string {
  return `(raw ${index})`;
}

function bigEndian(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
}
