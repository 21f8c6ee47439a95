import { clearWire, limits, type WireRule, type WireSettings } from "@sockpit/protocol";
import { describe, expect, test } from "vitest";
import type { Outcome, PacketHead, ShapedPacket } from "./passage.js";
import { Shaper } from "./shaper.js";
import { WireTotal } from "./wire-total.js";

const there = 0;
const back = 1;
const directions = [
  { from: "client", to: "server" },
  { from: "server", to: "client" },
];

function packet(id: number, lengthBytes = 1500, head: Partial<PacketHead> = {}): ShapedPacket {
  return { id, lengthBytes, head: () => ({ protocol: "TCP", payload: new Uint8Array(0), ...head }) };
}

function makeShaper(settings: Partial<WireSettings> = {}, seed = 1) {
  const shaper = new Shaper<ShapedPacket>({ directions, seed });
  for (const direction of [there, back]) shaper.set(direction, { ...clearWire, ...settings }, 0);
  return shaper;
}

/** All that leaves until a moment, in order. */
function until(shaper: Shaper<ShapedPacket>, nowUs: number): Outcome<ShapedPacket>[] {
  const outcomes: Outcome<ShapedPacket>[] = [];
  for (let next = shaper.take(nowUs); next !== undefined; next = shaper.take(nowUs)) outcomes.push(next);
  return outcomes;
}

function enterMany(shaper: Shaper<ShapedPacket>, count: number, gapUs = 0, lengthBytes = 1500) {
  for (let id = 1; id <= count; id += 1) shaper.enter(packet(id, lengthBytes), there, (id - 1) * gapUs);
}

const idsOf = (outcomes: Outcome<ShapedPacket>[]) => outcomes.map(({ passage }) => passage.packet.id);
const effectsOf = ({ passage }: Outcome<ShapedPacket>) => [...passage.effects];
const YEAR_US = 3e13;

