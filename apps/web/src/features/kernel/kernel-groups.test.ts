import type { LabEvent } from "@sockpit/protocol";
import { expect, it } from "vitest";
import { eventsOf, findCall } from "../../fixtures/find-events.js";
import {
  type FixtureName,
  fixtureNames,
  loadFixture,
  loadFixtureUntil,
} from "../../fixtures/load-fixture.js";
import { RecordView } from "../../record/record-view.js";
import { recordOf, viewOf } from "../../record/test-record.js";
import { groupSockets, queuePlaces } from "./kernel-groups.js";

function socketsAt(name: FixtureName, isLast: (event: LabEvent) => boolean) {
  return viewOf(loadFixtureUntil(name, isLast)).sockets;
}

/** A listener of backlog 1 after the packet of this number: each connection takes three. */
function queueAfter(packet: number) {
  const sockets = socketsAt(
    "accept-queue-full",
    (event) => event.event === "packet" && event.packet === packet,
  );
  const [group] = groupSockets(sockets);
  const entry = group?.entries[0];
  if (entry?.socket.acceptQueue == null) throw new Error("The recording has no accept queue");
  return { waiting: entry.waiting, queue: entry.socket.acceptQueue };
}

it("groups sockets by process, with those that nobody holds last", () => {
  const events = loadFixture("failures");
  const pidOf = (name: string) =>
    eventsOf(events, "processStarted").find((event) => event.name === name)?.pid;
  const pid = pidOf("addressHeld.py");
  // A connection in TIME-WAIT is there from the beginning, before any of these programs' sockets.
  const sockets = socketsAt(
    "failures",
    (event) => event.event === "callStarted" && event.command === "bind" && event.pid === pid,
  );
  expect(groupSockets(sockets).map((group) => group.pid)).toEqual([pidOf("silent.py"), pid, null]);
});

it("puts a connection that nobody has accepted into its listening socket", () => {
  const events = loadFixture("retransmission");
  const listener = findCall(events, "accept").socket;
  const made = eventsOf(events, "callEnded").filter(({ command }) => command === "accept");
  const sockets = socketsAt(
    "retransmission",
    (event) => event.event === "packet" && event.tcp?.notes.includes("retransmission") === true,
  );
  const [group] = groupSockets(sockets);
  const ids = group?.entries.map(({ socket, waiting, halfOpen }) => ({
    socket: socket.id,
    waiting: waiting.map(({ id }) => id),
    halfOpen: halfOpen.map(({ id }) => id),
  }));
  const [first, second, third] = made.map(({ socket }) => socket);
  expect(ids).toEqual([{ socket: listener, waiting: [first, second], halfOpen: [third] }]);
});

it("orders connections in a queue by when they entered, whichever was made first", () => {
  const events = loadFixture("last-first");
  const sent = eventsOf(events, "packet").filter(({ data }) => data !== undefined);
  const [last, first] = sent.map(({ to }) => to);
  const halfOpens = eventsOf(events, "packet").flatMap(({ changes = [] }) =>
    changes.flatMap(({ socket, queue }) => (queue === "syn" ? [socket] : [])),
  );
  const silent = halfOpens[1];
  expect(halfOpens).toEqual([first, silent, last]);
  const entryAt = (isLast: (event: LabEvent) => boolean) =>
    groupSockets(socketsAt("last-first", isLast))[0]?.entries[0];
  const entered = entryAt((event) => event.seq === sent[1]?.seq);
  const seen = entryAt((event) => event.event === "callStarted" && event.command === "accept");
  const accepted = eventsOf(events, "callEnded").filter(({ command }) => command === "accept");
  expect(accepted.map(({ socket }) => socket)).toEqual([last, first]);
  for (const entry of [entered, seen]) {
    expect(entry?.waiting.map(({ id }) => id)).toEqual([last, first]);
    expect(entry?.halfOpen.map(({ id }) => id)).toEqual([silent]);
  }
});

/**
 * Where nothing is derived, the kernel's looks at a listener and at its connections are events of their own. On a wire, a look may
 * see a connection before the wire has taken its SYN-ACK from the host, with which the listener's queue changes.
 */
const derived = fixtureNames.filter((name) => name !== "without-packets" && name !== "reno");

it.each(derived)(
  "has as many connections in a listener's queues as these are long, at any moment: %s",
  (name) => {
    const events = loadFixture(name);
    const record = recordOf(events);
    for (const { seq } of events)
      for (const { entries } of groupSockets(new RecordView(record, seq).sockets))
        for (const { socket, waiting, halfOpen } of entries) {
          if (socket.type !== "SOCK_STREAM" || socket.family === "AF_UNIX" || socket.acceptQueue === null)
            continue;
          expect([seq, waiting.length, halfOpen.length]).toEqual([
            seq,
            socket.acceptQueue.length,
            socket.synQueue?.length ?? 0,
          ]);
        }
  },
);

it("shows such a connection by itself where its listening socket is gone", () => {
  const { waiting } = queueAfter(3);
  expect(groupSockets(new Map(waiting.map((socket) => [socket.id, socket])))).toEqual([
    { pid: null, entries: waiting.map((socket) => ({ socket, waiting: [], halfOpen: [] })) },
  ]);
});

it("has one place more than the backlog, as Linux does", () => {
  const half = queueAfter(3);
  expect(half.queue).toEqual({ length: 1, limit: 1 });
  const { capacity, isFull, places } = queuePlaces(half.queue, half.waiting);
  expect({ capacity, isFull }).toEqual({ capacity: 2, isFull: false });
  expect(places).toEqual([
    { socket: half.waiting[0], isTaken: true, isExtra: false },
    { socket: null, isTaken: false, isExtra: true },
  ]);
  const full = queueAfter(6);
  expect(queuePlaces(full.queue, full.waiting).isFull).toBe(true);
});

it("draws no places where there are many", () => {
  expect(queuePlaces({ length: 40, limit: 128 }, []).places).toBeNull();
});
