import { expect, it } from "vitest";
import { clientComes, kernelSocket, numbered, serverWaits } from "../trace/test-events.js";
import { EventLog } from "./event-log.js";
import { scrubberMarks } from "./scrubber-marks.js";

function marksOf(events: Parameters<typeof numbered>[0], width: number) {
  const log = new EventLog();
  log.append(numbered(events));
  return scrubberMarks(log.entries(), width, (atUs) => (atUs - 1000) / (log.lastAtUs - 1000));
}

it("marks the beginning of each call in its process's name, from end to end", () => {
  const marks = marksOf([...serverWaits, ...clientComes], 1001);
  const calls = marks.filter(({ kind }) => kind === "call");
  expect(calls.map(({ pid }) => pid)).toEqual([1, 1, 1, 1, 2, 2, 1, 2]);
  expect(marks[0]).toEqual({ x: 0, kind: "process", pid: 1 });
  expect(marks.at(-1)).toEqual({ x: 958, kind: "process", pid: 2 });
});

it("draws one mark where many events share a pixel", () => {
  expect(marksOf([...serverWaits, ...clientComes], 1)).toHaveLength(6);
});

it("marks a socket's changes of state, and not of its queues", () => {
  const socket = kernelSocket({ id: "1", pid: 1, fd: 3, state: "ESTABLISHED" });
  const events = [socket, { ...socket, receiveQueueBytes: 9 }, { ...socket, state: "CLOSE-WAIT" }];
  const marks = marksOf(
    events.map((changed) => ({ event: "socketChanged", socket: changed })),
    1000,
  );
  expect(marks.map(({ kind }) => kind)).toEqual(["state", "state"]);
});

it("marks a call that failed where it failed", () => {
  const error = { kind: "errno", errno: "ECONNREFUSED", number: 111, syscall: "connect", message: "no" };
  const marks = marksOf(
    [
      { event: "processStarted", pid: 1, name: "c.py" },
      { event: "callEnded", call: 1, pid: 1, command: "connect", durationUs: 1, blockedUs: 0, error },
    ],
    100,
  );
  expect(marks.at(-1)).toEqual({ x: 99, kind: "failure", pid: 1 });
});
