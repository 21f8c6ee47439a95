import { kernelSocket } from "@sockpit/testing";
import { describe, expect, test } from "vitest";
import type { Fact } from "./facts.js";
import {
  accepted,
  closes,
  connected,
  listens,
  look,
  receives,
  Story,
  segment,
  sends,
  shakeHands,
  takeAll,
  tcpSocket,
} from "./story.test-support.js";

const MINUTE_US = 60_000_000;

describe("A listener", () => {
  test("drops a SYN where its accept queue is full, and takes it when it comes again", () => {
    const story = connected(0);
    story.take(tcpSocket("c"));
    const syn = { flags: "SYN", seq: 500, stream: 2 };
    expect(story.segment("a", syn, { a: "c", b: "l" })).toEqual(["c CLOSED→SYN-SENT"]);
    story.take({ kind: "accepted", id: "l", accepted: "b" });
    expect(story.segment("a", syn, { a: "c", b: "d" })).toEqual([
      "d none→SYN-RECEIVED in syn queue of l",
      "l SYN queue 1",
    ]);
  });

  test("drops a last ACK where its accept queue is full, and takes the data that come again", () => {
    const story = connected(0);
    story.take(tcpSocket("c"));
    const owners = { a: "c", b: "d" };
    const stream = 2;
    story.segment("a", { flags: "SYN", seq: 500, stream }, owners);
    expect(story.segment("b", { flags: "SYN ACK", seq: 700, ack: 501, stream }, owners)).toEqual([
      "c SYN-SENT→ESTABLISHED",
    ]);
    const data = { flags: "ACK", seq: 501, ack: 701, bytes: 3, stream };
    expect(story.segment("a", data, owners)).toEqual(["c unacknowledged 3"]);
    story.take({ kind: "accepted", id: "l", accepted: "b" });
    expect(story.segment("a", data, owners)).toEqual([
      "d SYN-RECEIVED→ESTABLISHED in accept queue",
      "l SYN queue 0 accept queue 1",
      "d received 3",
    ]);
  });

  test("sends SYN cookies beyond its SYN queue: nothing is kept before the ACK", () => {
    const story = new Story();
    const option: Fact = { kind: "optionSet", id: "l", option: "TCP_DEFER_ACCEPT", value: 3 };
    for (const fact of [tcpSocket("l"), option, listens("l", 0), tcpSocket("a"), tcpSocket("c")])
      story.take(fact);
    shakeHands(story);
    const owners = { a: "c", b: "d" };
    const stream = 2;
    expect(story.segment("a", { flags: "SYN", seq: 500, stream }, owners)).toEqual(["c CLOSED→SYN-SENT"]);
    story.segment("b", { flags: "SYN ACK", seq: 700, ack: 501, stream }, owners);
    expect(story.segment("a", { flags: "ACK", seq: 501, ack: 701, stream }, owners)).toEqual([
      "d none→ESTABLISHED in accept queue of l",
      "l accept queue 1",
    ]);
    // Who stands in the SYN queue finds no room with its data, until they come again.
    const data = { flags: "ACK", seq: 101, ack: 301, bytes: 5 };
    expect(story.segment("a", data)).toEqual(["a unacknowledged 5"]);
    story.take({ kind: "accepted", id: "l", accepted: "d" });
    expect(story.segment("a", data)).toEqual([
      "b SYN-RECEIVED→ESTABLISHED in accept queue",
      "l SYN queue 0 accept queue 1",
      "b received 5",
    ]);
  });

  test("puts the ACK of a client without data off: TCP_DEFER_ACCEPT", () => {
    const story = new Story();
    const option: Fact = { kind: "optionSet", id: "l", option: "TCP_DEFER_ACCEPT", value: 3 };
    for (const fact of [tcpSocket("l"), option, listens("l"), tcpSocket("a")]) story.take(fact);
    story.segment("a", { flags: "SYN", seq: 100 });
    story.segment("b", { flags: "SYN ACK", seq: 300, ack: 101 });
    expect(story.segment("a", { flags: "ACK", seq: 101, ack: 301 })).toEqual([]);
    story.segment("b", { flags: "SYN ACK", seq: 300, ack: 101 });
    expect(story.segment("a", { flags: "ACK", seq: 101, ack: 301 })).toEqual([
      "b SYN-RECEIVED→ESTABLISHED in accept queue",
      "l SYN queue 0 accept queue 1",
    ]);
  });

  test("leaves half-open connections when it goes, which end with the next segment", () => {
    const story = new Story();
    for (const fact of [tcpSocket("l"), listens("l"), tcpSocket("a")]) story.take(fact);
    story.segment("a", { flags: "SYN", seq: 100 });
    story.segment("b", { flags: "SYN ACK", seq: 300, ack: 101 });
    expect(takeAll(story, closes("l"))).toEqual([
      "b in no queue of none",
      "l LISTEN→CLOSED SYN queue 0 gone",
    ]);
    expect(story.segment("a", { flags: "ACK", seq: 101, ack: 301 })).toEqual(["b SYN-RECEIVED→CLOSED gone"]);
  });

  test("loses who is half open to a reset behind data that found no room: tcp_check_req()", () => {
    const story = new Story();
    const option: Fact = { kind: "optionSet", id: "l", option: "TCP_DEFER_ACCEPT", value: 3 };
    for (const fact of [tcpSocket("l"), option, listens("l"), tcpSocket("a")]) story.take(fact);
    shakeHands(story);
    expect(story.segment("a", { flags: "RST ACK", seq: 401, ack: 301 })).toEqual([
      "a ESTABLISHED→CLOSED",
      "b in no queue of none",
      "l SYN queue 0",
      "b SYN-RECEIVED→CLOSED gone",
    ]);
  });

  test("keeps in its queue what was reset before it was accepted", () => {
    const story = connected();
    expect(story.segment("a", { flags: "RST ACK", seq: 101, ack: 301 })).toEqual([
      "a ESTABLISHED→CLOSED",
      "b ESTABLISHED→CLOSED",
    ]);
    expect(story.take({ kind: "accepted", id: "l", accepted: "b" })).toEqual([
      "b in no queue of none",
      "l accept queue 0",
    ]);
  });

  test("stands in for a connection until the kernel names it", () => {
    const story = new Story();
    for (const fact of [tcpSocket("l"), listens("l"), tcpSocket("a")]) story.take(fact);
    expect(story.segment("a", { flags: "SYN", seq: 100 }, { b: "l" })).toEqual(["a CLOSED→SYN-SENT"]);
    expect(story.segment("b", { flags: "SYN ACK", seq: 300, ack: 101 }, { b: "l" })).toEqual([
      "l SYN queue 1",
      "a SYN-SENT→ESTABLISHED",
    ]);
    expect(story.segment("a", { flags: "ACK", seq: 101, ack: 301 })).toEqual([
      "b none→SYN-RECEIVED in syn queue of l",
      "b SYN-RECEIVED→ESTABLISHED in accept queue",
      "l SYN queue 0 accept queue 1",
    ]);
  });
});

