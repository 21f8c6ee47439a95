import type { LabEvent } from "@sockpit/protocol";
import { expect, it } from "vitest";
import { eventsOf, findCall } from "../../fixtures/find-events.js";
import { loadFixtureUntil } from "../../fixtures/load-fixture.js";
import { renumbered } from "../../fixtures/renumber.js";
import { LabRecord } from "../../record/lab-record.js";
import { MarkBook } from "./mark-book.js";
import { markEvents } from "./mark-events.js";
import { Timeline } from "./timeline.js";

/** Up to the end of the server, the last program. */
const exchange = loadFixtureUntil(
  "sample-programs",
  (event) => event.event === "processEnded" && event.pid === 1,
);

/** The marks of events a millisecond apart. */
function bookOf(events: readonly LabEvent[], book = new MarkBook()) {
  const timed = renumbered(events);
  const record = new LabRecord();
  markEvents(record, { marks: book, timeline: new Timeline() });
  record.append(timed);
  const lastAtUs = timed.at(-1)?.at ?? 0;
  return { book, fractionOf: (atUs: number) => (atUs - 1000) / (lastAtUs - 1000) };
}

function marksOf(events: readonly LabEvent[], width: number, book?: MarkBook) {
  const { book: filled, fractionOf } = bookOf(events, book);
  return filled.marks(width, fractionOf);
}

it("marks the beginning of each call in its process's name, from end to end", () => {
  const marks = marksOf(exchange, 1001);
  const calls = marks.filter(({ kind }) => kind === "call");
  expect(calls.map(({ pid }) => pid)).toEqual(eventsOf(exchange, "callStarted").map(({ pid }) => pid));
  expect(marks[0]).toEqual({ x: 0, kind: "process", pid: 1 });
  expect(marks.at(-1)).toEqual({ x: 1000, kind: "process", pid: 1 });
  const clientEnds = eventsOf(exchange, "processEnded")[0]?.seq ?? 0;
  const x = Math.round(((clientEnds - 1) / (exchange.length - 1)) * 1000);
  expect(marks).toContainEqual({ x, kind: "process", pid: 2 });
});

it("draws one mark where many events share a pixel", () => {
  const whose = marksOf(exchange, 1).map(({ kind, pid }) => `${kind} ${pid}`);
  expect(whose.sort()).toEqual([
    "call 1",
    "call 2",
    "packet null",
    "process 1",
    "process 2",
    "state 1",
    "state 2",
  ]);
});

it("marks a socket's changes of state, and not of its queues", () => {
  const look = eventsOf(exchange, "socketChanged").find(({ socket }) => socket.state === "LISTEN");
  if (look === undefined) throw new Error("The kernel has not been asked");
  const { socket } = look;
  const grown = { ...look, socket: { ...socket, acceptQueue: { length: 1, limit: 5 } } };
  const closed = { ...look, socket: { ...socket, state: "CLOSED" as const } };
  const marks = marksOf([look, grown, look, closed], 4);
  expect(marks.map(({ x, kind }) => [x, kind])).toEqual([
    [0, "state"],
    [3, "state"],
  ]);
});

it("marks a call that failed where it failed", () => {
  const isFailure = (event: LabEvent) => event.event === "callEnded" && event.error !== undefined;
  const marks = marksOf(loadFixtureUntil("refused", isFailure), 100);
  expect(marks.at(-1)).toEqual({ x: 99, kind: "failure", pid: 1 });
});

it("keeps no more stretches of time apart than it may, and forgets no process and no kind of mark", () => {
  const few = marksOf(exchange, 1001, new MarkBook(4));
  const all = marksOf(exchange, 1001);
  const whose = (marks: typeof all) => [...new Set(marks.map(({ kind, pid }) => `${kind} ${pid}`))].sort();
  expect(new Set(few.map(({ x }) => x)).size).toBeLessThan(new Set(all.map(({ x }) => x)).size);
  expect(whose(few)).toEqual(whose(all));
});

it("has no marks of events that are no longer kept", () => {
  const { book, fractionOf } = bookOf(exchange);
  const before = book.marks(1001, fractionOf);
  const firstUs = findCall(exchange, "connect").seq * 1000;
  book.dropBefore(firstUs);
  const after = book.marks(1001, fractionOf);
  expect(after).toEqual(before.filter(({ x }) => x >= Math.round(fractionOf(firstUs) * 1000)));
  expect(after[0]).toMatchObject({ kind: "call", pid: 2 });
});

it("loses marks with the record's oldest events", () => {
  const book = new MarkBook();
  const record = new LabRecord(20);
  markEvents(record, { marks: book, timeline: new Timeline() });
  for (const event of renumbered(exchange)) record.append([event]);
  const { firstAtUs, lastAtUs } = record.events;
  const marks = book.marks(1001, (atUs) => (atUs - firstAtUs) / (lastAtUs - firstAtUs));
  expect(marks.length).toBeGreaterThan(0);
  expect(marks.filter(({ x }) => x < 0)).toEqual([]);
});
