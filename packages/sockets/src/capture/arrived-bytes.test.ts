import { describe, expect, it } from "vitest";
import { ArrivedBytes } from "./arrived-bytes.js";

describe("bytes that arrive", () => {
  it("are in order where each begins where the one before has ended, or repeats", () => {
    const bytes = new ArrivedBytes();
    const segments = [
      [100, 110],
      [110, 120],
      [105, 120],
    ] as const;
    expect(segments.map(([start, end]) => bytes.add(start, end))).toEqual([false, false, false]);
  });

  it("are out of order behind a gap, until what closes it has come", () => {
    const bytes = new ArrivedBytes();
    const segments = [
      [0, 10],
      [30, 40],
      [20, 30],
      [10, 20],
      [40, 50],
    ] as const;
    expect(segments.map(([start, end]) => bytes.add(start, end))).toEqual([false, true, true, false, false]);
  });

  it("are out of order behind a second gap once the first one is closed", () => {
    const bytes = new ArrivedBytes();
    bytes.add(0, 10);
    bytes.add(20, 30);
    bytes.add(40, 50);
    expect(bytes.add(10, 20)).toBe(false);
    expect(bytes.add(50, 60)).toBe(true);
    expect(bytes.add(30, 40)).toBe(false);
    expect(bytes.add(60, 70)).toBe(false);
  });

  it("begin anew at 2^32", () => {
    const bytes = new ArrivedBytes();
    bytes.add(0xffff_fff0, 0xffff_fffa);
    expect(bytes.add(4, 14)).toBe(true);
    expect(bytes.add(0xffff_fffa, 4)).toBe(false);
    expect(bytes.add(14, 20)).toBe(false);
  });

  it("are where the receiver acknowledges them, also those that were not seen", () => {
    const bytes = new ArrivedBytes();
    bytes.add(0, 10);
    bytes.add(20, 30);
    bytes.advanceTo(20);
    expect(bytes.add(30, 40)).toBe(false);
  });

  it("are known in bounded memory in a flood of gaps", () => {
    const bytes = new ArrivedBytes();
    bytes.add(0, 1);
    for (let at = 0; at < 2000; at += 1) expect(bytes.add(2 * at + 2, 2 * at + 3)).toBe(true);
    bytes.advanceTo(4001);
    expect(bytes.add(4001, 4002)).toBe(false);
  });
});