describe("A connection", () => {
  test("to itself has one socket, which is both its ends", () => {
    const story = new Story();
    story.take(tcpSocket("a"));
    const itself = { a: "a", b: "a" };
    expect(story.segment("a", { flags: "SYN", seq: 100 }, itself)).toEqual([
      "a CLOSED→SYN-SENT",
      "a SYN-SENT→SYN-RECEIVED",
    ]);
    expect(story.segment("a", { flags: "SYN ACK", seq: 100, ack: 101 }, itself)).toEqual([
      "a SYN-RECEIVED→ESTABLISHED",
    ]);
    expect(story.segment("a", { flags: "ACK", seq: 101, ack: 101, bytes: 4 }, itself)).toEqual([
      "a received 4 unacknowledged 4",
    ]);
    expect(story.segment("a", { flags: "ACK", seq: 105, ack: 105 }, itself)).toEqual(["a unacknowledged 0"]);
  });

  test("is reset by data for a socket that nobody holds", () => {
    const story = accepted();
    takeAll(story, closes("a"));
    story.segment("a", { flags: "FIN ACK", seq: 101, ack: 301 });
    story.segment("b", { flags: "ACK", seq: 301, ack: 102 });
    expect(story.segment("b", { flags: "ACK", seq: 301, ack: 102, bytes: 5 })).toEqual([
      "b unacknowledged 5",
    ]);
    expect(story.segment("a", { flags: "RST", seq: 102 })).toEqual([
      "a FIN-WAIT-2→CLOSED gone",
      "b CLOSE-WAIT→CLOSED unacknowledged 0",
    ]);
  });

  test("is left alone by a reset with another number: RFC 5961", () => {
    const story = accepted();
    expect(story.segment("a", { flags: "RST", seq: 90 })).toEqual(["a ESTABLISHED→CLOSED"]);
  });

  test("goes on when a process passes its socket on, and ends with the last descriptor", () => {
    const story = accepted();
    story.take({ kind: "sentAway", id: "a" });
    story.take({ ...receives("x", 1), sockets: ["a"] } as Fact);
    expect(takeAll(story, closes("a"))).toEqual(["a ESTABLISHED→FIN-WAIT-1 held by none"]);
  });

  test("counts what a waiting call has written, as a look shows it, once", () => {
    const story = accepted();
    story.segment("a", { flags: "ACK", seq: 101, ack: 301, bytes: 10 });
    story.take({ kind: "waiting", id: "a", moves: "out" });
    look(story, [kernelSocket("a", { sendQueueBytes: 70 })]);
    expect(story.engine.confirmed(kernelSocket("a"))?.sendQueueBytes).toBe(70);
    expect(story.segment("b", { flags: "ACK", seq: 301, ack: 111 })).toEqual(["a unacknowledged 60"]);
    expect(story.take({ ...sends("a", 100), hasWaited: true } as Fact)).toEqual(["a unacknowledged 90"]);
  });
});

