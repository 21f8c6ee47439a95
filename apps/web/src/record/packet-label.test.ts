import { expect, it } from "vitest";
import type { PacketEvent } from "./entry.js";
import { packetLabel, packetText } from "./packet-label.js";
import { clientIsn, handshake, segment, serverIsn } from "./test-packets.js";

function event(fields: object): PacketEvent {
  return { ...fields, seq: 1, at: 1, packet: 1 } as PacketEvent;
}

it("names the handshake's packets with their numbers, relative or as on the wire", () => {
  const [syn, synAck, ack] = handshake("1", "2").map(event);
  if (syn === undefined || synAck === undefined || ack === undefined) throw new Error("no handshake");
  expect(packetText(syn, true)).toBe("SYN seq=0");
  expect(packetText(synAck, true)).toBe("SYN-ACK seq=0 ack=1");
  expect(packetText(ack, true)).toBe("ACK ack=1");
  expect(packetText(syn, false)).toBe(`SYN seq=${clientIsn}`);
  expect(packetText(synAck, false)).toBe(`SYN-ACK seq=${serverIsn} ack=${clientIsn + 1}`);
  expect(packetText(ack, false)).toBe(`ACK ack=${serverIsn + 1}`);
});

it("shows how much data a segment has, and its beginning", () => {
  const data = event(
    segment({ from: "1", to: "2", text: "GET / HTTP/1.1\r\nHost: x", flags: ["PSH", "ACK"] }),
  );
  expect(packetText(data, true)).toBe("DATA seq=1 23 B “GET / HTTP/1.1⏎Host: x”");
  const long = event(segment({ from: "1", to: "2", text: "x".repeat(500) }));
  expect(packetLabel(long, true).peek).toBe(`${"x".repeat(28)}…`);
});

it("makes what goes wrong look and read differently", () => {
  const again = event(
    segment({ from: "1", to: "2", flags: ["SYN"], relativeSeq: 0, notes: ["retransmission"] }),
  );
  expect(packetLabel(again, true)).toMatchObject({ name: "SYN", notes: ["retransmission"], tone: "trouble" });
  const reset = event(segment({ from: "1", to: "2", flags: ["RST", "ACK"], notes: ["reset"] }));
  expect(packetLabel(reset, true)).toMatchObject({ name: "RST", notes: [], tone: "reset" });
  const full = event(segment({ from: "1", to: "2", notes: ["zero-window"] }));
  expect(packetLabel(full, true)).toMatchObject({ name: "ACK", tone: "trouble" });
});

it("names datagrams and what ICMP reports", () => {
  const ends = {
    source: { host: "::1" },
    destination: { host: "::1" },
    from: null,
    to: null,
    lengthBytes: 60,
  };
  const udp = event({
    ...ends,
    event: "packet",
    protocol: "UDP",
    udp: { payloadBytes: 5 },
    data: { bytes: 5, text: "hello" },
  });
  expect(packetText(udp, true)).toBe("UDP 5 B “hello”");
  const icmp = event({
    ...ends,
    event: "packet",
    protocol: "ICMP",
    icmp: { type: 3, code: 3, name: "port-unreachable" },
  });
  expect(packetLabel(icmp, true)).toMatchObject({ name: "ICMP port unreachable", tone: "error" });
});
