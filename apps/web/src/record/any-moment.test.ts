import { describe, expect, it } from "vitest";
import { fixtureNames, loadFixture } from "../fixtures/load-fixture.js";
import { NOW } from "./moment.js";
import { RecordView } from "./record-view.js";
import { recordOf } from "./test-record.js";

/** Everything that a view says, without what only later events say. */
function said(view: RecordView) {
  const calls = view.calls.slice(0, view.callCount);
  return {
    seq: view.seq,
    atUs: view.atUs,
    processes: view.processes,
    calls: calls.map((call) => [call.call, view.stateOf(call)]),
    open: view.processes.map(({ pid }) => view.blockedCalls(pid).map(({ call }) => call)),
    sockets: [...view.sockets.values()],
    states: [...view.sockets.keys()].map((id) => view.statesOf(id)),
    chapters: view.chapters().map(({ chapter: { id, flow, start }, then }) => {
      const { named, ...rest } = then;
      return { id, flow, start, ...rest, named: named.map(({ packet: { packet } }) => packet) };
    }),
    gone: view.gone(8).map(({ socket, atUs }) => [socket.id, socket.state, atUs]),
  };
}

describe("what was known at any moment", () => {
  it.each(fixtureNames)("is what a page that had come so far knew: %s", (name) => {
    const events = loadFixture(name);
    const whole = recordOf(events);
    const growing = recordOf([]);
    for (const event of events) {
      growing.append([event]);
      expect(said(new RecordView(whole, event.seq))).toEqual(said(new RecordView(growing, event.seq)));
      expect(said(new RecordView(growing, NOW))).toEqual(said(new RecordView(growing, event.seq)));
    }
  });

  it.each(fixtureNames)("is known as well where the past before it is no longer kept: %s", (name) => {
    const events = loadFixture(name);
    const whole = recordOf(events);
    const bounded = recordOf([], 40);
    for (const event of events) bounded.append([event]);
    const first = bounded.events.firstSeq;
    for (const { seq } of events.filter((event) => event.seq >= first)) {
      const [then, kept] = [said(new RecordView(whole, seq)), said(new RecordView(bounded, seq))];
      expect([kept.atUs, kept.sockets]).toEqual([then.atUs, then.sockets]);
      expect(then.calls).toEqual(expect.arrayContaining(kept.calls));
    }
  });

  it.each(fixtureNames)("has no row and no reference to what is no longer kept: %s", (name) => {
    const record = recordOf([], 40);
    for (const event of loadFixture(name)) {
      record.append([event]);
      for (const entry of record.entries) {
        if (entry.kind === "call") expect(record.findCall(entry.call)).toBe(entry);
        if (entry.kind === "return") expect(record.findCall(entry.of.call)).toBe(entry.of);
        if (entry.kind === "packet") expect(record.findPacket(entry.packet.packet)).toBe(entry);
        expect(entry.seq).toBeGreaterThanOrEqual(record.events.firstSeq);
      }
    }
  });
});
