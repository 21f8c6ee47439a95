import { expect, it } from "vitest";
import { LabRecord } from "../../record/lab-record.js";
import { clientComes, kernelSocket, numbered, serverWaits } from "../../record/test-events.js";
import { MarkBook } from "./mark-book.js";
import { markEvents } from "./mark-events.js";
import { Timeline } from "./timeline.js";

function bookOf(events: Parameters<typeof numbered>[0], book = new MarkBook()) {
  const timed = numbered(events);
  const record = new LabRecord();
  markEvents(record, { marks: book, timeline: new Timeline() });
  record.append(timed);
  const lastAtUs = timed.at(-1)?.at ?? 0;
  return { book, fractionOf: (atUs: number) => (atUs - 1000) / (lastAtUs - 1000) };
}

function marksOf(events: Parameters<typeof numbered>[0], width: number, book?: MarkBook) {
  const { book: filled, fractionOf } = bookOf(events, book);
  return filled.marks(width, fractionOf);
}

it("marks the beginning of each call in its process's name, from end to end", () => {
  const marks = marksOf([...serverWaits, ...clientComes], 1001);
  const calls = marks.filter(({ kind }) => kind === "call");
  expect(calls.map(({ pid }) => pid)).toEqual([1, 1, 1, 1, 2, 2, 1, 2]);
  expect(marks[0]).toEqual({ x: 0, kind: "process", pid: 1 });
  expect(marks.at(-1)).toEqual({ x: 958, kind: "process", pid: 2 });
});

it("draws one mark where many events share a pixel", () => {
  expect(marksOf([...serverWaits, ...clientComes], 1)).toHaveLength(5);
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
  const address = { host: "127.0.0.1", port: 9 };
  const error = { kind: "errno", errno: "ECONNREFUSED", number: 111, syscall: "connect", message: "no" };
  const marks = marksOf(
    [
      { event: "processStarted", pid: 1, name: "c.py" },
      { event: "callStarted", call: 1, pid: 1, command: "connect", params: { fd: 3, address } },
      { event: "callEnded", call: 1, pid: 1, command: "connect", durationUs: 1, blockedUs: 0, error },
    ],
    100,
  );
  expect(marks.at(-1)).toEqual({ x: 99, kind: "failure", pid: 1 });
});

it("keeps no more stretches of time apart than it may, and forgets no process and no kind of mark", () => {
  const few = marksOf([...serverWaits, ...clientComes], 1001, new MarkBook(4));
  const all = marksOf([...serverWaits, ...clientComes], 1001);
  const whose = (marks: typeof all) => [...new Set(marks.map(({ kind, pid }) => `${kind} ${pid}`))].sort();
  expect(new Set(few.map(({ x }) => x)).size).toBeLessThan(new Set(all.map(({ x }) => x)).size);
  expect(whose(few)).toEqual(whose(all));
});

it("has no marks of events that are no longer kept", () => {
  const { book, fractionOf } = bookOf([...serverWaits, ...clientComes]);
  const before = book.marks(1001, fractionOf);
  book.dropBefore(5000);
  const after = book.marks(1001, fractionOf);
  expect(after).toEqual(before.filter(({ x }) => x >= fractionOf(5000) * 1000));
});