describe("A wire", () => {
  test("passes everything on at once where nothing is set", () => {
    const shaper = makeShaper();
    shaper.enter(packet(1), there, 5);
    expect(shaper.nextUs).toBe(5);
    const [outcome] = until(shaper, 5);
    expect(outcome).toMatchObject({ isDelivered: true, leftUs: 5 });
    expect(outcome && effectsOf(outcome)).toEqual([]);
    expect(shaper.nextUs).toBe(Number.POSITIVE_INFINITY);
  });

  test("delays each packet by its direction's delay", () => {
    const shaper = makeShaper({ delayMs: 10 });
    shaper.set(back, { ...clearWire, delayMs: 3 }, 0);
    shaper.enter(packet(1), there, 0);
    shaper.enter(packet(2), back, 0);
    expect(until(shaper, 2_999)).toEqual([]);
    expect(idsOf(until(shaper, 3_000))).toEqual([2]);
    expect(until(shaper, 10_000)).toMatchObject([{ leftUs: 10_000, isDelivered: true }]);
  });

  test("varies the delay evenly by the jitter, and keeps packets in order", () => {
    const shaper = makeShaper({ delayMs: 10, jitterMs: 5 });
    enterMany(shaper, 2000, 20_000, 100);
    const delays = until(shaper, YEAR_US).map(({ passage, leftUs }) => leftUs - passage.enteredUs);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(5_000);
    expect(Math.max(...delays)).toBeLessThanOrEqual(15_000);
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(9_000);
    const close = makeShaper({ delayMs: 10, jitterMs: 5 });
    enterMany(close, 500, 10);
    expect(idsOf(until(close, YEAR_US))).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
  });

  test("sends at its rate, and lets the queueing delay grow", () => {
    const shaper = makeShaper({ rateBitsPerSecond: 12_000_000 });
    enterMany(shaper, 3);
    expect(shaper.line(there)).toMatchObject({ queuedPackets: 3, queuedBytes: 4500 });
    expect(until(shaper, YEAR_US).map(({ leftUs }) => leftUs)).toEqual([1000, 2000, 3000]);
  });

  test("drops what finds the queue full", () => {
    const shaper = makeShaper({ rateBitsPerSecond: 12_000_000, queueBytes: 3000 });
    enterMany(shaper, 3);
    const outcomes = until(shaper, YEAR_US);
    const lost = outcomes.filter(({ isDelivered }) => !isDelivered);
    expect(idsOf(lost)).toEqual([3]);
    expect(lost[0]?.passage.cause).toEqual({ by: "setting", setting: "queueBytes" });
  });

  test("takes a packet that is larger than its queue where the queue is empty", () => {
    const shaper = makeShaper({ rateBitsPerSecond: 12_000_000, queueBytes: 1500 });
    shaper.enter(packet(1, 9000), there, 0);
    expect(until(shaper, YEAR_US)).toMatchObject([{ isDelivered: true }]);
  });

  test("applies a new rate to what waits in the queue", () => {
    const shaper = makeShaper({ rateBitsPerSecond: 1000 });
    enterMany(shaper, 2);
    shaper.set(there, { ...clearWire, rateBitsPerSecond: 12_000_000 }, 500);
    expect(until(shaper, YEAR_US).map(({ leftUs }) => leftUs)).toEqual([1500, 2500]);
    enterMany(shaper, 2);
    shaper.set(there, clearWire, 2600);
    expect(until(shaper, 2600)).toHaveLength(2);
  });

  test("loses each n-th packet", () => {
    const shaper = makeShaper({ lossEveryNth: 3 });
    enterMany(shaper, 7);
    const lost = until(shaper, YEAR_US).filter(({ isDelivered }) => !isDelivered);
    expect(idsOf(lost)).toEqual([3, 6]);
    expect(lost[0]?.passage.cause).toEqual({ by: "setting", setting: "lossEveryNth" });
  });

  test("loses its share at random, the same packets with the same seed", () => {
    const lostOf = (seed: number) => {
      const shaper = makeShaper({ lossShare: 0.1 }, seed);
      enterMany(shaper, 5000, 0, 100);
      return idsOf(until(shaper, YEAR_US).filter(({ isDelivered }) => !isDelivered));
    };
    expect(lostOf(7)).toEqual(lostOf(7));
    expect(lostOf(7)).not.toEqual(lostOf(8));
    expect(lostOf(7).length).toBeGreaterThan(400);
    expect(lostOf(7).length).toBeLessThan(600);
  });

  test("loses in bursts: as many as Gilbert and Elliott say, and next to each other", () => {
    const shaper = makeShaper({ lossBurst: { startShare: 0.02, endShare: 0.2, lossShare: 1 } });
    enterMany(shaper, 5000, 0, 100);
    const lost = idsOf(until(shaper, YEAR_US).filter(({ isDelivered }) => !isDelivered));
    // p / (p + r), here 9 %.
    expect(lost.length).toBeGreaterThan(300);
    expect(lost.length).toBeLessThan(640);
    const isNeighbour = lost.filter((id, index) => lost[index + 1] === id + 1).length;
    expect(isNeighbour / lost.length).toBeGreaterThan(0.65);
  });

  test("delivers a duplicated packet twice, the second one as a copy", () => {
    const shaper = makeShaper({ duplicateShare: 1, delayMs: 1 });
    shaper.enter(packet(1), there, 0);
    const outcomes = until(shaper, YEAR_US);
    expect(outcomes.map(({ passage, isDelivered }) => [passage.isCopy, isDelivered])).toEqual([
      [false, true],
      [true, true],
    ]);
    expect(outcomes.map(effectsOf)).toEqual([
      ["delayed", "duplicated"],
      ["delayed", "duplicated"],
    ]);
  });

  test("lets the next packet pass one that is reordered, or no other after 20 ms", () => {
    const rules: WireRule[] = [{ id: "swap", match: { nth: 1 }, action: { do: "overtake" } }];
    const shaper = makeShaper({ delayMs: 5 });
    shaper.setRules(rules);
    enterMany(shaper, 3, 1000);
    const outcomes = until(shaper, YEAR_US);
    expect(idsOf(outcomes)).toEqual([2, 1, 3]);
    expect(outcomes.map(({ leftUs }) => leftUs)).toEqual([6000, 6000, 7000]);
    expect(outcomes.map(effectsOf)).toEqual([["delayed"], ["delayed", "overtaken"], ["delayed"]]);
    const alone = makeShaper({ reorderShare: 1 });
    alone.enter(packet(1), there, 0);
    expect(until(alone, 19_999)).toEqual([]);
    expect(until(alone, 20_000)).toHaveLength(1);
  });

  test("marks a corrupted packet with the bit to change", () => {
    const shaper = makeShaper({ corruptShare: 1 });
    shaper.enter(packet(1), there, 0);
    const [outcome] = until(shaper, 0);
    expect(outcome?.passage.corruptSeed).toBeTypeOf("number");
    expect(outcome?.passage.cause).toEqual({ by: "setting", setting: "corruptShare" });
  });

  test("carries nothing while it is down, what was under way included", () => {
    const shaper = makeShaper({ delayMs: 10 });
    shaper.enter(packet(1), there, 0);
    shaper.set(there, { ...clearWire, isDown: true }, 1);
    shaper.enter(packet(2), there, 2);
    const outcomes = until(shaper, YEAR_US);
    expect(outcomes.map(({ isDelivered }) => isDelivered)).toEqual([false, false]);
    expect(outcomes[0]?.passage.cause).toEqual({ by: "setting", setting: "isDown" });
  });
});

