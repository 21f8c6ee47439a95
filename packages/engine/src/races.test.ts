import { kernelSocket } from "@sockpit/testing";
import { describe, expect, test } from "vitest";
import type { Fact } from "./facts.js";
import { accepted, closes, look, receives, type Story, takeAll } from "./story.test-support.js";

const FIN_WAIT_2 = { state: "FIN-WAIT-2", tcp: null } as const;
const MINUTE_US = 60_000_000;

/** Nobody holds `a`, and its FIN has just been acknowledged. */
function orphaned(): Story {
  const story = accepted();
  takeAll(story, closes("a"));
  story.segment("a", { flags: "FIN ACK", seq: 101, ack: 301 });
  expect(story.segment("b", { flags: "ACK", seq: 301, ack: 102 })).toEqual(["a FIN-WAIT-1→FIN-WAIT-2"]);
  return story;
}

function lookWith(story: Story, ids: readonly string[], afterUs?: number) {
  const all = {
    a: FIN_WAIT_2,
    b: { state: "CLOSED", tcp: null },
    lastAck: { state: "LAST-ACK", tcp: null },
    l: { state: "LISTEN", tcp: null },
  } as const;
  const sockets = Object.entries(all).filter(([name]) => ids.includes(name));
  return look(
    story,
    sockets.map(([name, socket]) => kernelSocket(name === "lastAck" ? "b" : name, socket)),
    afterUs,
  );
}

test("Bytes that one of two waiting calls has taken are not counted again where the other fails first", () => {
  const story = accepted();
  const waits = { kind: "waiting", id: "b", moves: "in" } as const;
  for (let calls = 0; calls < 2; calls += 1) story.take(waits);
  story.segment("a", { flags: "ACK", seq: 101, ack: 301, bytes: 1 });
  look(story, [kernelSocket("b", { receiveQueueBytes: 0 }), kernelSocket("a", { sendQueueBytes: 1 })]);
  story.take({ ...receives("b", 0), bytes: null, hasWaited: true } as Fact);
  expect(story.segment("a", { flags: "ACK", seq: 102, ack: 301, bytes: 10 })).toEqual([
    "a unacknowledged 11",
    "b received 10",
  ]);
  expect(story.take({ ...receives("b", 10), hasWaited: true } as Fact)).toEqual(["b received 1"]);
});

describe("A segment that reaches a socket which nobody holds just as it comes to FIN-WAIT-2", () => {
  test("may be a reset that the kernel misses, which is believed until its timer ends", () => {
    const story = orphaned();
    expect(story.segment("b", { flags: "RST ACK", seq: 301, ack: 102 })).toEqual([
      "b CLOSE-WAIT→CLOSED",
      "a FIN-WAIT-2→CLOSED gone",
    ]);
    for (let looks = 0; looks < 3; looks += 1) expect(lookWith(story, ["a", "b", "l"])).toEqual([]);
    expect(story.engine.isInDoubt).toBe(false);
    expect(story.engine.confirmed(kernelSocket("a", FIN_WAIT_2))?.state).toBe("FIN-WAIT-2");
    expect(lookWith(story, ["b", "l"], MINUTE_US)).toMatchObject([
      { event: "timerExpired", timer: "FIN-WAIT-2", changes: [{ socket: "a", isGone: true }] },
    ]);
  });

  test("may be a FIN that the kernel misses, and that comes again", () => {
    const story = orphaned();
    const fin = { flags: "FIN ACK", seq: 301, ack: 102 };
    expect(story.segment("b", fin)).toEqual(["b CLOSE-WAIT→LAST-ACK", "a FIN-WAIT-2→TIME-WAIT"]);
    for (let looks = 0; looks < 3; looks += 1) expect(lookWith(story, ["a", "lastAck", "l"])).toEqual([]);
    expect(story.engine.isInDoubt).toBe(false);
    expect(story.segment("b", fin)).toEqual(["a FIN-WAIT-2→TIME-WAIT"]);
  });

  test("may be missed where a socket is closed that was in FIN-WAIT-2", () => {
    const story = accepted();
    story.take({ kind: "shutDown", id: "a", isReading: false, isWriting: true });
    story.segment("a", { flags: "FIN ACK", seq: 101, ack: 301 });
    story.segment("b", { flags: "ACK", seq: 301, ack: 102 });
    story.take({ kind: "sentAway", id: "nobody" }, MINUTE_US);
    takeAll(story, closes("a"));
    story.segment("b", { flags: "RST ACK", seq: 301, ack: 102 });
    for (let looks = 0; looks < 3; looks += 1) expect(lookWith(story, ["a", "b", "l"])).toEqual([]);
  });

  test("may be missed where a close that lingers has not returned yet", () => {
    const story = accepted();
    const [closing, closed] = closes("a", { lingers: true }) as [Fact, Fact];
    story.take(closing);
    story.take({ kind: "waiting", id: "a", moves: "end" });
    story.segment("a", { flags: "FIN ACK", seq: 101, ack: 301 });
    story.segment("b", { flags: "ACK", seq: 301, ack: 102 });
    expect(story.segment("b", { flags: "RST ACK", seq: 301, ack: 102 })).toEqual([
      "b CLOSE-WAIT→CLOSED",
      "a FIN-WAIT-2→CLOSED",
    ]);
    expect(story.take(closed)).toEqual(["a gone"]);
    for (let looks = 0; looks < 3; looks += 1) expect(lookWith(story, ["a", "b", "l"])).toEqual([]);
  });

  test("is not missed where it comes later: a difference is corrected", () => {
    const story = orphaned();
    lookWith(story, ["a", "l"], MINUTE_US / 2);
    story.segment("b", { flags: "RST ACK", seq: 301, ack: 102 });
    lookWith(story, ["a", "b", "l"]);
    expect(lookWith(story, ["a", "b", "l"])).toMatchObject([{ event: "viewCorrected", socket: "a" }]);
  });
});
