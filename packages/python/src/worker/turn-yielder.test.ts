import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TurnYielder } from "./turn-yielder.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

it("takes a task of the event loop where the last one is 10 ms ago, and none before", async () => {
  const yielder = new TurnYielder();
  const wait = vi.spyOn(yielder, "wait");
  vi.advanceTimersByTime(9);
  await yielder.ifOverdue();
  expect(wait).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  await yielder.ifOverdue();
  await yielder.ifOverdue();
  expect(wait).toHaveBeenCalledOnce();
  yielder.close();
});
