import { beforeEach, describe, expect, it } from "vitest";
import { eventsOf, findCall } from "../../fixtures/find-events.js";
import { loadFixture } from "../../fixtures/load-fixture.js";
import { renumbered } from "../../fixtures/renumber.js";
import { LabClock } from "../../record/lab-clock.js";
import { RecordModel } from "../../record/record-model.js";
import { MomentModel } from "./moment-model.js";

/** The last event is the end of process 1. */
const recorded = loadFixture("sample-programs");
/** A millisecond apart. */
const [events, more] = [renumbered(recorded).slice(0, -1), renumbered(recorded).slice(-1)];

let nowMs: number;
let frames: (() => void)[];
let record: RecordModel;
let moment: MomentModel;

function drawFrame(afterMs = 0): void {
  nowMs += afterMs;
  for (const run of frames.splice(0)) run();
}

/** Lets time pass in frames as a browser draws them. */
function drawFrames(passedMs: number): void {
  const frameMs = 20;
  for (let left = passedMs; left > 0; left -= frameMs) drawFrame(Math.min(frameMs, left));
}

function schedule(callback: () => void): () => void {
  frames.push(callback);
  return () => {
    frames = frames.filter((frame) => frame !== callback);
  };
}

function receive(received: typeof events): void {
  for (const event of received) record.receive(event);
  drawFrame();
}

const present = () => moment.store.getState().moment;

beforeEach(() => {
  nowMs = 0;
  frames = [];
  record = new RecordModel({ schedule, clock: new LabClock(() => nowMs) });
  moment = new MomentModel({ record, schedule, nowMs: () => nowMs });
  nowMs = events.length;
  receive(events);
});

