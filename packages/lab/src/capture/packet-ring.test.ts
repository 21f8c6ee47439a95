import { limits } from "@sockpit/protocol";
import { expect, it } from "vitest";
import { RecordBudget } from "../records/record-budget.js";
import type { KeptEnds, KeptPacket, StreamPart } from "./kept-packet.js";
import { PacketRing } from "./packet-ring.js";

const plain = { comment: null, face: 0, isCarried: false };

function packet(seconds: number, lengthBytes: number): KeptPacket {
  return { ...plain, bytes: new Uint8Array(lengthBytes), seconds, nanoseconds: 0, part: null };
}

const part: StreamPart = {
  side: 1,
  order: 9,
  at: 12_345_678_901,
  call: 7,
  relativeSeq: 2 ** 32 - 1,
  payloadStart: 40,
  payloadBytes: 60,
};

const source = { host: "127.0.0.1", port: 40_000, socket: "1234" };
const destination = { host: "fe80::1", port: 8088, socket: null };
const inStream: KeptEnds & { stream: number } = { stream: 4, source, destination };
/** The other side sends. */
const inReply: typeof inStream = { stream: 4, source: destination, destination: source };

const ringOf = (budgetBytes = limits.recordBytes) => new PacketRing(new RecordBudget(budgetBytes).open());

const kept = (ring: PacketRing) => [...ring.packets()].map(({ seconds }) => seconds);

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

it("The ring gives back what it was given", () => {
  const ring = ringOf();
  const bytes = Uint8Array.from({ length: 100 }, (_, index) => index);
  const datagram = { ...part, side: 0, call: undefined, relativeSeq: null } as const;
  const comment = "伺服器: sendall (call 7, 伺服器.py:8)";
  ring.add({
    ...plain,
    bytes,
    seconds: 1_800_000_000,
    nanoseconds: 999_999_999,
    comment,
    part: { ...inStream, ...part },
  });
  ring.add({ ...plain, bytes, seconds: 1, nanoseconds: 2, part: { ...inReply, ...datagram } });
  ring.add({ ...plain, bytes, seconds: 3, nanoseconds: 4, part: null });
  ring.add({ ...plain, bytes, seconds: 5, nanoseconds: 6, part: null, face: 1, isCarried: true });
  ring.add({ ...plain, bytes, seconds: 7, nanoseconds: 8, part: null, face: null });
  ring.setFate(4, "wire: dropped");
  const packets = [...ring.packets()].map((each) => ({ ...each, bytes: Uint8Array.from(each.bytes) }));
  expect(packets).toEqual([
    { bytes, seconds: 1_800_000_000, nanoseconds: 999_999_999, comment, interface: 0 },
    { bytes, seconds: 1, nanoseconds: 2, comment: null, interface: 0 },
    { bytes, seconds: 3, nanoseconds: 4, comment: null, interface: 0 },
    { bytes, seconds: 5, nanoseconds: 6, comment: "wire: dropped", interface: 1 },
  ]);
  expect(ring.stream(4)).toEqual({
    stream: 4,
    ends: [destination, source],
    parts: [
      { packet: 1, ...part },
      { packet: 2, ...datagram },
    ],
  });
  expect(ring.stream(1)).toBeUndefined();
  expect(Uint8Array.from(ring.bytesOf(2) ?? [])).toEqual(bytes);
});

it("The ring keeps the newest packets, and counts those that went", () => {
  const ring = ringOf();
  const added = limits.capturePackets + 5000;
  for (let number = 0; number < added; number += 1) ring.add(packet(number, 40));
  expect(ring.lastNumber).toBe(added);
  expect(added - ring.evicted).toBeGreaterThanOrEqual(limits.capturePackets);
  expect(ring.evicted).toBeGreaterThan(0);
  expect(kept(ring)).toEqual(range(ring.evicted, added));
});

it("The ring keeps no more bytes than its bound, and nearly as many", () => {
  const ring = ringOf();
  const large = 65_535;
  const fitting = Math.floor(limits.captureBytes / large);
  const added = 2 * fitting;
  for (let number = 0; number < added; number += 1) ring.add(packet(number, large));
  expect(kept(ring)).toEqual(range(ring.evicted, added));
  expect(kept(ring).length).toBeLessThanOrEqual(fitting);
  expect(kept(ring).length).toBeGreaterThan(0.9 * fitting);
});

it("Packets that go while the ring is read are left out", () => {
  const ring = ringOf(64 * 1024);
  for (let number = 0; number < 500; number += 1) ring.add(packet(number, 40));
  const packets = ring.packets();
  expect(packets.next().value?.seconds).toBe(0);
  for (let number = 500; number < 1000; number += 1) ring.add(packet(number, 40));
  const { evicted } = ring;
  expect(evicted).toBeGreaterThan(0);
  expect([...packets].map(({ seconds }) => seconds)).toEqual(range(evicted, 500));
});

it("A stream names the sockets that the newest packets were known to belong to", () => {
  const ring = ringOf();
  const add = (ends: Partial<typeof inStream>) =>
    ring.add({ ...packet(1, 100), part: { ...part, ...inStream, ...ends } });
  add({ destination: { ...destination, socket: "listener" } });
  add({ destination: { ...destination, socket: "accepted" } });
  add({ source: { ...source, socket: null } });
  expect(ring.stream(4)?.ends.map(({ socket }) => socket)).toEqual(["accepted", "1234"]);
});
