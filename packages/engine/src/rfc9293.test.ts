import { expect, test } from "vitest";
import type { Fact } from "./facts.js";
import { closes, listens, receives, Story, segment, sends, tcpSocket } from "./story.test-support.js";

/** A fact, and what it changes. */
type Row = readonly [fact: Fact, changes: readonly string[]];

function expectStory(rows: readonly Row[]): void {
  const story = new Story();
  const actual = rows.map(([fact]) => [fact, story.take(fact)]);
  expect(actual).toEqual(rows);
}

const ready: readonly Row[] = [
  [tcpSocket("l"), ["l none→CLOSED"]],
  [listens("l"), ["l CLOSED→LISTEN SYN queue 0 accept queue 0"]],
  [tcpSocket("a"), ["a none→CLOSED"]],
];

const handshake: readonly Row[] = [
  ...ready,
  [
    segment("a", { flags: "SYN", seq: 100 }),
    ["a CLOSED→SYN-SENT", "b none→SYN-RECEIVED in syn queue of l", "l SYN queue 1"],
  ],
  [segment("b", { flags: "SYN ACK", seq: 300, ack: 101 }), ["a SYN-SENT→ESTABLISHED"]],
  [
    segment("a", { flags: "ACK", seq: 101, ack: 301 }),
    ["b SYN-RECEIVED→ESTABLISHED in accept queue", "l SYN queue 0 accept queue 1"],
  ],
];

const established: readonly Row[] = [
  ...handshake,
  [{ kind: "accepted", id: "l", accepted: "b" }, ["b in no queue of none", "l accept queue 0"]],
];

const [closingA, closedA] = closes("a") as [Fact, Fact];
const [closingB, closedB] = closes("b") as [Fact, Fact];
const [closingL, closedL] = closes("l") as [Fact, Fact];

test("Figure 6: the basic three-way handshake, with data behind it", () => {
  expectStory([
    ...handshake,
    [segment("a", { flags: "ACK", seq: 101, ack: 301, bytes: 10 }), ["a unacknowledged 10", "b received 10"]],
    [sends("a", 10), []],
    [{ kind: "accepted", id: "l", accepted: "b" }, ["b in no queue of none", "l accept queue 0"]],
    [segment("b", { flags: "ACK", seq: 301, ack: 111 }), ["a unacknowledged 0"]],
    [receives("b", 4), ["b received 6"]],
    [receives("b", 2, { isPeek: true }), []],
    [receives("b", 6), ["b received 0"]],
  ]);
});

test("Figure 7: a simultaneous open", () => {
  expectStory([
    [tcpSocket("a"), ["a none→CLOSED"]],
    [tcpSocket("b"), ["b none→CLOSED"]],
    [segment("a", { flags: "SYN", seq: 100 }), ["a CLOSED→SYN-SENT"]],
    [segment("b", { flags: "SYN", seq: 300 }), ["b CLOSED→SYN-SENT", "a SYN-SENT→SYN-RECEIVED"]],
    [segment("a", { flags: "SYN", seq: 100 }), ["b SYN-SENT→SYN-RECEIVED"]],
    [segment("a", { flags: "SYN ACK", seq: 100, ack: 301 }), ["b SYN-RECEIVED→ESTABLISHED"]],
    [segment("b", { flags: "SYN ACK", seq: 300, ack: 101 }), ["a SYN-RECEIVED→ESTABLISHED"]],
  ]);
});

test("Figure 8: an old SYN is reset, and the connection opens with the new one", () => {
  expectStory([
    ...ready,
    [
      segment("a", { flags: "SYN", seq: 90 }, { a: null }),
      ["b none→SYN-RECEIVED in syn queue of l", "l SYN queue 1"],
    ],
    [segment("b", { flags: "SYN ACK", seq: 300, ack: 91 }), []],
    [
      segment("a", { flags: "RST", seq: 91 }),
      ["b in no queue of none", "l SYN queue 0", "b SYN-RECEIVED→CLOSED gone"],
    ],
  ]);
});

