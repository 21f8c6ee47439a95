import { clearWire, type LabEventOf } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { loadFixture } from "../fixtures/load-fixture.js";
import { LabRecord } from "./lab-record.js";
import { WireBook } from "./wire-book.js";
import { changedSettings } from "./wire-changes.js";

function changed(seq: number, delayMs: number, backMs = delayMs): LabEventOf<"wireChanged"> {
  const directions = [
    { from: "a", to: "b", settings: { ...clearWire, delayMs } },
    { from: "b", to: "a", settings: { ...clearWire, delayMs: backMs } },
  ];
  return { event: "wireChanged", seq, at: seq * 10, directions, rules: [] };
}

describe("the book of a wire's settings", () => {
  it("says how the wire was set at each event", () => {
    const book = new WireBook();
    for (const [seq, delayMs] of [
      [1, 0],
      [5, 50],
      [9, 100],
    ] as const)
      book.set(changed(seq, delayMs));
    const delayAt = (seq?: number) => book.at(seq)?.directions[0]?.settings.delayMs;
    expect([delayAt(0), delayAt(1), delayAt(4), delayAt(5), delayAt(8), delayAt()]).toEqual([
      undefined,
      0,
      0,
      50,
      50,
      100,
    ]);
  });

  it("keeps what held when the oldest events went, and no more", () => {
    const book = new WireBook();
    for (const seq of [1, 5, 9]) book.set(changed(seq, seq));
    book.evict(7);
    expect(book.changes.map(({ seq }) => seq)).toEqual([5, 9]);
    book.evict(100);
    expect(book.changes.map(({ seq }) => seq)).toEqual([9]);
    book.reset();
    expect(book.at()).toBeUndefined();
  });

  it("is filled from a recorded lab, stays when that is cleared, and ends with it", () => {
    const record = new LabRecord();
    record.append(loadFixture("wire-loss"));
    expect(record.wire.at()?.directions.map(({ settings }) => settings.delayMs)).toEqual([15, 15]);
    record.clear();
    expect(record.wire.at()?.rules).toHaveLength(2);
    record.reset();
    expect(record.wire.at()).toBeUndefined();
  });
});

describe("what was changed of a wire", () => {
  it("is one change where all directions are set alike, and names the direction otherwise", () => {
    expect(changedSettings(changed(1, 0), changed(2, 50))).toEqual([
      { setting: "delayMs", value: 50, direction: null },
    ]);
    expect(changedSettings(changed(1, 0), changed(2, 50, 0))).toEqual([
      { setting: "delayMs", value: 50, direction: { from: "a", to: "b" } },
    ]);
    expect(changedSettings(changed(1, 5), changed(2, 5))).toEqual([]);
  });
});
