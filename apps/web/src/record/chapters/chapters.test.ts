import type { LabEvent } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { fixtureNames, loadFixture } from "../../fixtures/load-fixture.js";
import { renumbered } from "../../fixtures/renumber.js";
import { RecordView } from "../record-view.js";
import { recordOf, viewOf } from "../test-record.js";

/** Each chapter in a line: its kind, its events, its packets, its bytes forth and back. */
function told(view: RecordView): string[] {
  return view.chapters().map(({ chapter, then }) => {
    const { kind, packets, forthBytes, backBytes, isComplete, last, repeated, dropped } = then;
    const parts = [
      `${kind} ${chapter.start.seq}–${last.seq}: ${packets} packets`,
      ...(forthBytes + backBytes > 0 ? [`${forthBytes} B → ${backBytes} B ←`] : []),
      ...(repeated > 0 ? [`${repeated} sent again`] : []),
      ...(dropped > 0 ? [`${dropped} dropped`] : []),
      ...(isComplete ? [] : ["not complete"]),
    ];
    return parts.join(", ");
  });
}

const kindsOnly = (line: string) => line.split(" ", 1)[0];

const of = (events: readonly LabEvent[]) => told(viewOf(events));

describe("chapters of a recorded lab", () => {
  it("tell the sample programs' connection from connect() to the last ACK", () => {
    expect(of(loadFixture("sample-programs"))).toEqual([
      "handshake 16–19: 3 packets",
      "data 31–45: 4 packets, 21 B → 26 B ←",
      "closing 49–56: 3 packets",
    ]);
  });

  it("reach on a wire to where their packets arrive, and count those that are lost", () => {
    const view = viewOf(loadFixture("wire-loss"));
    const chapters = view.chapters();
    expect(chapters.map(({ then }) => [then.kind, then.lost, then.repeated, then.isComplete])).toEqual([
      ["handshake", 0, 0, true],
      ["data", 1, 1, true],
      ["retransmission", 0, 1, true],
      ["closing", 0, 0, true],
    ]);
    for (const { chapter, then } of chapters) {
      const arrivals = then.named.flatMap(({ passages }) => passages.map(({ seq }) => seq));
      expect(then.last.seq).toBeGreaterThanOrEqual(Math.max(...arrivals));
      for (const packet of then.named) expect(view.record.chapters.of(packet)).toContain(chapter);
    }
  });

  it("tell a connection that nobody listens for, and one that is reset", () => {
    expect(of(loadFixture("refused"))).toEqual(["refused 4–6: 2 packets"]);
    expect(of(loadFixture("reset"))).toEqual(["handshake 13–16: 3 packets", "reset 30–31: 1 packets"]);
  });

  it("tell TLS handshakes apart from the data after them, and one that fails", () => {
    const kinds = (events: readonly LabEvent[]) => of(events).map(kindsOnly);
    const events = loadFixture("tls");
    expect(kinds(events)).toEqual([
      ...["handshake", "tls", "data", "closing"],
      ...["handshake", "tls", "data", "closing"],
      ...["handshake", "tlsFailed", "closing"],
    ]);
    const alert = events.findIndex(
      (event) => event.event === "packet" && event.tls?.records.some(({ name }) => name === "Alert"),
    );
    expect(kinds(events.slice(0, alert)).at(-1)).toBe("tls");
  });

  it("tell a full accept queue from the SYN that it drops", () => {
    const view = viewOf(loadFixture("accept-queue-full"));
    expect(told(view).slice(0, 3)).toEqual([
      "handshake 13–16: 3 packets",
      "handshake 21–24: 3 packets",
      "queueFull 31–40: 2 packets, 1 sent again, not complete",
    ]);
    expect(view.chapters()[2]?.chapter.fullQueue).toMatchObject({ length: 2, capacity: 2 });
  });

  it("tell what is sent again within the data that it belongs to, and since when it was missing", () => {
    const view = viewOf(loadFixture("retransmission"));
    const again = view.chapters().find(({ then }) => then.kind === "retransmission")?.chapter;
    expect(told(view)).toContain("data 56–85: 4 packets, 9 B → 0 B ←, 2 sent again");
    expect(told(view)).toContain("retransmission 65–82: 3 packets, 2 sent again");
    expect(again?.firstSent).toEqual({ seq: 57, at: 92223 });
    expect(again?.fullQueue).toMatchObject({ length: 2, capacity: 2 });
  });

  it("keep connections that overlap apart", () => {
    const view = viewOf(loadFixture("two-clients"));
    const byFlow = new Map<string, string[]>();
    for (const { chapter, then } of view.chapters())
      byFlow.set(chapter.flow, [...(byFlow.get(chapter.flow) ?? []), then.kind]);
    expect([...byFlow.values()]).toEqual([
      ["handshake", "data", "closing"],
      ["handshake", "data", "closing"],
    ]);
  });

  it("tell the datagrams between two addresses, with those that were dropped or had nobody to go to", () => {
    expect(of(loadFixture("udp-lost"))).toEqual([
      "datagrams 12–26: 5 packets, 7000 B → 0 B ←, 3 dropped, not complete",
    ]);
    expect(of(loadFixture("udp-refused"))).toEqual(["datagrams 7–9: 2 packets, 7 B → 0 B ←"]);
  });

  it("tell sockets without packets by their calls", () => {
    expect(of(loadFixture("unix-server"))).toEqual([
      "connecting 13–14: 0 packets",
      "data 17–29: 0 packets, 7 B → 0 B ←, not complete",
    ]);
    expect(of(loadFixture("without-packets"))).toEqual([
      "connecting 16–18: 0 packets",
      "data 28–36: 0 packets, 21 B → 26 B ←",
      "closing 40–45: 0 packets",
    ]);
    expect(of(loadFixture("unix-pair")).at(-1)).toMatch(/^closing \d+–\d+: 0 packets$/);
  });

  it("tell a connection over IPv6", () => {
    expect(of(loadFixture("ipv6")).map(kindsOnly)).toEqual(["handshake", "data", "closing"]);
  });

  it("tell what comes after one direction is closed, and the closing of both", () => {
    const lines = of(loadFixture("half-close"));
    expect(lines.map(kindsOnly)).toEqual(["handshake", "data", "closing", "data"]);
    expect(lines[2]).not.toContain("not complete");
  });

  it("tell a socket that connects to itself: opened and closed from both ends at once", () => {
    const lines = of(loadFixture("to-itself"));
    expect(lines.map(kindsOnly)).toEqual(["handshake", "data", "closing"]);
    expect(lines.some((line) => line.includes("not complete"))).toBe(false);
  });

  it("name a handshake's numbers: A, B, A+1 and B+1", () => {
    const [handshake] = viewOf(loadFixture("sample-programs")).chapters();
    const [syn, synAck, ack] = handshake?.then.named.map(({ packet }) => packet.tcp) ?? [];
    expect(synAck?.ack).toBe((syn?.seq ?? 0) + 1);
    expect(ack?.ack).toBe((synAck?.seq ?? 0) + 1);
  });
});

