import { expect, it } from "vitest";
import { loadFixtureUntil } from "../fixtures/load-fixture.js";
import { LabClock } from "./lab-clock.js";
import { RecordModel } from "./record-model.js";

const serverWaits = loadFixtureUntil("sample-programs", ({ event }) => event === "callBlocked");

function handScheduled() {
  const frames: (() => void)[] = [];
  const schedule = (callback: () => void) => {
    frames.push(callback);
    return () => {};
  };
  return { schedule, frames };
}

it("draws a burst of events once, at the next frame", () => {
  const { schedule, frames } = handScheduled();
  const model = new RecordModel({ schedule });
  let changes = 0;
  model.store.subscribe(() => {
    changes += 1;
  });
  for (const event of serverWaits) model.receive(event);
  expect(frames).toHaveLength(1);
  expect(model.seq).toBe(0);
  frames[0]?.();
  expect(changes).toBe(1);
  expect(model.seq).toBe(serverWaits.length);
});

it("forgets events of the old lab that had not been drawn yet", () => {
  const { schedule, frames } = handScheduled();
  const model = new RecordModel({ schedule });
  for (const event of serverWaits) model.receive(event);
  model.reset();
  frames[0]?.();
  expect(model.seq).toBe(0);
});

it("takes the quickest message as the best measure of the lab's clock", () => {
  let nowMs = 1000;
  const clock = new LabClock(() => nowMs);
  expect(clock.nowUs()).toBe(0);
  clock.observe(100_000);
  nowMs = 1500;
  expect(clock.nowUs()).toBe(600_000);
  clock.observe(650_000);
  expect(clock.nowUs()).toBe(650_000);
  clock.observe(200_000);
  expect(clock.nowUs()).toBe(650_000);
});
