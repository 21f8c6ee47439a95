import { randomFillSync } from "node:crypto";
import { expect, test } from "vitest";
import { unmask } from "./unmask.js";

test("Unmasking combines each byte with the mask's four in turn, wherever the bytes begin and however many they are", () => {
  const mask = Uint8Array.of(0x12, 0xfe, 0x00, 0x81);
  const memory = randomFillSync(new Uint8Array(512));
  for (let start = 0; start < 9; start += 1) {
    for (const length of [0, 1, 3, 4, 63, 64, 65, 66, 67, 68, 300]) {
      const copy = new Uint8Array(memory);
      unmask(copy.subarray(start, start + length), mask);
      const expected = memory.map((byte, at) =>
        at < start || at >= start + length ? byte : byte ^ (mask[(at - start) % 4] ?? 0),
      );
      expect(copy).toEqual(expected);
    }
  }
});
