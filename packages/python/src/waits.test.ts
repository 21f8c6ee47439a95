import { expect, test } from "vitest";
import { Waits } from "./waits.js";

test("interrupt reaches what waits, and only that", () => {
  const waits = new Waits();
  expect(waits.interrupt()).toBe(false);
  const ended = waits.begin();
  ended.end();
  const open = waits.begin();
  expect(waits.interrupt()).toBe(true);
  expect([ended.isInterrupted(), open.isInterrupted()]).toEqual([false, true]);
});