test("Figures 9 to 11: a half-open connection is found by a segment, and reset", () => {
  expectStory([
    ...established,
    [segment("b", { flags: "ACK", seq: 301, ack: 101, bytes: 5 }), ["b unacknowledged 5", "a received 5"]],
    [
      segment("a", { flags: "RST", seq: 101 }),
      ["a ESTABLISHED→CLOSED", "b ESTABLISHED→CLOSED unacknowledged 0"],
    ],
  ]);
});

test("Figure 12: the normal close, whose first FIN is acknowledged by itself", () => {
  expectStory([
    ...established,
    [closingA, []],
    [
      segment("a", { flags: "FIN ACK", seq: 101, ack: 301 }),
      ["a ESTABLISHED→FIN-WAIT-1", "b ESTABLISHED→CLOSE-WAIT"],
    ],
    [segment("b", { flags: "ACK", seq: 301, ack: 102 }), ["a FIN-WAIT-1→FIN-WAIT-2"]],
    [closedA, ["a held by none"]],
    [closingB, []],
    [
      segment("b", { flags: "FIN ACK", seq: 301, ack: 102 }),
      ["b CLOSE-WAIT→LAST-ACK", "a FIN-WAIT-2→TIME-WAIT"],
    ],
    [segment("a", { flags: "ACK", seq: 102, ack: 302 }), ["b LAST-ACK→CLOSED gone"]],
    [closedB, []],
  ]);
});

test("A FIN that acknowledges the other takes its receiver through FIN-WAIT-2: §3.10.7.4", () => {
  expectStory([
    ...established,
    [
      segment("a", { flags: "FIN ACK", seq: 101, ack: 301 }),
      ["a ESTABLISHED→FIN-WAIT-1", "b ESTABLISHED→CLOSE-WAIT"],
    ],
    [
      segment("b", { flags: "FIN ACK", seq: 301, ack: 102 }),
      ["b CLOSE-WAIT→LAST-ACK", "a FIN-WAIT-1→FIN-WAIT-2", "a FIN-WAIT-2→TIME-WAIT"],
    ],
  ]);
});

test("Figure 13: both close at once", () => {
  expectStory([
    ...established,
    [{ kind: "shutDown", id: "a", isReading: false, isWriting: true }, ["a ESTABLISHED→FIN-WAIT-1"]],
    [{ kind: "shutDown", id: "b", isReading: false, isWriting: true }, ["b ESTABLISHED→FIN-WAIT-1"]],
    [segment("a", { flags: "FIN ACK", seq: 101, ack: 301 }), ["b FIN-WAIT-1→CLOSING"]],
    [segment("b", { flags: "FIN ACK", seq: 301, ack: 101 }), ["a FIN-WAIT-1→CLOSING"]],
    [segment("a", { flags: "ACK", seq: 102, ack: 302 }), ["b CLOSING→TIME-WAIT"]],
    [segment("b", { flags: "ACK", seq: 302, ack: 102 }), ["a CLOSING→TIME-WAIT"]],
  ]);
});

test("A connection to a port where nobody listens is refused", () => {
  expectStory([
    [tcpSocket("a"), ["a none→CLOSED"]],
    [segment("a", { flags: "SYN", seq: 100 }, { b: null }), ["a CLOSED→SYN-SENT"]],
    [segment("b", { flags: "RST ACK", seq: 0, ack: 101 }, { b: null }), ["a SYN-SENT→CLOSED"]],
    [{ kind: "connected", id: "a", error: "ECONNREFUSED", name: null }, []],
    [closingA, []],
    [closedA, ["a gone"]],
  ]);
});

