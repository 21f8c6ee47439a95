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

it("gives what has waited already the next turn, and each of the others one behind it", async () => {
  const yielder = new TurnYielder();
  const order: string[] = [];
  const waits = [
    yielder.wait().then(() => order.push("first")),
    yielder.wait().then(() => order.push("second")),
    yielder.waitAhead().then(() => order.push("ahead")),
  ];
  await Promise.all(waits);
  expect(order).toEqual(["ahead", "first", "second"]);
  yielder.close();
});
