import { describe, expect, it } from "vitest";
import { applyEvents } from "./apply-events.js";
import { EventLog } from "./event-log.js";
import { clientComes, numbered, serverWaits } from "./test-events.js";
import { emptyTrace } from "./trace-state.js";

const events = numbered([...serverWaits, ...clientComes]);

function logOf(checkpointEvents: number): EventLog {
  const log = new EventLog({ checkpointEvents });
  log.append(events);
  return log;
}

describe("EventLog", () => {
  it("gives the state after any event, wherever the checkpoints lie", () => {
    for (const checkpointEvents of [1, 2, 7, 500]) {
      const log = logOf(checkpointEvents);
      for (const { seq } of events) {
        expect(log.stateAt(seq)).toEqual(applyEvents(emptyTrace, events.slice(0, seq)));
      }
    }
  });

  it("steps forward, back and far to the same states", () => {
    const log = logOf(3);
    for (const from of [1, 5, 12, 20]) {
      for (const to of [1, 4, 13, 24]) {
        expect(log.advance(log.stateAt(from), to)).toEqual(log.stateAt(to));
      }
    }
  });

  it("passes over events that it has", () => {
    const log = logOf(7);
    expect(log.append(events)).toEqual([]);
    expect(log.length).toBe(events.length);
  });

  it("finds the newest event at a time", () => {
    const log = logOf(7);
    expect(log.seqAt(8_000)).toBe(8);
    expect(log.seqAt(8_999)).toBe(8);
    expect(log.seqAt(7_999)).toBe(7);
    expect(log.seqAt(0)).toBe(0);
    expect(log.atUsOf(8)).toBe(8_000);
  });

  it("takes an event that tells of an earlier time as happening when it was told", () => {
    const log = new EventLog({ checkpointEvents: 2 });
    const late = {
      ...numbered([{ event: "processStarted", pid: 9, name: "x" }], events.length)[0],
      at: 3_000,
    };
    log.append([...events, late as (typeof events)[number]]);
    expect(log.atUsOf(events.length + 1)).toBe(events.length * 1000);
    expect(log.seqAt(3_000)).toBe(3);
  });

  it("goes to the neighbours over checkpoints, and stops at the ends", () => {
    const log = logOf(3);
    expect(log.neighbour(3, 1)?.seq).toBe(4);
    expect(log.neighbour(4, -1)?.seq).toBe(3);
    expect(log.neighbour(1, -1)).toBeUndefined();
    expect(log.neighbour(events.length, 1)).toBeUndefined();
  });

  it("forgets the oldest first, and still knows the state that they led to", () => {
    const log = new EventLog({ checkpointEvents: 4, maxEvents: 10 });
    log.append(events);
    expect(log.length).toBeLessThanOrEqual(10);
    expect(log.firstSeq).toBeGreaterThan(1);
    expect(log.stateAt(log.firstSeq)).toEqual(applyEvents(emptyTrace, events.slice(0, log.firstSeq)));
  });

  it("goes on from a given state", () => {
    const log = new EventLog();
    const base = applyEvents(emptyTrace, events.slice(0, 10));
    log.restart(base);
    log.append(events);
    expect(log.firstSeq).toBe(11);
    expect(log.stateAt(events.length)).toEqual(applyEvents(emptyTrace, events));
  });
});