describe("a chapter as of a moment", () => {
  it("is not there before its first packet, and complete only once it was", () => {
    const record = recordOf(loadFixture("refused"));
    const at = (seq: number) => told(new RecordView(record, seq));
    expect(at(4)).toEqual([]);
    expect(at(5)).toEqual(["handshake 4–5: 1 packets, not complete"]);
    expect(at(6)).toEqual(["refused 4–6: 2 packets"]);
  });
});

describe("chapters of a record that is bounded", () => {
  it.each(fixtureNames)("have an event that is kept: %s", (name) => {
    const record = recordOf([], 40);
    for (const event of loadFixture(name)) {
      record.append([event]);
      const { firstSeq } = record.events;
      for (const { chapter, then } of new RecordView(record).chapters()) {
        expect(then.last.seq).toBeGreaterThanOrEqual(firstSeq);
        expect(chapter.packets.every(({ seq }) => seq >= firstSeq)).toBe(true);
      }
    }
  });

  it("go with what was cleared, and begin again with another lab", () => {
    const events = loadFixture("sample-programs");
    const record = recordOf(events);
    record.clear();
    expect(record.chapters.all).toEqual([]);
    record.reset();
    record.append(renumbered(events));
    expect(told(new RecordView(record))).toHaveLength(3);
  });
});