describe("A rule", () => {
  const syn: WireRule = {
    id: "no-syn",
    match: { flags: ["SYN"], noFlags: ["ACK"], nth: 1 },
    action: { do: "drop" },
  };

  test("picks the n-th of the packets that fit the rest", () => {
    const shaper = makeShaper();
    shaper.setRules([syn]);
    shaper.enter(packet(1, 60, { flags: ["SYN", "ACK"] }), back, 0);
    shaper.enter(packet(2, 60, { flags: ["SYN"] }), there, 0);
    shaper.enter(packet(3, 60, { flags: ["SYN"] }), there, 0);
    const lost = until(shaper, 0).filter(({ isDelivered }) => !isDelivered);
    expect(idsOf(lost)).toEqual([2]);
    expect(lost[0]?.passage.cause).toEqual({ by: "rule", rule: "no-syn" });
  });

  test("goes on counting where other rules are set beside it", () => {
    const shaper = makeShaper();
    shaper.setRules([{ ...syn, match: { nth: 2 } }]);
    shaper.enter(packet(1), there, 0);
    shaper.setRules([
      { ...syn, match: { nth: 2 } },
      { id: "other", match: { protocol: "UDP" }, action: { do: "drop" } },
    ]);
    shaper.enter(packet(2), there, 0);
    expect(idsOf(until(shaper, 0).filter(({ isDelivered }) => !isDelivered))).toEqual([2]);
  });

  test("matches packets by host, protocol, ports and data", () => {
    const match = {
      from: "client",
      protocol: "UDP",
      sourcePort: 1,
      destinationPort: 2,
      payload: "né",
    } as const;
    const shaper = makeShaper();
    shaper.setRules([{ id: "one", match, action: { do: "drop" } }]);
    const payload = new TextEncoder().encode("nnnét");
    const head = { protocol: "UDP", sourcePort: 1, destinationPort: 2, payload } as const;
    shaper.enter(packet(1, 60, head), there, 0);
    shaper.enter(packet(2, 60, head), back, 0);
    shaper.enter(packet(3, 60, { ...head, payload: payload.subarray(0, 4) }), there, 0);
    shaper.enter(packet(4, 60, { ...head, sourcePort: 3 }), there, 0);
    expect(idsOf(until(shaper, 0).filter(({ isDelivered }) => !isDelivered))).toEqual([1]);
  });

  test("delays one packet, which others pass", () => {
    const shaper = makeShaper();
    shaper.setRules([{ id: "late", match: { nth: 1 }, action: { do: "delay", byMs: 10 } }]);
    enterMany(shaper, 3);
    expect(idsOf(until(shaper, YEAR_US))).toEqual([2, 3, 1]);
  });

  test("spares a packet the settings' losses", () => {
    const shaper = makeShaper({ lossShare: 1 });
    shaper.setRules([{ id: "spare", match: { nth: 2 }, action: { do: "pass" } }]);
    enterMany(shaper, 2);
    expect(idsOf(until(shaper, 0).filter(({ isDelivered }) => isDelivered))).toEqual([2]);
  });
});

