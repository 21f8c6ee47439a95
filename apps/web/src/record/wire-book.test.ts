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

  it("learns from the lab how its wire is set where the events that said so are not kept", () => {
    const book = new WireBook();
    const at = (seq: number) => book.nearest(seq)?.directions[0]?.settings.delayMs;
    book.adopt(changed(0, 50), { seq: 20, at: 200 });
    expect([at(10), book.delayUsAt(10), book.changes.length]).toEqual([50, 50_000, 0]);
    book.catchUp(19);
    expect(book.at()).toBeUndefined();
    book.catchUp(20);
    expect(book.at()).toMatchObject({ seq: 20, at: 200 });
    book.set(changed(25, 100));
    expect([at(10), at(24), at(25)]).toEqual([50, 50, 100]);
    expect(book.before({ seq: 25 })?.directions[0]?.settings.delayMs).toBe(50);
  });

  it("adds nothing where its events have said the same, and what was missed where they have not", () => {
    const book = new WireBook();
    book.set(changed(1, 50));
    book.adopt(changed(0, 50), { seq: 20, at: 200 });
    book.catchUp(20);
    expect(book.changes).toHaveLength(1);
    book.adopt(changed(0, 100), { seq: 30, at: 300 });
    book.catchUp(30);
    expect(book.changes.map(({ seq }) => seq)).toEqual([1, 30]);
    const hosts = [{ name: "a", congestionControl: "reno" }];
    book.adopt({ ...changed(0, 100), hosts }, { seq: 40, at: 400 });
    book.catchUp(40);
    expect(book.at()).toMatchObject({ seq: 40, hosts });
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
