import { limits } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { type LabRecords, RecordBudget, type RecordKind } from "./record-budget.js";
import { RecordRing } from "./record-ring.js";

const MIB = 1024 * 1024;
const all = { maxBytes: Number.MAX_SAFE_INTEGER, maxRecords: Number.MAX_SAFE_INTEGER };

interface RingOptions {
  records?: LabRecords;
  kind?: RecordKind;
  maxRecords?: number;
  maxBytes?: number;
}

function ringOf({
  records = new RecordBudget(1024 * MIB).open(),
  kind = "events",
  maxRecords = 1e6,
  maxBytes = 16 * MIB,
}: RingOptions = {}): RecordRing {
  return new RecordRing(records, { kind, maxRecords, maxBytes });
}

function fill(ring: RecordRing, { bytes, recordBytes }: { bytes: number; recordBytes: number }): void {
  const line = "x".repeat(recordBytes);
  for (let written = 0; written < bytes; written += recordBytes) ring.appendText(line);
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const recordOf = (ring: RecordRing, number: number) => {
  const view = ring.view(number);
  return view?.memory.toString("utf8", view.start, view.end);
};

describe("RecordRing", () => {
  it("gives back what was put in, whatever its length and its characters", () => {
    const ring = ringOf();
    const texts = Array.from({ length: 500 }, (_, index) => "a你😀".repeat((index * 37) % 3000));
    for (const text of texts) ring.appendText(text);
    for (const [index, text] of texts.entries()) {
      expect(recordOf(ring, index + 1)).toBe(text);
    }
    expect(ring.view(0)).toBeUndefined();
    expect(ring.view(501)).toBeUndefined();
  });

  it("keeps records that are larger than a segment", () => {
    const ring = ringOf();
    const large = "你".repeat(200_000);
    for (const text of ["a", large, "b"]) ring.appendText(text);
    expect(textOf(ring.copy(1, all).bytes)).toBe(`a${large}b`);
  });

  it("keeps bytes that are written in place", () => {
    const ring = ringOf();
    ring.append(4, (memory, offset) => memory.writeUInt32LE(0xdeadbeef, offset));
    expect(ring.view(1)?.memory.readUInt32LE(0)).toBe(0xdeadbeef);
  });

  it("keeps at least as many records as it may, and few more", () => {
    const ring = ringOf({ maxRecords: 1000 });
    for (let number = 1; number <= 20_000; number += 1) {
      ring.appendText(String(number));
      const count = ring.lastNumber - ring.firstNumber + 1;
      expect(count).toBeGreaterThanOrEqual(Math.min(number, 1000));
      expect(count).toBeLessThan(1800);
    }
    expect(recordOf(ring, ring.firstNumber)).toBe(String(ring.firstNumber));
  });

  it.each([1, 100, 5000, 65_700, 270_000])(
    "weighs what it takes and stays within its bytes: records of %d bytes",
    (recordBytes) => {
      const ring = ringOf({ maxBytes: MIB });
      fill(ring, { bytes: 3 * MIB, recordBytes });
      expect(ring.bytes).toBeLessThanOrEqual(MIB);
      const kept = ring.lastNumber - ring.firstNumber + 1;
      const slotBytes = 4;
      expect(kept * (recordBytes + slotBytes)).toBeGreaterThan(0.7 * MIB);
    },
  );

  it("takes little while it has little", () => {
    const ring = ringOf();
    expect(ring.bytes).toBe(0);
    ring.appendText("first");
    expect(ring.bytes).toBe(4096);
  });

  it("copies as many records as fit, and one at least", () => {
    const ring = ringOf();
    for (let number = 1; number <= 3000; number += 1) ring.appendText("0123456789");
    expect(ring.copy(1, { ...all, maxBytes: 95 })).toMatchObject({ first: 1, next: 10 });
    expect(ring.copy(7, { ...all, maxBytes: 1 })).toMatchObject({ first: 7, next: 8 });
    expect(ring.copy(7, { ...all, maxRecords: 3 })).toMatchObject({ first: 7, next: 10 });
    expect(ring.copy(1, all)).toMatchObject({ first: 1, next: 3001, bytes: { length: 30_000 } });
    expect(ring.copy(3001, all)).toMatchObject({ first: 3001, next: 3001, bytes: { length: 0 } });
  });

  it("copies on from where the last copy ended, over the borders of segments", () => {
    const ring = ringOf();
    const lines = Array.from({ length: 2000 }, (_, index) => `${index} ${"x".repeat(index % 300)}\n`);
    for (const line of lines) ring.appendText(line);
    let text = "";
    for (let from = 1; from <= ring.lastNumber; ) {
      const { bytes, next } = ring.copy(from, { ...all, maxBytes: 1000 });
      text += textOf(bytes);
      from = next;
    }
    expect(text).toBe(lines.join(""));
  });

  it("begins a copy with the oldest record that is kept", () => {
    const ring = ringOf({ maxBytes: 64 * 1024 });
    fill(ring, { bytes: MIB, recordBytes: 1000 });
    expect(ring.copy(1, { ...all, maxRecords: 1 }).first).toBe(ring.firstNumber);
    while (ring.bytes > 0) ring.evictOldest();
    expect(ring.copy(1, all)).toMatchObject({ first: ring.lastNumber + 1, next: ring.lastNumber + 1 });
  });

  it("copies stay as they are when their records go", () => {
    const ring = ringOf({ maxBytes: 64 * 1024 });
    ring.appendText("the first");
    const { bytes } = ring.copy(1, all);
    fill(ring, { bytes: MIB, recordBytes: 1000 });
    expect(textOf(bytes)).toBe("the first");
  });
});

describe("RecordBudget", () => {
  it("takes from the fullest lab, oldest first, and leaves the others what they have", () => {
    const budget = new RecordBudget(4 * MIB);
    const small = ringOf({ records: budget.open() });
    fill(small, { bytes: MIB, recordBytes: 1000 });
    const full = ringOf({ records: budget.open() });
    fill(full, { bytes: 20 * MIB, recordBytes: 1000 });
    expect(small.firstNumber).toBe(1);
    expect(full.firstNumber).toBeGreaterThan(1);
    expect(full.copy(1, { ...all, maxRecords: 1 }).first).toBe(full.firstNumber);
    expect(budget.stats().bytes).toBeLessThanOrEqual(4 * MIB);
    expect(budget.stats().evictedEvents).toBe(full.firstNumber - 1);
  });

  it("lets labs that are all full have the same share", () => {
    const budget = new RecordBudget(8 * MIB);
    const rings = Array.from({ length: 8 }, () => ringOf({ records: budget.open() }));
    for (let round = 0; round < 100; round += 1) {
      for (const ring of rings) fill(ring, { bytes: MIB / 16, recordBytes: 500 });
    }
    for (const ring of rings) {
      expect(ring.bytes).toBeGreaterThan(0.7 * MIB);
      expect(ring.bytes).toBeLessThan(1.3 * MIB);
    }
    expect(budget.stats().bytes).toBeLessThanOrEqual(8 * MIB);
  });

  it("weighs a lab's events and packets together", () => {
    const records = new RecordBudget(1024 * MIB).open();
    const events = ringOf({ records, maxBytes: 1024 * MIB });
    const packets = ringOf({ records, kind: "packets", maxBytes: 1024 * MIB });
    fill(events, { bytes: limits.recordBytesPerLab, recordBytes: 60_000 });
    fill(packets, { bytes: 2 * MIB, recordBytes: 60_000 });
    expect(packets.firstNumber).toBe(1);
    expect(events.firstNumber).toBeGreaterThan(1);
    expect(records.bytes).toBeLessThanOrEqual(limits.recordBytesPerLab);
  });

  it("gets back at once what a closed lab had, which those who read it can go on reading", () => {
    const budget = new RecordBudget(4 * MIB);
    const records = budget.open();
    const ring = ringOf({ records });
    fill(ring, { bytes: MIB, recordBytes: 1000 });
    records.close();
    expect(budget.stats().bytes).toBe(0);
    const last = ring.lastNumber;
    ring.appendText("too late");
    expect(recordOf(ring, last)).toHaveLength(1000);
    expect(ring.view(last + 1)).toBeUndefined();
    expect(ring.copy(last + 1, all)).toMatchObject({ first: last + 2, next: last + 2 });
  });

  it("keeps a smaller limit at once", () => {
    const budget = new RecordBudget(8 * MIB);
    const ring = ringOf({ records: budget.open() });
    fill(ring, { bytes: 6 * MIB, recordBytes: 1000 });
    budget.setLimit(MIB);
    expect(ring.bytes).toBeLessThanOrEqual(MIB);
    expect(ring.lastNumber).toBeGreaterThanOrEqual(ring.firstNumber);
  });
});
