import type { LabEvent } from "@sockpit/protocol";
import { formatCondition, parseScenario } from "@sockpit/protocol/scenario";
import { describe, expect, it } from "vitest";
import { loadFixture } from "../../fixtures/load-fixture.js";
import type { PacketEntry } from "../../record/entry.js";
import { LabRecord } from "../../record/lab-record.js";
import { NOW } from "../../record/moment.js";
import { WireTraffic } from "../../record/wire-traffic.js";
import { heldOf } from "./held-packets.js";
import { placePackets } from "./motion.js";
import { scenarioCondition } from "./scenario-condition.js";
import { wireSteps } from "./wire-log.js";
import { WireModel } from "./wire-model.js";

function recorded(name: "wire-hands" | "wire-loss") {
  const record = new LabRecord();
  const traffic = new WireTraffic(record);
  record.append(loadFixture(name));
  return { record, traffic };
}

const packetsOf = (record: LabRecord) =>
  record.entries.filter(
    (entry): entry is PacketEntry => entry.kind === "packet" && entry.packet.wire !== undefined,
  );

describe("the wire of a recorded lab", () => {
  it("has on it at each moment what had entered and not left", () => {
    const { record, traffic } = recorded("wire-loss");
    for (const { seq, at } of record.events.list) {
      const wanted = packetsOf(record).filter(
        (entry) => entry.seq <= seq && !entry.passages.some((passage) => passage.seq <= seq),
      );
      expect(traffic.at(seq, Number.POSITIVE_INFINITY).map((entry) => entry.packet.packet)).toEqual(
        wanted.map((entry) => entry.packet.packet),
      );
      expect(at).toBeGreaterThanOrEqual(0);
    }
  });

  it("keeps at the end what is still held", () => {
    const { record, traffic } = recorded("wire-hands");
    const present = traffic.at(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
    const placed = placePackets(present, {
      nowUs: record.events.lastAtUs,
      asOf: Number.POSITIVE_INFINITY,
      settingsAt: () => record.wire.at()?.directions[0]?.settings,
    });
    const held = heldOf(placed, () => false);
    expect([...held.values()].map(({ entry }) => entry.packet.data?.text)).toContain("held at the end");
  });

  it("keeps packets that are held when all else is cleared, or goes with the oldest events, until they leave", () => {
    const events = loadFixture("wire-hands");
    const known = new LabRecord();
    known.append(events);
    const waiting = known.flights.filter(({ passages }) => passages.length === 0);
    const numbers = waiting.map((entry) => entry.packet.packet);
    expect(numbers.length).toBeGreaterThan(0);
    const later: LabEvent[] = Array.from({ length: 20 }, (_, index) => ({
      event: "captureDropped",
      seq: known.seq + 1 + index,
      at: known.events.lastAtUs,
      dropped: 1,
    }));
    const left = numbers.map(
      (packet, index): LabEvent => ({
        event: "packetLeft",
        seq: known.seq + 21 + index,
        at: known.events.lastAtUs,
        enteredAt: 0,
        packet,
        fate: "dropped",
        effects: [],
      }),
    );
    for (const isCleared of [true, false]) {
      const record = new LabRecord(isCleared ? undefined : 4);
      const traffic = new WireTraffic(record);
      record.append(events);
      if (isCleared) record.clear();
      record.append(later);
      const present = () => traffic.at(NOW, Number.POSITIVE_INFINITY).map((entry) => entry.packet.packet);
      expect(present()).toEqual(numbers);
      expect(record.entries.some(({ kind }) => kind === "packet")).toBe(false);
      expect(new WireTraffic(record).at(NOW, Number.POSITIVE_INFINITY)).toHaveLength(numbers.length);
      record.append(left);
      expect(present()).toEqual([]);
      record.clear();
      expect(numbers.map((packet) => record.findPacket(packet))).toEqual(numbers.map(() => undefined));
    }
    known.reset();
    expect([known.flights, known.findPacket(numbers[0] ?? 0)]).toEqual([[], undefined]);
  });

  it("keeps a copy that is under way when all else is cleared, until it arrives", () => {
    const events = loadFixture("wire-hands");
    const first = events.findIndex(
      (event) => event.event === "packetLeft" && event.effects.includes("duplicated"),
    );
    const arrival = events.findIndex((event) => event.event === "packetLeft" && event.isCopy === true);
    const record = new LabRecord();
    const traffic = new WireTraffic(record);
    const texts = () =>
      traffic.at(NOW, Number.POSITIVE_INFINITY).map((entry) => entry.packet.data?.text ?? "");
    expect(arrival).toBeGreaterThan(first);
    record.append(events.slice(0, first + 1));
    expect(texts()).toContain("twice");
    record.clear();
    expect(texts()).toContain("twice");
    record.append(events.slice(first + 1, arrival + 1));
    expect(texts()).not.toContain("twice");
    expect(record.entries.filter(({ kind }) => kind === "arrival")).toHaveLength(1);
  });

  it("keeps the order in which a person has put packets when all else is cleared, and not for another lab", () => {
    const { record } = recorded("wire-hands");
    const packets = record.flights.filter(({ passages }) => passages.length === 0);
    const numbers = packets.map((entry) => entry.packet.packet);
    const [last = 0] = numbers.slice(-1);
    const model = new WireModel({ record, nowUs: () => 0, control: async () => undefined });
    model.move([1, ...numbers], last, 0);
    record.clear();
    expect(model.store.getState().order).toEqual([last, ...numbers.slice(0, -1)]);
    record.reset();
    expect(model.store.getState().order).toEqual([]);
  });

  it("places a held packet as held until it was let go, and then on its way", () => {
    const { record } = recorded("wire-hands");
    const synAck = packetsOf(record).find(({ held }) => held !== null);
    if (synAck === undefined || synAck.held === null) throw new Error("Nothing was held");
    const [passage] = synAck.passages;
    if (passage === undefined) throw new Error("It never left");
    const kindAt = (asOf: number, nowUs: number) =>
      placePackets([synAck], {
        nowUs,
        asOf,
        settingsAt: (seq) => record.wire.at(seq)?.directions[0]?.settings,
      })[0]?.place.kind;
    expect(kindAt(synAck.held.seq, synAck.held.at)).toBe("held");
    expect(kindAt(passage.seq - 1, passage.at - 1)).toBe("flying");
    expect(kindAt(passage.seq, passage.at)).toBe("flying");
  });

  it("lists what was done by hand, and writes as a condition what a scenario has words for", () => {
    const { record } = recorded("wire-hands");
    const steps = wireSteps(record, Number.POSITIVE_INFINITY);
    expect(steps.flatMap((step) => (step.kind === "hand" ? [step.action] : []))).toEqual(["drop", "release"]);
    const configuration = record.wire.at();
    if (configuration === undefined) throw new Error("There is no wire");
    const { effects, left } = scenarioCondition(configuration, { record, steps });
    const text = formatCondition({ effects });
    expect(text).toBe("wire delay 2ms, wire drop client datagram #2");
    expect(left.map(({ kind }) => kind)).toContain("hand");
    expect(left.filter(({ kind }) => kind === "rule")).toHaveLength(5);
    const scenario = `title: x\nnetwork: wire\n-- client.steps --\ns = socket()\n-- server.steps --\ns = socket()\n-- conditions --\n${text}\n`;
    expect(parseScenario(scenario).problems).toEqual([]);
  });
});
