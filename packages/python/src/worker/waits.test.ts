import { expect, test } from "vitest";
import { Waits } from "./waits.js";

test("interrupt reaches what the main thread waits for, and only that", () => {
  const waits = new Waits(() => false);
  expect(waits.interrupt()).toBe(false);
  const ended = waits.begin(undefined);
  ended.end();
  const worker = waits.begin("Thread-1");
  const open = waits.begin(undefined);
  expect(waits.interrupt()).toBe(true);
  expect([ended, worker, open].map((wait) => wait.isInterrupted())).toEqual([false, false, true]);
});

test("a signal that came before the wait interrupts it at once", () => {
  const waits = new Waits(() => true);
  expect([waits.begin(undefined), waits.begin("Thread-1")].map((wait) => wait.isInterrupted())).toEqual([
    true,
    false,
  ]);
});
