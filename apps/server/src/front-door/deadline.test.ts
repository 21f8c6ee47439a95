import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startDeadline } from "./deadline.js";

describe("A deadline", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("passes once, after its time", () => {
    let passed = 0;
    startDeadline(5000, () => {
      passed += 1;
    });
    vi.advanceTimersByTime(4999);
    expect(passed).toBe(0);
    vi.advanceTimersByTime(60_000);
    expect(passed).toBe(1);
  });

  test("does not pass once it is cleared", () => {
    const deadline = startDeadline(5000, () => expect.unreachable());
    vi.advanceTimersByTime(4999);
    deadline.clear();
    vi.advanceTimersByTime(60_000);
  });
});

test("A deadline does not pass while this process is suspended: what has come meanwhile is read first", async () => {
  const met = await new Promise<boolean>((resolve) => {
    const deadline = startDeadline(50, () => resolve(false));
    setTimeout(() => {
      setImmediate(() => {
        deadline.clear();
        resolve(true);
      });
      standStill(100);
    });
  });
  expect(met).toBe(true);
});

/** Runs nothing else of this process for so long. */
function standStill(forMs: number): void {
  const until = performance.now() + forMs;
  while (performance.now() < until);
}
