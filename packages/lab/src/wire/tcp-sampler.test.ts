import { limits } from "@sockpit/protocol";
import { type DecodedPacket, decodePacket, type TcpSample } from "@sockpit/sockets";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CarriedPacket } from "./carried-packet.js";
import { TcpSampler } from "./tcp-sampler.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ACK = 0x10;
const RST = 0x04;
const delivered = { isDelivered: true, effects: [], cause: null, isCopy: false } as const;

/** A TCP segment over IPv4 from 10.0.0.1 to 10.0.0.2, as its bytes; checksums are nobody's business here. */
function segment({ port, seq = 0, ack = 0, flags = ACK, bytes = 0 }: Record<string, number>): CarriedPacket {
  const frame = new Uint8Array(40 + (bytes ?? 0));
  const view = new DataView(frame.buffer);
  frame.set([0x45, 0, 0, 0, 0, 0, 0, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]);
  view.setUint16(2, frame.length);
  view.setUint16(20, port ?? 0);
  view.setUint16(22, 8088);
  view.setUint32(24, seq);
  view.setUint32(28, ack);
  view.setUint8(32, 0x50);
  view.setUint8(33, flags);
  const decoded: DecodedPacket | null = decodePacket(frame);
  if (decoded === null) throw new Error("it is no packet");
  const packet = new CarriedPacket({ id: 1, from: 0, to: 1, frame, headerBytes: 0 });
  packet.isRecorded = true;
  return packet;
}

function sampled() {
  const clock = { nowUs: 0 };
  const samples: { place: number; port: number; atUs: number }[] = [];
  let asked = { place: 0, port: 0 };
  const sampler = new TcpSampler({
    nowUs: () => clock.nowUs,
    sample: (place, { local, peer }) => {
      asked = { place, port: local.port === 8088 ? peer.port : local.port };
      return {} as TcpSample;
    },
    onSample: (_, atUs) => samples.push({ ...asked, atUs }),
  });
  /** Time goes on, for timers too. */
  const pass = (ms: number) => {
    for (let count = 0; count < ms; count += 1) {
      clock.nowUs += 1000;
      vi.advanceTimersByTime(1);
    }
  };
  return { sampler, samples, clock, pass };
}

test("an ACK has the socket sampled that it came to", () => {
  const { sampler, samples } = sampled();
  sampler.onLeft(segment({ port: 5 }), delivered, 10);
  expect(samples).toEqual([{ place: 1, port: 5, atUs: 10 }]);
});

test("what comes within the interval is sampled at its end, once", () => {
  const { sampler, samples, pass } = sampled();
  for (let ack = 1; ack < 50; ack += 1) sampler.onLeft(segment({ port: 5, ack }), delivered, 0);
  pass(limits.tcpSampleMs);
  pass(100);
  expect(samples.map(({ atUs }) => atUs)).toEqual([0, limits.tcpSampleMs * 1000]);
});

test("data with the same acknowledgement says nothing of the socket that it came to", () => {
  const { sampler, samples, pass } = sampled();
  for (let seq = 0; seq < 500; seq += 100) {
    sampler.onLeft(segment({ port: 5, seq, ack: 7, bytes: 100 }), delivered, 0);
    pass(limits.tcpSampleMs);
  }
  expect(samples).toHaveLength(1);
});

test("a segment that is sent again has its sender sampled, and one that is new has not", () => {
  const { sampler, samples } = sampled();
  sampler.onEntered(segment({ port: 5, seq: 0xffff_fff0, bytes: 100 }), 0);
  sampler.onEntered(segment({ port: 5, seq: 84, bytes: 100 }), 0);
  expect(samples).toEqual([]);
  sampler.onEntered(segment({ port: 5, seq: 84, bytes: 100 }), 20);
  expect(samples).toEqual([{ place: 0, port: 5, atUs: 20 }]);
});

test("what is lost, corrupted, a reset or not in the record brings no sample", () => {
  const { sampler, samples } = sampled();
  sampler.onLeft(segment({ port: 5 }), { ...delivered, isDelivered: false }, 0);
  sampler.onLeft(segment({ port: 5 }), { ...delivered, effects: ["corrupted"] }, 0);
  sampler.onLeft(segment({ port: 5, flags: ACK | RST }), delivered, 0);
  const unrecorded = segment({ port: 5 });
  unrecorded.isRecorded = false;
  sampler.onLeft(unrecorded, delivered, 0);
  expect(samples).toEqual([]);
});

test("many busy connections share the samples of a second, and each gets some", () => {
  const { sampler, samples, clock, pass } = sampled();
  for (let ms = 0; ms < 3000; ms += 1) {
    for (let port = 1; port <= 50; port += 1)
      sampler.onLeft(segment({ port, ack: ms }), delivered, clock.nowUs);
    pass(1);
  }
  expect(samples.length).toBeLessThanOrEqual(4 * limits.tcpSamplesPerSecond);
  expect(new Set(samples.map(({ port }) => port)).size).toBe(50);
});

test("nothing is sampled after it has been closed", () => {
  const { sampler, samples, pass } = sampled();
  sampler.onLeft(segment({ port: 5, ack: 1 }), delivered, 0);
  sampler.onLeft(segment({ port: 5, ack: 2 }), delivered, 0);
  sampler.close();
  pass(100);
  expect(samples).toHaveLength(1);
});