test("Thousands of connections are each followed from their SYN on", () => {
  const story = new Story();
  for (let stream = 1; stream <= 6000; stream += 1) {
    const a = `a${stream}`;
    story.take(tcpSocket(a));
    story.segment("a", { flags: "SYN", seq: 100, stream }, { a, b: null });
    const refusal = { flags: "RST ACK", seq: 0, ack: 101, stream };
    expect(story.segment("b", refusal, { a, b: null })).toEqual([`${a} SYN-SENT→CLOSED`]);
    takeAll(story, closes(a));
  }
});

describe("TIME-WAIT", () => {
  function inTimeWait(): Story {
    const story = accepted();
    takeAll(story, closes("a"));
    story.segment("a", { flags: "FIN ACK", seq: 101, ack: 301 });
    story.segment("b", { flags: "FIN ACK", seq: 301, ack: 102 });
    story.segment("a", { flags: "ACK", seq: 102, ack: 302 });
    return story;
  }

  test("ends after its minute, by a timer", () => {
    const story = inTimeWait();
    const { engine } = story;
    expect(engine.expire(story.atUs + MINUTE_US - 1)).toBeNull();
    expect(engine.nextTimerUs - story.atUs).toBeGreaterThanOrEqual(MINUTE_US - 1000);
    expect(engine.expire(engine.nextTimerUs)).toMatchObject({
      event: "timerExpired",
      timer: "TIME-WAIT",
      changes: [{ socket: "a", state: "CLOSED", before: "TIME-WAIT", isGone: true }],
    });
    expect(engine.expire(engine.nextTimerUs)).toBeNull();
    expect(engine.nextTimerUs).toBe(Number.POSITIVE_INFINITY);
  });

  test("begins anew with a FIN that comes again", () => {
    const story = inTimeWait();
    const first = story.engine.nextTimerUs;
    story.take(segment("b", { flags: "FIN ACK", seq: 301, ack: 102 }), 1_000_000);
    expect(story.engine.expire(first)).toBeNull();
    expect(story.engine.nextTimerUs).toBeGreaterThan(first + 900_000);
  });

  test("gives way to a new connection between the same ends", () => {
    const story = inTimeWait();
    story.take(tcpSocket("c"));
    expect(story.segment("a", { flags: "SYN", seq: 9000, stream: 2 }, { a: "c", b: "d" })).toEqual([
      "a TIME-WAIT→CLOSED gone",
      "c CLOSED→SYN-SENT",
      "d none→SYN-RECEIVED in syn queue of l",
      "l SYN queue 1",
    ]);
  });

  test("is seen to end by a look", () => {
    const story = inTimeWait();
    expect(look(story, [], MINUTE_US)).toMatchObject([{ event: "timerExpired", timer: "TIME-WAIT" }]);
  });
});

