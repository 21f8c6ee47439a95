import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { GiveWay } from "./give-way.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

it("takes a task of the event loop where the last one is 10 ms ago, and none before", async () => {
  const giveWay = new GiveWay();
  const wait = vi.spyOn(giveWay, "wait");
  vi.advanceTimersByTime(9);
  await giveWay.ifOverdue();
  expect(wait).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  await giveWay.ifOverdue();
  await giveWay.ifOverdue();
  expect(wait).toHaveBeenCalledOnce();
  giveWay.close();
});
