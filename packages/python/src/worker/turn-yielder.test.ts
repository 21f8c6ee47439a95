import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TurnYielder } from "./turn-yielder.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

it("is overdue 10 ms after the event loop's last turn, whose ever it was", async () => {
  const yielder = new TurnYielder();
  vi.advanceTimersByTime(9);
  expect(yielder.isOverdue).toBe(false);
  vi.advanceTimersByTime(1);
  expect(yielder.isOverdue).toBe(true);
  await yielder.wait();
  expect(yielder.isOverdue).toBe(false);
  vi.advanceTimersByTime(10);
  yielder.turnBegan();
  expect(yielder.isOverdue).toBe(false);
  yielder.close();
});
