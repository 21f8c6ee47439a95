import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { WorkerReport } from "../shared/messages.js";
import { TOLD_AFTER_MS } from "../shared/program.js";
import { WaitReports } from "./wait-reports.js";
import { Waits } from "./waits.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("tells of waits that last, once when they have lasted and once when they end", () => {
  const reports: WorkerReport[] = [];
  const told = new WaitReports((report) => reports.push(report));
  const waits = new Waits(() => false);
  const short = told.told(waits.begin(undefined), { what: "lock", line: 3, thread: null });
  vi.advanceTimersByTime(TOLD_AFTER_MS - 1);
  short.end();
  const long = told.told(waits.begin("worker"), { what: "sleep", line: 4, thread: "worker" });
  vi.advanceTimersByTime(TOLD_AFTER_MS);
  expect(reports).toEqual([{ kind: "waits", wait: { id: 1, what: "sleep", line: 4, thread: "worker" } }]);
  long.end();
  long.end();
  expect(reports.slice(1)).toEqual([{ kind: "waited", id: 1 }]);
});
