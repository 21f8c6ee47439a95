import { describe, expect, it } from "vitest";
import { loadFixture } from "../fixtures/load-fixture.js";
import { renumbered } from "../fixtures/renumber.js";
import { EventLog } from "./event-log.js";

const recorded = loadFixture("sample-programs");
/** A millisecond apart. */
const events = renumbered(recorded);

function logOf(pushed = events): EventLog {
  const log = new EventLog();
  for (const event of pushed) log.push(event);
  return log;
}

describe("EventLog", () => {
  it("finds the newest event at a time", () => {
    const log = logOf();
    expect(log.seqAt(8_000)).toBe(8);
    expect(log.seqAt(8_999)).toBe(8);
    expect(log.seqAt(7_999)).toBe(7);
    expect(log.seqAt(0)).toBe(0);
    expect(log.atUsOf(8)).toBe(8_000);
  });

  it("places an event of an earlier time where it was reported", () => {
    const atUs = (index: number) => (index < recorded.length ? (index + 1) * 1000 : 3_000);
    const log = logOf(renumbered([...recorded, ...recorded.slice(0, 1)], atUs));
    expect(log.atUsOf(events.length + 1)).toBe(events.length * 1000);
    expect(log.seqAt(3_000)).toBe(3);
  });

  it("goes to the neighbours, and stops at the ends", () => {
    const log = logOf();
    expect(log.neighbour(3, 1)?.seq).toBe(4);
    expect(log.neighbour(4, -1)?.seq).toBe(3);
    expect(log.neighbour(1, -1)).toBeUndefined();
    expect(log.neighbour(events.length, 1)).toBeUndefined();
  });

  it("forgets events of before one, and still knows the newest", () => {
    const log = logOf();
    log.evict(log.seqAfter(10));
    expect(log.firstSeq).toBe(11);
    expect(log.firstAtUs).toBe(11_000);
    expect(log.length).toBe(events.length - 10);
    log.evict(events.length + 1);
    expect([log.length, log.lastSeq]).toEqual([0, events.length]);
  });
});
