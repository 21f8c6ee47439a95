import { expect, it } from "vitest";
import { loadFixture } from "../../fixtures/load-fixture.js";
import { renumbered } from "../../fixtures/renumber.js";
import { viewOf } from "../../record/test-record.js";
import { appendOutput, emptyOutput } from "./output.js";
import { noRun, type Run } from "./run.js";
import { runAt } from "./run-at.js";

/** server.py starts, ends with status 130, and starts again, a millisecond apart. */
const events = renumbered(loadFixture("several-runs").slice(0, 3));

function printed(text: string, atUs: number): Run["output"] {
  return appendOutput(emptyOutput, [{ source: "stdout", text, atUs }]);
}

const earlier: Run = {
  state: { kind: "ended", end: { status: 130, reason: "terminated" } },
  pid: 1,
  hasStarted: true,
  question: null,
  isSecret: false,
  hasCaughtStop: false,
  failures: [],
  output: printed("old", 1_500),
  waits: [{ id: 1, what: "sleep", line: 4, thread: null, fromUs: 1_200, toUs: 2_000 }],
};
const latest: Run = { ...noRun, pid: 2, hasStarted: true, output: printed("new", 5_000) };

function shownAt(seq: number): Run {
  const view = viewOf(events.slice(0, seq));
  const runs = { run: latest, earlierRuns: new Map([[1, earlier]]) };
  return runAt({ ...runs, view, atUs: seq * 1000 }, () => true);
}

it("is a run that has not begun, before the first process", () => {
  expect(shownAt(0)).toEqual(noRun);
});

it("is an earlier run, with what that had printed", () => {
  expect(shownAt(1)).toMatchObject({ pid: 1, state: { kind: "running" }, output: { length: 0 } });
  expect(shownAt(2)).toMatchObject({ pid: 1, state: earlier.state, output: { length: 3 } });
});

it("waits in what lasted then", () => {
  expect(shownAt(1).waits).toEqual([]);
  const view = viewOf(events.slice(0, 1));
  const runs = { run: latest, earlierRuns: new Map([[1, earlier]]) };
  expect(runAt({ ...runs, view, atUs: 1_900 }, () => true).waits).toMatchObject([{ line: 4, toUs: null }]);
  expect(shownAt(2).waits).toMatchObject([{ toUs: 2_000 }]);
});

it("waits for nothing else while its thread is in a call, although the wait is dated before the call's end", () => {
  const call = { seq: 2, at: 1_850, pid: 1, call: 1, command: "listen" as const };
  const started = {
    ...call,
    event: "callStarted" as const,
    params: { fd: 3, backlog: 5 },
    source: { file: "a.py", line: 3 },
  };
  const ended = {
    ...call,
    event: "callEnded" as const,
    seq: 3,
    at: 1_950,
    durationUs: 100,
    blockedUs: 0,
    result: {},
  };
  const runs = { run: latest, earlierRuns: new Map([[1, earlier]]) };
  const waitsOf = (view: ReturnType<typeof viewOf>) =>
    runAt({ ...runs, view, atUs: 1_960 }, () => true).waits;
  expect(waitsOf(viewOf([...events.slice(0, 1), started]))).toEqual([]);
  expect(waitsOf(viewOf([...events.slice(0, 1), started, ended]))).toMatchObject([{ line: 4, toUs: null }]);
});

it("is the latest run as far as it had come", () => {
  expect(shownAt(3)).toMatchObject({ pid: 2, state: { kind: "running" }, output: { length: 0 } });
});