describe("A look at the kernel", () => {
  test("confirms what was derived", () => {
    const story = accepted();
    const sockets = ["a", "b"].map((id) => kernelSocket(id));
    expect(look(story, [...sockets, kernelSocket("l", { state: "LISTEN", tcp: null })])).toEqual([]);
    expect(story.engine.isInDoubt).toBe(false);
    expect(story.engine.confirmed(kernelSocket("a", { state: "CLOSE-WAIT" }))?.state).toBe("ESTABLISHED");
    takeAll(story, closes("l"));
    expect(story.engine.confirmed(kernelSocket("l"))).toBeNull();
  });

  test("corrects a difference that another look shows, and not one that something came after", () => {
    const story = accepted();
    const listener = kernelSocket("l", { state: "LISTEN", tcp: null });
    const sockets = [kernelSocket("a"), kernelSocket("b", { receiveQueueBytes: 7 }), listener];
    expect(look(story, sockets)).toEqual([]);
    expect(story.engine.isInDoubt).toBe(true);
    story.segment("a", { flags: "ACK", seq: 101, ack: 301, bytes: 1 });
    const atUs = story.atUs - 1;
    expect(story.engine.look({ sockets, atUs }, story.atUs + 1)).toEqual([]);
    story.segment("b", { flags: "ACK", seq: 301, ack: 102 });
    look(story, sockets);
    expect(look(story, sockets)).toEqual([
      {
        event: "viewCorrected",
        socket: "b",
        derived: { receiveQueueBytes: 1 },
        kernel: { receiveQueueBytes: 7 },
      },
    ]);
    expect(story.engine.isInDoubt).toBe(false);
    expect(story.take(receives("b", 3))).toEqual(["b received 4"]);
  });

  test("finds a connection that gave up sending again", () => {
    const story = accepted();
    story.segment("a", { flags: "ACK", seq: 101, ack: 301, bytes: 1 });
    const listener = kernelSocket("l", { state: "LISTEN", tcp: null });
    const left = [kernelSocket("b", { receiveQueueBytes: 1 }), listener];
    expect(
      look(story, [kernelSocket("a", { state: "CLOSED", tcp: null }), ...left], 1_000_000),
    ).toMatchObject([
      { event: "timerExpired", timer: "RETRANSMISSION", changes: [{ socket: "a", state: "CLOSED" }] },
    ]);
  });

  test("is believed after packets that were lost", () => {
    const story = accepted();
    story.take({ kind: "lost" });
    const listener = kernelSocket("l", { state: "LISTEN", tcp: null });
    const sockets = [
      kernelSocket("a", { sendQueueBytes: 3 }),
      kernelSocket("b", { state: "CLOSE-WAIT" }),
      listener,
    ];
    expect(look(story, sockets)).toEqual([]);
    expect(look(story, sockets)).toEqual([]);
    expect(story.engine.isInDoubt).toBe(false);
  });
});
