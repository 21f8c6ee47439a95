import type { LabEvent } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { loadFixture, loadFixtureUntil } from "../../fixtures/load-fixture.js";
import { viewOf } from "../../record/test-record.js";
import { noRun, type Run } from "./run.js";
import { standings } from "./standing.js";
import { NO_LINE, type WaitRecord } from "./wait-record.js";

const running: Run = { ...noRun, pid: 1, hasStarted: true, state: { kind: "running" } };
const server = loadFixture("sample-programs");
/** The server's events up to where it waits in accept, from the lines of the sample program. */
const beforeClient = loadFixtureUntil("sample-programs", ({ event }) => event === "callBlocked");
const waiting = viewOf(beforeClient);
const upTo = (event: LabEvent["event"]) =>
  viewOf(loadFixtureUntil("sample-programs", (candidate) => candidate.event === event));

describe("where a program stands", () => {
  it("is nowhere before its first call, and when it has ended", () => {
    expect(standings(running, upTo("processStarted"))).toEqual([]);
    const ended: Run = { ...running, state: { kind: "ended", end: { status: 0, reason: "exited" } } };
    expect(standings(ended, waiting)).toEqual([]);
    expect(standings(running, viewOf(server))).toEqual([]);
  });

  it("is the line of its last call while it goes on", () => {
    const place = { kind: "running", line: 4, threads: 1, sinceUs: null };
    expect(standings(running, upTo("callStarted"))).toEqual([{ ...place, what: "socket" }]);
    expect(standings(running, upTo("callEnded"))).toEqual([{ ...place, what: null }]);
  });

  it("is the line where it waits in a call, since when", () => {
    expect(standings(running, waiting)).toEqual([
      { kind: "waiting", line: 11, what: "accept", threads: 1, sinceUs: beforeClient.at(-1)?.at },
    ]);
  });

  it("is every line where a thread waits, those in the same call together", () => {
    const events = loadFixture("threads");
    const blocked = events.filter((event) => event.event === "callBlocked");
    const last = blocked.at(-1);
    const found = standings(running, viewOf(events.slice(0, last === undefined ? 0 : last.seq)));
    expect(found.map(({ line, what, threads }) => [line, what, threads])).toEqual([
      [5, "accept", 1],
      [9, "recv", 2],
    ]);
    const receives = events.find((event) => event.event === "callStarted" && event.command === "recv");
    expect(found[1]?.sinceUs).toBe(blocked.find(({ call }) => receives?.call === call)?.at);
  });

  it("is only where other threads wait, once the main thread is over", () => {
    const events = loadFixture("threads");
    const last = events.findLast(({ event }) => event === "callBlocked");
    const view = viewOf(events.slice(0, last?.seq));
    const over: WaitRecord = {
      id: 1,
      what: "lock",
      line: NO_LINE,
      thread: null,
      fromUs: view.atUs + 1,
      toUs: null,
    };
    expect(standings({ ...running, waits: [over] }, view).map(({ line }) => line)).toEqual([9]);
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

  it("is where it sleeps or is paused, and after that where it did", () => {
    const made = upTo("callEnded");
    const fromUs = made.atUs + 1000;
    const sleep: WaitRecord = { id: 1, what: "sleep", line: 5, thread: null, fromUs, toUs: null };
    expect(standings({ ...running, waits: [sleep] }, made)).toEqual([
      { kind: "waiting", line: 5, what: "sleep", threads: 1, sinceUs: fromUs },
    ]);
    const stop: WaitRecord = { ...sleep, what: "stop" };
    expect(standings({ ...running, waits: [stop] }, made)).toMatchObject([{ kind: "paused", line: 5 }]);
    const over: WaitRecord = { ...sleep, toUs: fromUs + 3000 };
    expect(standings({ ...running, waits: [over] }, made)).toMatchObject([{ kind: "running", line: 5 }]);
  });
});
