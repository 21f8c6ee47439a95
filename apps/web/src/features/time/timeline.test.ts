import { expect, it } from "vitest";
import { Timeline } from "./timeline.js";

function timelineOf(...atUs: number[]): Timeline {
  const timeline = new Timeline();
  for (const at of atUs) timeline.add(at);
  return timeline;
}

it("leaves short pauses as they are", () => {
  const timeline = timelineOf(0, 100_000, 500_000);
  expect(timeline.toShort(300_000)).toBe(300_000);
  expect(timeline.toReal(300_000)).toBe(300_000);
});

it("shortens each long pause to half a second", () => {
  const timeline = timelineOf(0, 100_000, 10_100_000, 10_200_000, 60_200_000);
  expect(timeline.toShort(100_000)).toBe(100_000);
  expect(timeline.toShort(5_100_000)).toBe(350_000);
  expect(timeline.toShort(10_100_000)).toBe(600_000);
  expect(timeline.toShort(10_200_000)).toBe(700_000);
  expect(timeline.toShort(60_200_000)).toBe(1_200_000);
});

it("goes back from shortened time to the clock's", () => {
  const timeline = timelineOf(0, 100_000, 10_100_000, 10_200_000, 60_200_000, 60_300_000);
  for (const atUs of [0, 50_000, 100_000, 3_000_000, 10_100_000, 10_150_000, 40_000_000, 60_300_000]) {
    expect(timeline.toReal(timeline.toShort(atUs))).toBeCloseTo(atUs, 3);
  }
});
