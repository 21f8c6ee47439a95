import { expect, it } from "vitest";
import { findPacket, packetOf } from "../fixtures/find-events.js";
import { type FixtureName, loadFixture } from "../fixtures/load-fixture.js";
import type { PacketEvent } from "./entry.js";
import { packetLabel, packetText } from "./packet-label.js";

function first(name: FixtureName, isIt: (packet: PacketEvent) => boolean): PacketEvent {
  return findPacket(loadFixture(name), isIt);
}

it("names the handshake's packets with their numbers, relative or as on the wire", () => {
  const events = loadFixture("sample-programs");
  const [syn, synAck, ack] = [packetOf(events, 1), packetOf(events, 2), packetOf(events, 3)];
  const [clientIsn, serverIsn] = [syn.tcp?.seq ?? 0, synAck.tcp?.seq ?? 0];
  expect(packetText(syn, true)).toBe(`SYN seq=A (${clientIsn})`);
  expect(packetText(synAck, true)).toBe(`SYN-ACK seq=B (${serverIsn}) ack=A+1`);
  expect(packetText(ack, true)).toBe("ACK ack=B+1");
  expect(packetText(syn, false)).toBe(`SYN seq=${clientIsn}`);
  expect(packetText(synAck, false)).toBe(`SYN-ACK seq=${serverIsn} ack=${clientIsn + 1}`);
  expect(packetText(ack, false)).toBe(`ACK ack=${serverIsn + 1}`);
});

it("shows how much data a segment has, and its beginning", () => {
  const request = first("pieces", ({ data }) => data !== undefined);
  expect(packetText(request, true)).toBe("DATA seq=1 23 B “GET / HTTP/1.1⏎Host: x”");
  const long = first("big-transfer", ({ data }) => data !== undefined);
  expect(packetLabel(long, true).peek).toBe(`${"x".repeat(28)}…`);
});

it("makes what goes wrong look and read differently", () => {
  const again = first("accept-queue-full", ({ tcp }) => tcp?.notes.includes("retransmission") === true);
  expect(packetLabel(again, true)).toMatchObject({ name: "SYN", notes: ["retransmission"], tone: "trouble" });
  const reset = first("reset", ({ tcp }) => tcp?.notes.includes("reset") === true);
  expect(packetLabel(reset, true)).toMatchObject({ name: "RST", notes: [], tone: "reset" });
  const full = first("big-transfer", ({ tcp }) => tcp?.notes.includes("zero-window") === true);
  expect(packetLabel(full, true)).toMatchObject({ name: "ACK", tone: "trouble" });
});

it("names datagrams and what ICMP reports", () => {
  const udp = first("udp-refused", ({ protocol }) => protocol === "UDP");
  expect(packetText(udp, true)).toBe("UDP 7 B “anyone?”");
  const icmp = first("udp-refused", ({ protocol }) => protocol === "ICMP");
  expect(packetLabel(icmp, true)).toMatchObject({ name: "ICMP port unreachable", tone: "error" });
});

it("names the TLS records that a segment carries, with what the two sides say in them", () => {
  const texts = loadFixture("tls").flatMap((event) =>
    event.event === "packet" && event.tls !== undefined ? [packetText(event, true)] : [],
  );
  expect(texts.slice(0, 3)).toEqual([
    "DATA ClientHello SNI localhost, TLS 1.3, ALPN h2 http/1.1 seq=1 333 B",
    "DATA ServerHello TLS 1.3, TLS_AES_256_GCM_SHA384 ChangeCipherSpec Application Data ×4 seq=1 882 B",
    "DATA ChangeCipherSpec Application Data seq=334 80 B",
  ]);
  expect(texts).toContainEqual(expect.stringMatching(/^DATA Alert fatal: unknown_ca seq=\d+ 7 B$/));
});
