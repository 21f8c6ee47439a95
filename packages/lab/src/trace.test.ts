import { afterEach, describe, expect, test, vi } from "vitest";
import { LabClock } from "./lab-clock.js";
import { openRecords } from "./records/record-budget.js";
import { Trace } from "./trace.js";

const head = (name: string) => `{"event":"${name}"`;

function kept(trace: Trace): unknown[] {
  const { lines, count } = trace.read(0, { maxBytes: 1e6 });
  return count === 0
    ? []
    : new TextDecoder()
        .decode(lines)
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
}

afterEach(() => {
  vi.useRealTimers();
});

describe("The trace", () => {
  test("puts packets that are read late among the events that wait, by their stamps", () => {
    const trace = new Trace(openRecords(), new LabClock());
    trace.beforeSettling(() => {
      trace.appendPacket(10.5, head("in the first call"));
      trace.appendPacket(20, head("in the second call"));
    });
    for (const at of [10.1, 10.9, 15, 20.5]) trace.appendHead(at, head(`call at ${at}`));
    expect(kept(trace)).toEqual([
      { event: "call at 10.1", seq: 1, at: 10 },
      { event: "in the first call", seq: 2, at: 10 },
      { event: "call at 10.9", seq: 3, at: 10 },
      { event: "call at 15", seq: 4, at: 15 },
      { event: "in the second call", seq: 5, at: 20 },
      { event: "call at 20.5", seq: 6, at: 20 },
    ]);
  });

  test("gives a packet that comes late the time of the event in front", () => {
    const trace = new Trace(openRecords(), new LabClock());
    trace.appendHead(30, head("call"));
    trace.settle();
    trace.appendPacket(20, head("late"));
    expect(kept(trace)).toEqual([
      { event: "call", seq: 1, at: 30 },
      { event: "late", seq: 2, at: 30 },
    ]);
  });

  test("calls its listeners once for the events of a millisecond, or as soon as somebody reads", () => {
    vi.useFakeTimers();
    const trace = new Trace(openRecords(), new LabClock());
    let told = 0;
    trace.listen(() => {
      told += 1;
    });
    for (let call = 0; call < 10; call += 1) trace.appendHead(call, head("call"));
    expect(told).toBe(0);
    vi.advanceTimersByTime(1);
    expect(told).toBe(1);
    trace.appendHead(10, head("call"));
    expect(trace.lastSeq).toBe(11);
    expect(told).toBe(2);
    vi.advanceTimersByTime(2);
    expect(told).toBe(2);
  });

  test("lets no more wait than its bounds, however fast they come", () => {
    const trace = new Trace(openRecords(), new LabClock());
    const sizes: number[] = [];
    let last = 0;
    trace.listen(() => {
      sizes.push(trace.lastSeq - last);
      last = trace.lastSeq;
    });
    for (let call = 0; call < 1000; call += 1) trace.appendHead(call, head("call"));
    for (let call = 0; call < 10; call += 1) trace.appendHead(call, head("x".repeat(100_000)));
    expect(sizes.slice(0, 3)).toEqual([256, 256, 256]);
    expect(Math.max(...sizes.slice(4))).toBeLessThanOrEqual(3);
  });
});
