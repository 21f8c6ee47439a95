import type { LabEvent } from "@sockpit/protocol";
import { describe, expect, test } from "vitest";
import { findCall, findPacket } from "../fixtures/find-events.js";
import { type FixtureName, loadFixture } from "../fixtures/load-fixture.js";
import type { PacketEntry } from "./entry.js";
import type { LabRecord } from "./lab-record.js";
import { NOW } from "./moment.js";
import { relatedTo } from "./related.js";
import { recordOf } from "./test-record.js";
import { placeAt } from "./wire-passage.js";

const text = (wanted: string) => (packet: { data?: { text?: string | undefined } | undefined }) =>
  packet.data?.text === wanted;

function read(name: FixtureName): { events: LabEvent[]; record: LabRecord } {
  const events = loadFixture(name);
  return { events, record: recordOf(events) };
}

function entryOf(record: LabRecord, packet: number): PacketEntry {
  const entry = record.findPacket(packet);
  if (entry === undefined) throw new Error(`no packet ${packet}`);
  return entry;
}

describe("A packet on the wire", () => {
  const { events, record } = read("wire-loss");

  test("is under way from the event with which it was sent to the one with which it arrived", () => {
    const syn = entryOf(record, 1);
    const [passage] = syn.passages;
    expect(passage).toMatchObject({ fate: "delivered", effects: ["delayed"], cause: null, isCopy: false });
    expect(passage?.enteredAt).toBe(syn.at);
    const arrived = passage?.seq ?? 0;
    expect(arrived).toBeGreaterThan(syn.seq + 1);
    expect(placeAt(syn, syn.seq)).toEqual({ kind: "underWay", held: null });
    expect(placeAt(syn, arrived - 1)).toEqual({ kind: "underWay", held: null });
    expect(placeAt(syn, arrived)).toEqual({ kind: "left", passages: [passage] });
    expect(placeAt(syn, NOW)).toEqual({ kind: "left", passages: [passage] });
  });

  test("that is lost says what dropped it, and wakes nobody", () => {
    const [first, second] = [findPacket(events, text("hello, server")).packet, 5];
    const lost = entryOf(record, first);
    expect(lost.passages).toMatchObject([{ fate: "dropped", cause: { by: "rule", rule: "drop-first" } }]);
    expect(lost.effect).toBeNull();
    const receiving = record.findCall(findCall(events, "recv").call);
    expect(receiving?.wokenBy).toBe(second);
    expect(entryOf(record, second).effect).toBe(receiving?.call);
    expect(record.findCall(findCall(events, "sendall").call)?.packets).toContain(first);
  });

  test("goes from its sender's lane to its receiver's, each on its host", () => {
    expect(record.lanes.map(({ name, host }) => [name, host])).toEqual([
      ["server.py", "server"],
      ["client.py", "client"],
    ]);
    for (const entry of record.entries)
      if (entry.kind === "packet") {
        const ends = [entry.fromLane, entry.toLane].map((lane) => record.lanes[lane]?.host);
        expect(ends).toEqual([entry.packet.wire?.from, entry.packet.wire?.to]);
      }
  });

  test("lets connect return where its SYN-ACK arrives", () => {
    const connecting = record.findCall(findCall(events, "connect").call);
    expect(connecting?.wokenBy).toBe(2);
    expect(entryOf(record, 2).effect).toBe(connecting?.call);
  });
});

describe("Data that come before what was sent ahead of them", () => {
  const { events, record } = read("wire-fast-retransmission");

  test("are taken with the retransmission that closes the gap, and the lost segment by nobody", () => {
    const lost = findPacket(events, text("segment 2")).packet;
    expect(entryOf(record, lost)).toMatchObject({ effect: null, passages: [{ fate: "dropped" }] });
    const again = findPacket(events, ({ tcp }) => tcp?.notes.includes("fast-retransmission") === true);
    const third = findPacket(events, text("segment 3")).packet;
    const taking = entryOf(record, again.packet).effect;
    expect(taking).not.toBeNull();
    expect(entryOf(record, third).effect).toBe(taking);
    expect(record.findCall(taking ?? 0)?.wokenBy).toBe(again.packet);
  });
});

