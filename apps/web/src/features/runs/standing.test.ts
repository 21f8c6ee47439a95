import { describe, expect, it } from "vitest";
import { numbered, serverWaits } from "../../record/test-events.js";
import { viewOf } from "../../record/test-record.js";
import { noRun, type Run } from "./run.js";
import { standings } from "./standing.js";
import type { WaitRecord } from "./wait-record.js";

const running: Run = { ...noRun, pid: 1, hasStarted: true, state: { kind: "running" } };
const up = (events: number) => viewOf(numbered(serverWaits).slice(0, events));
const goesOn = (more: ReturnType<typeof numbered>) => viewOf([...numbered(serverWaits), ...more]);
const waiting = up(serverWaits.length);

function threadIn(call: number, thread: string) {
  const source = { file: "server.py", line: 9, thread };
  return [
    { event: "callStarted", call, pid: 1, command: "recv", params: { fd: 4, bufsize: 16 }, source },
    { event: "callBlocked", call, pid: 1 },
  ];
}

describe("where a program stands", () => {
  it("is nowhere before its first call, and when it has ended", () => {
    expect(standings(running, up(1))).toEqual([]);
    const ended: Run = { ...running, state: { kind: "ended", end: { status: 0, reason: "exited" } } };
    expect(standings(ended, waiting)).toEqual([]);
    const gone = numbered([{ event: "processEnded", pid: 1, status: 0, reason: "exited" }], waiting.seq);
    expect(standings(running, goesOn(gone))).toEqual([]);
  });

  it("is the line of its last call while it goes on", () => {
    const place = { kind: "running", line: 3, threads: 1, sinceUs: null };
    expect(standings(running, up(2))).toEqual([{ ...place, what: "socket" }]);
    expect(standings(running, up(4))).toEqual([{ ...place, what: null }]);
  });

  it("is the line where it waits in a call, since when", () => {
    expect(standings(running, waiting)).toEqual([
      { kind: "waiting", line: 7, what: "accept", threads: 1, sinceUs: waiting.atUs },
    ]);
  });

  it("is every line where a thread waits, those in the same call together", () => {
    const more = numbered([...threadIn(20, "a"), ...threadIn(21, "b")], waiting.seq);
    const found = standings(running, goesOn(more));
    expect(found.map(({ line, what, threads }) => [line, what, threads])).toEqual([
      [7, "accept", 1],
      [9, "recv", 2],
    ]);
    expect(found[1]?.sinceUs).toBe(more[1]?.at);
  });

  it("is where it waits now, while the lab has not said yet that the call before is over", () => {
    const sleep = {
      id: 1,
      what: "sleep" as const,
      line: 8,
      thread: null,
      fromUs: waiting.atUs + 1,
      toUs: null,
    };
    expect(standings({ ...running, waits: [sleep] }, waiting).map(({ line }) => line)).toEqual([8]);
  });

  it("is where it sleeps or stands still, and after that where it did", () => {
    const sleep: WaitRecord = { id: 1, what: "sleep", line: 5, thread: null, fromUs: 9_000, toUs: null };
    expect(standings({ ...running, waits: [sleep] }, up(4))).toEqual([
      { kind: "waiting", line: 5, what: "sleep", threads: 1, sinceUs: 9_000 },
    ]);
    const stop: WaitRecord = { ...sleep, what: "stop" };
    expect(standings({ ...running, waits: [stop] }, up(4))).toMatchObject([{ kind: "stopped", line: 5 }]);
    const over: WaitRecord = { ...sleep, toUs: 12_000 };
    expect(standings({ ...running, waits: [over] }, up(4))).toMatchObject([{ kind: "running", line: 5 }]);
  });
});