test("A SYN that is never answered ends with connect, and one that goes on ends with close", () => {
  const syn: Row = [segment("a", { flags: "SYN", seq: 100 }, { b: null }), ["a CLOSED→SYN-SENT"]];
  const again: Row = [segment("a", { flags: "SYN", seq: 100 }, { b: null }), []];
  const made: Row = [tcpSocket("a"), ["a none→CLOSED"]];
  expectStory([
    made,
    syn,
    again,
    [{ kind: "connected", id: "a", error: "ETIMEDOUT", name: null }, ["a SYN-SENT→CLOSED"]],
  ]);
  expectStory([
    made,
    syn,
    [{ kind: "connected", id: "a", error: "timeout", name: null }, []],
    [closingA, []],
    [closedA, ["a SYN-SENT→CLOSED gone"]],
  ]);
});

test("A listener takes with it who waits to be accepted", () => {
  expectStory([
    ...handshake,
    [closingL, []],
    [
      segment("b", { flags: "RST ACK", seq: 301, ack: 101 }),
      ["b in no queue of none", "l accept queue 0", "b ESTABLISHED→CLOSED gone", "a ESTABLISHED→CLOSED"],
    ],
    [closedL, ["l LISTEN→CLOSED gone"]],
  ]);
});

test("A close that leaves data unread resets the connection, and so does SO_LINGER of no seconds", () => {
  expectStory([
    ...established,
    [
      segment("a", { flags: "PSH ACK", seq: 101, ack: 301, bytes: 3 }),
      ["a unacknowledged 3", "b received 3"],
    ],
    [closingB, []],
    [
      segment("b", { flags: "RST ACK", seq: 301, ack: 104 }),
      ["b ESTABLISHED→CLOSED gone", "a ESTABLISHED→CLOSED unacknowledged 0"],
    ],
    [closedB, []],
  ]);
});

test("A segment that is sent again changes nothing twice, and one ahead of its turn waits for it", () => {
  expectStory([
    ...established,
    [segment("a", { flags: "ACK", seq: 111, ack: 301, bytes: 10 }), ["a unacknowledged 20"]],
    [segment("a", { flags: "ACK", seq: 101, ack: 301, bytes: 10 }), ["b received 20"]],
    [segment("a", { flags: "ACK", seq: 101, ack: 301, bytes: 10 }), []],
    [segment("b", { flags: "ACK", seq: 301, ack: 121 }), ["a unacknowledged 0"]],
    [segment("b", { flags: "ACK", seq: 301, ack: 111 }), []],
  ]);
});

test("Bytes that the window keeps back are in the send queue, and the FIN behind them is no byte", () => {
  expectStory([
    ...established,
    [
      segment("a", { flags: "ACK", seq: 101, ack: 301, bytes: 100 }),
      ["a unacknowledged 100", "b received 100"],
    ],
    [sends("a", 250), ["a unacknowledged 250"]],
    [{ kind: "shutDown", id: "a", isReading: false, isWriting: true }, ["a ESTABLISHED→FIN-WAIT-1"]],
    [segment("b", { flags: "ACK", seq: 301, ack: 201, windowBytes: 0 }), ["a unacknowledged 150"]],
    [receives("b", 100), ["b received 0"]],
    [
      segment("a", { flags: "FIN ACK", seq: 201, ack: 301, bytes: 150 }),
      ["b ESTABLISHED→CLOSE-WAIT received 150"],
    ],
    [segment("b", { flags: "ACK", seq: 301, ack: 352 }), ["a FIN-WAIT-1→FIN-WAIT-2 unacknowledged 0"]],
  ]);
});

test("A segment for which the receiver had no room is none of its bytes", () => {
  expectStory([
    ...established,
    [
      segment("a", { flags: "ACK", seq: 101, ack: 301, bytes: 100 }),
      ["a unacknowledged 100", "b received 100"],
    ],
    [segment("b", { flags: "ACK", seq: 301, ack: 201 }), ["a unacknowledged 0"]],
    [
      segment("a", { flags: "ACK", seq: 201, ack: 301, bytes: 50 }),
      ["a unacknowledged 50", "b received 150"],
    ],
    [segment("b", { flags: "ACK", seq: 301, ack: 201, windowBytes: 0 }), ["b received 100"]],
  ]);
});
