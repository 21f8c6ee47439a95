import { describe, expect, test } from "vitest";
import { decodeBinary, decodeJson, encodeBinary, encodeJson } from "./codec.js";
import { Data } from "./values/data.js";

const payloads = {
  empty: new Uint8Array(),
  ascii: new TextEncoder().encode("hello"),
  chinese: new TextEncoder().encode("你好，世界 🌏"),
  "a byte order mark": Uint8Array.of(0xef, 0xbb, 0xbf, 0x61),
  "every byte": Uint8Array.from({ length: 256 }, (_, byte) => byte),
  "half a character": Uint8Array.of(0x61, 0xe4, 0xbd),
  "a surrogate in UTF-8": Uint8Array.of(0xed, 0xa0, 0x80),
  "more than a slice": new Uint8Array(100_000).fill(0xfe),
};

describe("Messages", () => {
  test.each(Object.entries(payloads))("carry data unchanged both ways: %s", (_name, data) => {
    const json = decodeJson(encodeJson({ data })) as { data: Data };
    expect(Data.parse(json.data)).toEqual(data);
    const binary = decodeBinary(encodeBinary({ data })) as { data: Data };
    expect(Data.parse(binary.data)).toEqual(data);
    expect(binary.data).toBeInstanceOf(Uint8Array);
  });

  test("hold text where bytes are valid UTF-8, else base64", () => {
    expect(encodeJson({ data: payloads.chinese })).toBe('{"data":{"text":"你好，世界 🌏"}}');
    expect(encodeJson({ data: payloads["half a character"] })).toBe('{"data":{"base64":"YeS9"}}');
    expect(encodeJson({ data: payloads.empty })).toBe('{"data":{"text":""}}');
  });

  test("leave out what is undefined, in both forms", () => {
    expect(decodeBinary(encodeBinary({ id: 1, source: undefined }))).toEqual({ id: 1 });
    expect(encodeJson({ id: 1, source: undefined })).toBe('{"id":1}');
  });

  test("are one value: what is cut short, goes on or cannot be is refused", () => {
    for (const bytes of [[], [0xc1], [0xd9, 5, 0x61], [0xc0, 0xc0], [0xdf, 0xff, 0xff, 0xff, 0xff]]) {
      expect(() => decodeBinary(Uint8Array.from(bytes)), String(bytes)).toThrow();
    }
    for (const text of ["", "{", "{}{}", "NaN", "{'a':1}"])
      expect(() => decodeJson(text), text).toThrow(SyntaxError);
  });
});
