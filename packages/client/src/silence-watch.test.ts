import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SilenceWatch } from "./silence-watch.js";

const AFTER_MS = 50_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a server that says nothing for the whole time is noticed, once", () => {
  const onSilent = vi.fn();
  new SilenceWatch(AFTER_MS, onSilent).start();
  vi.advanceTimersByTime(AFTER_MS - 1);
  expect(onSilent).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10 * AFTER_MS);
  expect(onSilent).toHaveBeenCalledTimes(1);
});

test("each sign of life begins the time anew, and stopping ends it", () => {
  const onSilent = vi.fn();
  const watch = new SilenceWatch(AFTER_MS, onSilent);
  watch.start();
  for (let count = 0; count < 10; count += 1) {
    vi.advanceTimersByTime(AFTER_MS - 10_000);
    watch.sign();
  }
  watch.stop();
  vi.advanceTimersByTime(10 * AFTER_MS);
  expect(onSilent).not.toHaveBeenCalled();
});

test("nothing is watched before it is started", () => {
  const onSilent = vi.fn();
  new SilenceWatch(AFTER_MS, onSilent);
  vi.advanceTimersByTime(10 * AFTER_MS);
  expect(onSilent).not.toHaveBeenCalled();
});
