import { describe, expect, it } from "vitest";
import { loadFixture } from "../../fixtures/load-fixture.js";
import { NO_LINE, noRun, type Run } from "../runs/public.js";
import { LONG_WAIT_US } from "./rules-of-waits.js";
import { hintFor } from "./test-hints.js";

const recorded = loadFixture("accept-queue-full");
const blocked = recorded.findLast(({ event }) => event === "callBlocked");
const events = recorded.slice(0, blocked?.seq);
const nowUs = (blocked?.at ?? 0) + LONG_WAIT_US;

/** The client that waits in connect; its main thread also waits for another, at a line, where one is given. */
function hintOfClient(line?: number) {
  const wait = { id: 1, what: "lock" as const, thread: null, fromUs: 0, toUs: null };
  const waits = line === undefined ? [] : [{ ...wait, line }];
  const run: Run = { ...noRun, pid: 2, hasStarted: true, state: { kind: "running" }, waits };
  return hintFor(run, events, "", { nowUs });
}

describe("the hint for a program that waits for long in one call", () => {
  it("is given where nothing else of it waits, be its main thread over", () => {
    expect(hintOfClient()).toMatchObject({ id: "queueFull" });
    expect(hintOfClient(NO_LINE)).toMatchObject({ id: "queueFull" });
  });

  it("is missing where another thread of it waits for something else", () => {
    expect(hintOfClient(3)).toBeUndefined();
  });
});
