import { limits } from "@sockpit/protocol";
import { expect, it } from "vitest";
import { PacketRing } from "./packet-ring.js";

function packet(seconds: number, lengthBytes: number) {
  return { bytes: new Uint8Array(lengthBytes), seconds, nanoseconds: 0, comment: null, part: null };
}

it("The ring keeps the newest packets, and counts those that went", () => {
  const ring = new PacketRing();
  const extra = 5000;
  for (let number = 0; number < limits.capturePackets + extra; number += 1) ring.add(packet(number, 40));
  const kept = ring.packets();
  expect(kept).toHaveLength(limits.capturePackets);
  expect(kept[0]?.seconds).toBe(extra);
  expect(kept.at(-1)?.seconds).toBe(limits.capturePackets + extra - 1);
  expect(ring.evicted).toBe(extra);
});

it("The ring keeps no more bytes than its bound", () => {
  const ring = new PacketRing();
  const large = 65_535;
  const fitting = Math.floor(limits.captureBytes / large);
  for (let number = 0; number < fitting + 3; number += 1) ring.add(packet(number, large));
  expect(ring.packets().map(({ seconds }) => seconds)).toEqual(
    Array.from({ length: fitting }, (_, index) => index + 3),
  );
  expect(ring.evicted).toBe(3);
});
