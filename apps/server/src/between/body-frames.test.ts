import { limits } from "@sockpit/protocol";
import { expect, test } from "vitest";
import { BodyFrames, bodyHeader } from "./body-frames.js";

test.each([1, 7, 100, 4096])(
  "Bodies are found in reads of %i bytes, which use the same memory",
  (readBytes) => {
    const bodies = [
      { id: 1, bytes: new Uint8Array(300).fill(1) },
      { id: 2 ** 32 - 1, bytes: new Uint8Array(5).fill(2) },
      { id: 3, bytes: new Uint8Array(1000).fill(3) },
    ];
    const stream = Buffer.concat(bodies.flatMap(({ id, bytes }) => [bodyHeader(id, bytes.length), bytes]));
    const found: unknown[] = [];
    const frames = new BodyFrames((id, bytes) => found.push({ id, bytes }));
    const memory = new Uint8Array(readBytes);
    for (let at = 0; at < stream.length; at += readBytes) {
      const piece = stream.subarray(at, at + readBytes);
      memory.set(piece);
      frames.read(memory.subarray(0, piece.length));
      memory.fill(0xff);
    }
    expect(found).toEqual(bodies);
  },
);

test("What announces more than a message may hold is no channel of bodies", () => {
  const frames = new BodyFrames(() => undefined);
  expect(() => frames.read(bodyHeader(1, limits.messageBytes + 1))).toThrow("was announced");
});
