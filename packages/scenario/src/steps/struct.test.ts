import { describe, expect, test } from "vitest";
import { pack, unpack } from "./struct.js";

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Formats, values and bytes, as python3 gives them on 64-bit Linux. */
const same: [string, (number | Uint8Array)[], string][] = [
  ["!H", [443], "01bb"],
  ["!I", [11], "0000000b"],
  ["ii", [1, 0], "0100000000000000"],
  [">hB", [-2, 255], "fffeff"],
  ["<q", [-1], "ffffffffffffffff"],
  ["!Q", [1024], "0000000000000400"],
  ["bi", [1, 2], "0100000002000000"],
  ["=bi", [1, 2], "0102000000"],
  ["@l", [5], "0500000000000000"],
  ["<l", [5], "05000000"],
  ["!HxB 2H", [1, 2, 3, 4], "0001000200030004"],
  ["!B3s", [9, Uint8Array.of(97, 98, 99)], "09616263"],
  ["", [], ""],
];

describe("struct", () => {
  test.each(same)("packs %s as Python does, and unpacks it", (format, values, bytes) => {
    expect(hex(pack(format, values))).toBe(bytes);
    expect(unpack(format, pack(format, values))).toEqual(values);
  });

  test("fills and cuts bytes to the length of an s", () => {
    expect(hex(pack("4s2s", [Uint8Array.of(1), Uint8Array.of(1, 2, 3)]))).toBe("010000000102");
  });

  test.each([
    ["!H", [65_536], "'H' does not hold 65536"],
    ["!B", [-1], "'B' does not hold -1"],
    ["!H", [1, 2], "pack expected 1 items for packing (got 2)"],
    ["!H", ["1"], "required argument is not an integer"],
    ["!s", [1], "argument for 's' must be a bytes object"],
    ["!z", [1], "bad format: codes are x, b, B, h, H, i, I, l, L, q, Q, s"],
    ["!9999999999B", [1], "more than 65536 bytes"],
  ])("refuses %s of %j: %s", (format, values, message) => {
    expect(() => pack(format, values)).toThrow(message);
  });

  test("refuses data of another length", () => {
    expect(() => unpack("!I", Uint8Array.of(1))).toThrow("unpack requires a buffer of 4 bytes (got 1)");
  });
});