describe("A held packet", () => {
  test("waits for a hand, which lets it go, drops it or sends it twice", () => {
    const shaper = makeShaper({ isHolding: true, delayMs: 1 });
    enterMany(shaper, 3);
    expect([...shaper.held()].map(({ packet: { id } }) => id)).toEqual([1, 2, 3]);
    expect(shaper.nextUs).toBe(Number.POSITIVE_INFINITY);
    expect(shaper.act(2, "release", 1000)).toBe(true);
    expect(shaper.act(1, "duplicate", 1000)).toBe(true);
    expect(shaper.act(3, "drop", 1000)).toBe(true);
    expect(shaper.act(3, "drop", 1000)).toBe(false);
    const outcomes = until(shaper, YEAR_US);
    expect(idsOf(outcomes)).toEqual([3, 2, 1, 1]);
    expect(outcomes.map(({ passage }) => passage.cause)).toEqual(Array(4).fill({ by: "hand" }));
    expect(outcomes[2] && effectsOf(outcomes[2])).toEqual(["held", "delayed", "duplicated", "overtaken"]);
  });

  test("goes on by itself once its direction holds no more, unless a rule holds it", () => {
    const shaper = makeShaper({ isHolding: true });
    shaper.setRules([{ id: "keep", match: { nth: 1 }, action: { do: "hold" } }]);
    enterMany(shaper, 2);
    shaper.set(there, clearWire, 10);
    expect(idsOf(until(shaper, 10))).toEqual([2]);
    expect([...shaper.held()].map(({ packet: { id } }) => id)).toEqual([1]);
  });

  test("is one of so many at most: the next is dropped, and says why", () => {
    const shaper = makeShaper({ isHolding: true });
    for (let id = 1; id <= 100_000; id += 1) shaper.enter(packet(id, 40), there, 0);
    expect([...shaper.held()]).toHaveLength(limits.wireHeldPackets);
    const outcomes = until(shaper, 0);
    expect(outcomes).toHaveLength(100_000 - limits.wireHeldPackets);
    expect(outcomes[0]?.passage.cause).toEqual({ by: "limit", limit: "held" });
  });
});

test("A wire carries so many packets and bytes at most, and has room again once they have left", () => {
  const shaper = makeShaper({ delayMs: 10_000 });
  for (let id = 1; id <= limits.wirePackets + 1; id += 1) shaper.enter(packet(id, 40), there, 0);
  expect(until(shaper, 0)).toMatchObject([{ passage: { cause: { by: "limit", limit: "packets" } } }]);
  expect(until(shaper, YEAR_US)).toHaveLength(limits.wirePackets);
  const large = limits.wireBytes / 4;
  for (let id = 1; id <= 5; id += 1) shaper.enter(packet(id, large), there, YEAR_US);
  expect(until(shaper, YEAR_US)).toMatchObject([{ passage: { cause: { by: "limit", limit: "bytes" } } }]);
});

test("Wires of one server carry so many bytes together at most, and one that is closed leaves its room to the others", () => {
  const total = new WireTotal();
  const made = Array.from({ length: limits.wireBytesOfServer / limits.wireBytes + 1 }, () => {
    const shaper = new Shaper<ShapedPacket>({ directions, seed: 1, total });
    shaper.set(there, { ...clearWire, isHolding: true }, 0);
    return shaper;
  });
  const fill = (shaper: Shaper<ShapedPacket> | undefined) =>
    shaper?.enter(packet(1, limits.wireBytes), there, 0).isHeld;
  expect(made.slice(0, -1).map(fill)).not.toContain(false);
  const last = made.at(-1);
  expect(fill(last)).toBe(false);
  expect(last?.take(0)).toMatchObject({
    isDelivered: false,
    passage: { cause: { by: "limit", limit: "server" } },
  });
  made[0]?.close();
  expect(fill(last)).toBe(true);
});

test("Wires that have a share of a server's bounds carry that share together", () => {
  const total = new WireTotal();
  total.setShare(1 / 128);
  const shaper = new Shaper<ShapedPacket>({ directions, seed: 1, total });
  shaper.set(there, { ...clearWire, isHolding: true }, 0);
  const share = limits.wirePacketsOfServer / 128;
  const isHeld = Array.from({ length: share + 1 }, (_, id) => shaper.enter(packet(id, 40), there, 0).isHeld);
  expect(isHeld.indexOf(false)).toBe(share);
});