describe("MomentModel", () => {
  it("shows the newest while live", () => {
    expect(moment.shown.getState()).toBe(record.store.getState());
  });

  it("stays where it is when paused, while new events gather behind", () => {
    moment.pause();
    const paused = moment.shown.getState();
    receive(more);
    expect(moment.shown.getState()).toBe(paused);
    expect(record.store.getState().process(1)?.end).not.toBeNull();
    moment.goLive();
    expect(moment.shown.getState().process(1)?.end).not.toBeNull();
  });

  it("shows a queue, a socket and a blocked call as they were", () => {
    const accept = findCall(events, "accept");
    const [blocked] = eventsOf(events, "callBlocked");
    moment.goTo(blocked?.seq ?? 0);
    expect(
      moment.shown
        .getState()
        .blockedCalls(1)
        .map(({ call }) => call),
    ).toEqual([accept.call]);
    const [listener] = moment.shown.getState().sockets.values();
    expect(listener).toMatchObject({ id: accept.socket, acceptQueue: { length: 0, limit: 5 } });
    expect(moment.shown.getState().sockets.size).toBe(1);
    expect(moment.nowUs()).toBe((blocked?.seq ?? 0) * 1000);
  });

  it("steps event by event, and no further than the ends", () => {
    moment.goTo(5);
    moment.step(-1);
    expect(present()).toMatchObject({ seq: 4 });
    moment.step(-1000);
    expect(present()).toMatchObject({ seq: 1, atUs: 1000 });
    moment.step(3);
    expect(present()).toMatchObject({ seq: 4 });
  });

  it("passes over what only confirms what was known", () => {
    const quiet = events.findIndex(({ event }) => event === "socketChanged");
    moment.goTo(quiet);
    moment.step(1);
    expect(present()).toMatchObject({ seq: quiet + 2 });
    moment.step(-1);
    expect(present()).toMatchObject({ seq: quiet });
  });

  it("steps from one chapter's beginning to the next, and beyond the last to the newest moment", () => {
    const starts = record.record.chapters.all.map(({ since }) => since);
    moment.first();
    for (const start of starts) {
      moment.stepChapter(1);
      expect(present()).toMatchObject({ seq: start });
    }
    moment.stepChapter(1);
    expect(present()).toEqual({ kind: "live" });
    moment.stepChapter(-1);
    expect(present()).toMatchObject({ seq: starts.at(-1) });
  });

  it("plays an event a second where nothing else is chosen, however long the lab took", () => {
    moment.first();
    moment.play();
    drawFrames(999);
    expect(present()).toMatchObject({ seq: 1 });
    drawFrames(1);
    expect(present()).toMatchObject({ seq: 2, atUs: 2000, isPlaying: true });
    drawFrames(2000);
    expect(present()).toMatchObject({ seq: 4 });
    moment.setPace("two");
    drawFrames(500);
    expect(present()).toMatchObject({ seq: 5 });
  });

  it("shows every event on a page that draws slowly, and waits while nobody sees the page", () => {
    moment.first();
    moment.setPace("five");
    moment.play();
    drawFrame(60_000);
    expect(present()).toMatchObject({ seq: 1, isPlaying: true });
    const seen: number[] = [];
    const unsubscribe = moment.store.subscribe(({ moment }) => {
      if (moment.kind === "past") seen.push(moment.seq);
    });
    for (let frames = 0; frames < 40; frames += 1) drawFrame(400);
    unsubscribe();
    expect(seen).toHaveLength(20);
    moment.first();
    for (const seq of seen) {
      moment.step(1);
      expect(present()).toMatchObject({ seq });
    }
  });

  it("plays in time with the clock, at the speed asked for, and ends live", () => {
    moment.first();
    moment.setPace("tenth");
    moment.play();
    drawFrames(40);
    expect(present()).toMatchObject({ seq: 5, atUs: 5000, isPlaying: true });
    moment.setPace("real");
    drawFrames(3);
    expect(present()).toMatchObject({ seq: 8 });
    drawFrames(1000);
    expect(present()).toEqual({ kind: "live" });
    expect(moment.shown.getState()).toBe(record.store.getState());
  });

  it("goes on from where it was paused", () => {
    moment.setPace("real");
    moment.replayAll();
    drawFrame(4);
    moment.pause();
    drawFrame(1000);
    expect(present()).toMatchObject({ seq: 5, isPlaying: false });
  });

  it("passes over a long pause quickly, if asked to", () => {
    receive(more.map((event) => ({ ...event, at: 60_000_000 })));
    moment.setPace("real");
    moment.goTo(events.length);
    moment.play();
    drawFrames(400);
    expect(present()).toMatchObject({ seq: events.length });
    drawFrames(200);
    expect(present()).toEqual({ kind: "live" });
    moment.goTo(events.length);
    moment.shortenGaps(false);
    moment.play();
    drawFrames(10_000);
    expect(present()).toMatchObject({
      kind: "past",
      atUs: expect.closeTo(10_000_000 + events.length * 1000, -3),
    });
  });

  it("follows the log where the moment shown is no longer kept", () => {
    record = new RecordModel({ schedule, maxEvents: 100 });
    moment = new MomentModel({ record, schedule });
    receive([...events, ...more]);
    moment.goTo(moment.log.firstSeq);
    const printed = eventsOf(recorded, "output").slice(0, 1);
    const flood = Array.from({ length: 200 }, () => printed).flat();
    receive(renumbered([...recorded, ...flood]).slice(recorded.length));
    expect(present()).toMatchObject({ kind: "past", seq: moment.log.firstSeq });
  });

  it("has no past to pause in before anything happened", () => {
    const empty = new MomentModel({ record: new RecordModel({ schedule }), schedule });
    empty.pause();
    empty.step(-1);
    expect(empty.isLive).toBe(true);
  });

  it("forgets the past with what was cleared, and begins anew in another lab", () => {
    moment.goTo(3);
    record.clear();
    expect(moment.isLive).toBe(true);
    moment.step(-1);
    expect(moment.isLive).toBe(true);
    record.reset();
    receive(events.slice(0, 3));
    moment.pause();
    expect(moment.shown.getState().seq).toBe(3);
  });
});
