import { expect, it } from "vitest";
import { eventsOf } from "../fixtures/find-events.js";
import { loadFixture } from "../fixtures/load-fixture.js";
import { renumbered } from "../fixtures/renumber.js";
import { recordOf } from "./test-record.js";

it("begins a run with the first process and ends it with the last", () => {
  const events = loadFixture("sample-programs");
  const { runs } = recordOf(events);
  const [first] = eventsOf(events, "processStarted");
  const last = eventsOf(events, "processEnded").at(-1);
  expect(runs.latest).toEqual({
    start: { seq: first?.seq, at: first?.at },
    end: { seq: last?.seq, at: last?.at },
  });
  expect(recordOf(events.slice(0, -1)).runs.latest?.end).toBeNull();
});

it("begins time anew with each run, and keeps it for what comes after its end", () => {
  const events = loadFixture("reset");
  const { runs } = recordOf(renumbered([...events, ...events]));
  const second = events.length + 1;
  expect(runs.startUs(1)).toBe(1000);
  expect(runs.startUs(events.length)).toBe(1000);
  expect(runs.startUs(second)).toBe(second * 1000);
});

it("forgets runs of which nothing is kept, but for the newest", () => {
  const events = loadFixture("reset");
  const record = recordOf(renumbered([...events, ...events, ...events]), 10);
  expect(record.runs.startUs(1)).toBe((2 * events.length + 1) * 1000);
  record.clear();
  expect(record.runs.latest?.start.at).toBe((2 * events.length + 1) * 1000);
  record.reset();
  expect(record.runs.startUs(1)).toBe(0);
});
