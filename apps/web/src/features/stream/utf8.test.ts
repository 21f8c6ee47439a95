import { describe, expect, it } from "vitest";
import { readUtf8, textOf, type Utf8Part } from "./utf8.js";

const encoder = new TextEncoder();

function read(bytes: Uint8Array): string[] {
  return readUtf8({ bytes, from: 0, to: bytes.length }).map(told);
}

function told(part: Utf8Part): string {
  return part.kind === "text"
    ? part.text
    : `${part.why} ${[...part.bytes].map((b) => b.toString(16)).join(" ")}`;
}

describe("readUtf8", () => {
  it("reads text of every length of character", () => {
    expect(read(encoder.encode("aé您😀\n"))).toEqual(["aé您😀\n"]);
  });

  it("shows the two halves of a character that data was split in", () => {
    const bytes = encoder.encode("您好");
    expect(read(bytes.subarray(0, 4))).toEqual(["您", "ends e5"]);
    expect(read(bytes.subarray(0, 5))).toEqual(["您", "ends e5 a5"]);
    expect(read(bytes.subarray(4))).toEqual(["begins a5 bd"]);
    expect(read(bytes.subarray(5))).toEqual(["begins bd"]);
    expect(read(bytes.subarray(1, 5))).toEqual(["begins 82 a8", "ends e5 a5"]);
  });

  it("distinguishes what is not valid UTF-8 from what is cut", () => {
    expect(read(Uint8Array.of(0x41, 0x80, 0xff, 0x42))).toEqual(["A", "invalid 80 ff", "B"]);
    expect(read(Uint8Array.of(0xe6, 0x41))).toEqual(["invalid e6", "A"]);
    expect(read(Uint8Array.of(0xc0, 0xaf))).toEqual(["invalid c0 af"]);
    expect(read(Uint8Array.of(0xed, 0xa0, 0x80))).toEqual(["invalid ed a0 80"]);
  });

  it("reads a part as a part of the whole: what stands before it is no cut", () => {
    const bytes = Uint8Array.of(0x41, 0x42, 0x43, 0x44, 0x80);
    expect(readUtf8({ bytes, from: 4, to: 5 }).map(told)).toEqual(["invalid 80"]);
  });

  it("agrees with the browser's decoder on any bytes", () => {
    let seed = 1;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed;
    };
    for (let round = 0; round < 2000; round += 1) {
      const bytes = Uint8Array.from({ length: random() % 12 }, () => random() % 256);
      const text = readUtf8({ bytes, from: 0, to: bytes.length })
        .map((part) => (part.kind === "text" ? part.text : "\u{fffd}"))
        .join("");
      const expected = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
      expect(text.replace(/\u{fffd}+/gu, "\u{fffd}")).toBe(expected.replace(/\u{fffd}+/gu, "\u{fffd}"));
    }
  });

  it("writes what is no character as Python would", () => {
    expect(textOf(Uint8Array.of(0x41, 0xe6, 0x82))).toBe("A\\xe6\\x82");
  });
});
