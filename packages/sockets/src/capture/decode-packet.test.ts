import { describe, expect, it } from "vitest";
import { decodePacket } from "./decode-packet.js";

const SYN =
  "4500003c4aac40004006f20d7f0000017f000001" +
  "86ec1f98372d277800000000a002ffd7fe300000" +
  "0204ffd70402080a990d6ea3000000000103030a";
const DATA =
  "450000394aae40004006f20e7f0000017f000001" +
  "86ec1f98372d2779e373ee4c80180040fe2d0000" +
  "0101080a990d743ecbb2680668656c6c6f";
const PORT_UNREACHABLE =
  "45c0003fb81f00004001c3dc7f0000017f0000010303f1fe00000000" +
  "45000023fa344000401142937f0000017f000001847f0009000ffe22616e796f6e653f";
const IPV6_HEADER = (payload: string) =>
  `60000000${payload}2c400000000000000000000000000000000100000000000000000000000000000001`;
const FIRST_FRAGMENT = `${IPV6_HEADER("0018")}11000001cafe00019c401f98001800003031323334353637`;
const LAST_FRAGMENT = `${IPV6_HEADER("0010")}11000010cafe00013839616263646566`;

const decode = (hex: string) => decodePacket(Uint8Array.from(Buffer.from(hex, "hex")));
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe("A packet's bytes", () => {
  it("are a SYN with its options", () => {
    expect(decode(SYN)).toMatchObject({
      version: 4,
      source: "127.0.0.1",
      destination: "127.0.0.1",
      protocolNumber: 6,
      lengthBytes: 60,
      transportOffset: 20,
      tcp: {
        sourcePort: 34_540,
        destinationPort: 8088,
        seq: 0x372d2778,
        ack: 0,
        flags: ["SYN"],
        window: 65_495,
        options: [
          { kind: "MSS", value: 65_495 },
          { kind: "SACK-PERMITTED" },
          { kind: "TIMESTAMPS", value: 2_567_794_339, echo: 0 },
          { kind: "WINDOW-SCALE", value: 10 },
        ],
      },
    });
  });

  it("are data, above the header's options", () => {
    const packet = decode(DATA);
    expect(packet?.tcp).toMatchObject({
      seq: 0x372d2779,
      ack: 0xe373ee4c,
      flags: ["PSH", "ACK"],
      window: 64,
    });
    expect(text(packet?.payload)).toBe("hello");
  });

  it("are an ICMP error, and the datagram that it quotes", () => {
    expect(decode(PORT_UNREACHABLE)?.icmp).toEqual({
      type: 3,
      code: 3,
      name: "port-unreachable",
      subject: {
        protocol: "UDP",
        source: { host: "127.0.0.1", port: 33_919 },
        destination: { host: "127.0.0.1", port: 9 },
      },
    });
  });

  it("are fragments of an IPv6 datagram, of which the first alone has ports", () => {
    const first = decode(FIRST_FRAGMENT);
    expect(first).toMatchObject({
      version: 6,
      source: "::1",
      protocolNumber: 17,
      fragment: { id: 0xcafe0001, offsetBytes: 0, isMore: true },
      udp: { sourcePort: 40_000, destinationPort: 8088 },
    });
    expect(text(first?.payload)).toBe("01234567");
    const last = decode(LAST_FRAGMENT);
    expect(last).toMatchObject({ fragment: { id: 0xcafe0001, offsetBytes: 16, isMore: false } });
    expect(last?.udp).toBeUndefined();
    expect(text(last?.payload)).toBe("89abcdef");
  });

  it("are read as far as they go where they are cut, at whatever byte", () => {
    for (const hex of [SYN, DATA, PORT_UNREACHABLE, FIRST_FRAGMENT]) {
      const bytes = Uint8Array.from(Buffer.from(hex, "hex"));
      for (let length = 0; length < bytes.length; length += 1) {
        const packet = decodePacket(bytes.subarray(0, length));
        expect(packet === null || packet.lengthBytes <= length).toBe(true);
      }
    }
  });

  it("are none where they begin with another version", () => {
    expect(decode(`0${SYN.slice(1)}`)).toBeNull();
    expect(decode("")).toBeNull();
  });
});
