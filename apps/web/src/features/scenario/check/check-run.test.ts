import type { RunProgress } from "@sockpit/scenario";
import { expect, it } from "vitest";
import { afterProgress, pointsOf, shownRun, verdictOf, waitingRun } from "./check-run.js";

const place = { number: 1, of: 1 };
const decided = (index: number, isMet: boolean): RunProgress => ({
  kind: "expectationDecided",
  place,
  index,
  result: { text: "never RST", line: 9, isMet, actual: "RST", seq: 4 },
});
const ended = (outcome: "passed" | "failed" | "skipped", reason?: string): RunProgress => ({
  kind: "conditionEnded",
  place,
  result: {
    condition: { effects: [] },
    outcome,
    reason,
    isTimedOut: false,
    durationSeconds: 1,
    programs: [],
    expectations: [],
  },
});

it("marks an expectation as soon as it is decided, and leaves the others open", () => {
  const started = afterProgress(waitingRun({ effects: [] }), {
    kind: "conditionStarted",
    place,
    condition: { effects: [] },
    lab: undefined,
  });
  const run = afterProgress(started, decided(1, true));
  expect(run.state).toBe("running");
  expect([0, 1, 2].map((index) => verdictOf([run], index))).toEqual(["open", "met", "open"]);
});

it("shows an expectation as failed where it failed under one condition", () => {
  const met = afterProgress(waitingRun({ effects: [] }), decided(0, true));
  const failed = afterProgress(waitingRun({ effects: [] }), decided(0, false));
  expect(verdictOf([met, failed], 0)).toBe("failed");
});

it("counts the points of passed conditions, and the points possible", () => {
  const passed = afterProgress(waitingRun({ effects: [], points: 2 }), ended("passed"));
  const skipped = afterProgress(waitingRun({ effects: [], points: 4 }), ended("skipped", "no wire"));
  expect(skipped.reason).toBe("no wire");
  expect(
    pointsOf([
      { ...passed, condition: { effects: [], points: 2 } },
      { ...skipped, condition: { effects: [], points: 4 } },
    ]),
  ).toEqual({
    reached: 2,
    possible: 6,
  });
});

it("shows of a hidden condition only whether it passed, and what it says of the cause", () => {
  const hint = { en: "Read until the message is whole." };
  const run = { ...afterProgress(waitingRun({ effects: [], isHidden: true }), decided(0, false)), hint };
  expect(shownRun(run)).toMatchObject({ expectations: [], programs: [], hint });
});