describe("A packet that is held", () => {
  const { events, record } = read("wire-hands");

  test("waits on the wire until a hand lets it go", () => {
    const synAck = entryOf(record, 2);
    const { held } = synAck;
    expect(held).toMatchObject({ cause: { by: "rule", rule: "syn-ack" } });
    const heldSeq = held?.seq ?? 0;
    expect(placeAt(synAck, synAck.seq)).toEqual({ kind: "underWay", held: null });
    expect(placeAt(synAck, heldSeq)).toEqual({ kind: "underWay", held });
    expect(synAck.passages).toMatchObject([
      { fate: "delivered", effects: ["held", "delayed"], cause: { by: "hand" } },
    ]);
  });

  test("or drops it, or is still there at the end", () => {
    const dropped = entryOf(record, findPacket(events, text("held, dropped")).packet);
    expect(dropped.passages).toMatchObject([{ fate: "dropped", cause: { by: "hand" } }]);
    const waiting = entryOf(record, findPacket(events, text("held at the end")).packet);
    expect(placeAt(waiting, NOW)).toEqual({ kind: "underWay", held: waiting.held });
    expect(waiting.held).not.toBeNull();
  });

  test("and one that is duplicated leaves twice, and is taken by two calls", () => {
    const { passages } = entryOf(record, findPacket(events, text("twice")).packet);
    expect(passages.map(({ isCopy }) => isCopy)).toEqual([false, true]);
  });

  test("and one that is overtaken is taken by the call after the one that takes the other", () => {
    const [overtaken, overtaking] = ["overtaken", "overtaking"].map((wanted) =>
      entryOf(record, findPacket(events, text(wanted)).packet),
    );
    expect(overtaken?.passages[0]?.effects).toContain("overtaken");
    expect(overtaken?.seq).toBeLessThan(overtaking?.seq ?? 0);
    expect(overtaken?.effect).toBeGreaterThan(overtaking?.effect ?? 0);
  });

  test("and one that is corrupted is taken by nobody", () => {
    const corrupted = entryOf(record, findPacket(events, text("corrupted")).packet);
    expect(corrupted).toMatchObject({ effect: null, passages: [{ fate: "delivered" }] });
  });
});

test("A packet of a lab without a wire is nowhere on one", () => {
  const { record } = read("sample-programs");
  expect(placeAt(entryOf(record, 1), NOW)).toBeNull();
});

describe("A segment that is sent again", () => {
  const { events, record } = read("wire-loss");
  const first = findPacket(events, text("hello, server")).packet;

  test("names the one that was sent first, which names it", () => {
    const [again] = entryOf(record, first).repeats;
    expect(entryOf(record, again ?? 0)).toMatchObject({ original: first, repeats: [] });
    expect(entryOf(record, again ?? 0).packet.tcp?.notes).toEqual(["retransmission", "tail-loss-probe"]);
  });

  test("is related to it", () => {
    const [again = 0] = entryOf(record, first).repeats;
    expect([...relatedTo({ kind: "packet", packet: again }, record).packets].sort()).toEqual([first, again]);
    expect([...relatedTo({ kind: "packet", packet: first }, record).packets].sort()).toEqual([first, again]);
  });

  test("is known also on a loopback", () => {
    const loopback = read("retransmission").record;
    const repeated = loopback.entries.filter((entry) => entry.kind === "packet" && entry.original !== null);
    expect(repeated.length).toBeGreaterThan(0);
  });
});

test("The record knows the hosts' addresses, and how long a packet takes as the wire is set", () => {
  const { record } = read("wire-loss");
  expect([...record.hosts].sort()).toEqual([
    ["client", "10.0.0.1"],
    ["server", "10.0.0.2"],
  ]);
  expect(record.wire.delayUsAt(NOW)).toBe(15_000);
  expect(read("sample-programs").record.wire.delayUsAt(NOW)).toBe(0);
});
