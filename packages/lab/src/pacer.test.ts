import { describe, expect, test } from "vitest";
import { Pacer } from "./pacer.js";

/** Keeps the thread busy. */
function work(ms: number): void {
  for (const endMs = performance.now() + ms; performance.now() < endMs; );
}

describe("A pacer", () => {
  test("runs a task although nothing else wakes the event loop", async () => {
    const pacer = new Pacer(0.5);
    await new Promise<void>((resolve) => pacer.add(resolve));
  });

  test("runs tasks in order, each once, and none that was deleted", async () => {
    const pacer = new Pacer(1);
    const done: number[] = [];
    await new Promise<void>((resolve) => {
      const tasks = [1, 2, 3].map((number) => () => void done.push(number));
      for (const task of [...tasks, ...tasks, resolve]) pacer.add(task);
      if (tasks[1] !== undefined) pacer.delete(tasks[1]);
    });
    expect(done).toEqual([1, 3]);
  });

  test("gives tasks their share of the time, once what it had saved is spent", async () => {
    const pacer = new Pacer(0.2);
    const startedAtMs = performance.now();
    let workedMs = 0;
    await new Promise<void>((resolve) => {
      const task = () => {
        work(5);
        workedMs += 5;
        if (workedMs >= 150) resolve();
        else pacer.add(task);
      };
      pacer.add(task);
    });
    // 50 ms are saved at first; the rest is a fifth of the time.
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual((150 - 50 - 5) / 0.2);
  });
});
