import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { FrameUnmasker } from "./frame-unmasker.js";

const lengths = [0, 1, 5, 125, 126, 300, 65_535, 65_536, 200_001];

/** RFC 6455 §5.2: a client's binary frame. */
function frame(payload: Uint8Array, key: Uint8Array): { masked: Uint8Array; unmasked: Uint8Array } {
  const { length } = payload;
  const extended = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const header = Buffer.alloc(2 + extended);
  header[0] = 0x82;
  header[1] = 0x80 | (extended === 0 ? length : extended === 2 ? 126 : 127);
  if (extended === 2) header.writeUInt16BE(length, 2);
  if (extended === 8) header.writeBigUInt64BE(BigInt(length), 2);
  const masked = payload.map((byte, at) => byte ^ (key[at & 3] ?? 0));
  return {
    masked: Buffer.concat([header, key, masked]),
    unmasked: Buffer.concat([header, new Uint8Array(4), payload]),
  };
}

describe("A client's frames are unmasked in place", () => {
  test.each([1, 2, 3, 7, 64, 129, 4096, 65_536, 1_000_000])(
    "as they come in pieces of %i bytes",
    (pieceBytes) => {
      const frames = lengths.map((length) => frame(randomBytes(length), randomBytes(4)));
      const bytes = Buffer.concat(frames.map(({ masked }) => masked));
      const unmasker = new FrameUnmasker();
      for (let start = 0; start < bytes.length; start += pieceBytes)
        unmasker.unmask(bytes.subarray(start, start + pieceBytes));
      expect(bytes.equals(Buffer.concat(frames.map(({ unmasked }) => unmasked)))).toBe(true);
    },
  );

  test("and what follows a frame that is not masked stays as it is: the connection ends there", () => {
    const unmasker = new FrameUnmasker();
    const bytes = Uint8Array.of(0x82, 0x05, 1, 2, 3, 4, 5, 0x82, 0x81, 9, 9, 9, 9, 1);
    const before = Uint8Array.from(bytes);
    unmasker.unmask(bytes);
    expect(bytes).toEqual(before);
  });
});
