import { describe, expect, it } from "vitest";
import { findPacket } from "../fixtures/find-events.js";
import { loadFixture } from "../fixtures/load-fixture.js";
import { packetLabel, packetText } from "./packet-label.js";
import { recordOf } from "./test-record.js";

const events = loadFixture("wire-neighbours");
const asks = findPacket(events, ({ arp }) => arp?.isRequest === true);
const answers = findPacket(events, ({ arp }) => arp?.isRequest === false);
const named = (name: string) => findPacket(events, ({ icmp }) => icmp?.name === name);

describe("what hosts ask their neighbours", () => {
  it("is said of ARP, as Wireshark says it", () => {
    expect(packetText(asks, true)).toBe("ARP who has 10.0.0.2? tell 10.0.0.1");
    expect(packetText(answers, true)).toBe("ARP 10.0.0.2 is at 02:00:00:00:00:02");
  });

  it("is said of ICMPv6, which is no error", () => {
    const solicitation = named("neighbour-solicitation");
    expect(packetText(solicitation, true)).toBe(
      "ICMPv6 neighbour solicitation who has fd00::2? tell fd00::1",
    );
    expect(packetLabel(solicitation, true).tone).toBe("open");
    expect(packetText(named("neighbour-advertisement"), true)).toContain("fd00::2 is at 02:00:00:00:00:02");
  });

  it("goes from one host's program to the other's", () => {
    const record = recordOf(events);
    const { lanes } = record;
    for (const { packet } of [asks, named("neighbour-solicitation")]) {
      const entry = record.findPacket(packet);
      expect(lanes[entry?.fromLane ?? -1]?.name).toBe("client.py");
      expect(lanes[entry?.toLane ?? -1]?.name).toBe("server.py");
    }
  });
});
