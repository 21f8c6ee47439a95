import { describe, expect, it } from "vitest";
import { decodePacket } from "./decode-packet.js";
import { decodeNeighbour } from "./neighbour.js";

const HEADER = "6000000000203aff";
const CLIENT = "fd000000000000000000000000000001";
const SERVER = "fd000000000000000000000000000002";
const ALL = "ff0200000000000000000001ff000002";
const SOLICITATION = `${HEADER}${CLIENT}${ALL}8700abcd00000000${SERVER}0101020000000001`;
const ADVERTISEMENT = `${HEADER}${SERVER}${CLIENT}8800abcd60000000${SERVER}0201020000000002`;

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const message = (hex: string) => bytes(hex).subarray(40);

describe("ICMPv6 between neighbours", () => {
  it("asks for an address, with the MAC address of who asks", () => {
    expect(decodePacket(bytes(SOLICITATION))?.icmp).toEqual({
      type: 135,
      code: 0,
      name: "neighbour-solicitation",
      neighbour: { target: "fd00::2", mac: "02:00:00:00:00:01" },
    });
  });

  it("answers with the MAC address of the address", () => {
    expect(decodePacket(bytes(ADVERTISEMENT))?.icmp).toMatchObject({
      name: "neighbour-advertisement",
      neighbour: { target: "fd00::2", mac: "02:00:00:00:00:02" },
    });
  });

  it("has no MAC address where no option has one, and passes over others", () => {
    const bare = message(SOLICITATION).subarray(0, 24);
    expect(decodeNeighbour(135, bare)).toEqual({ target: "fd00::2" });
    const nonce = Buffer.concat([bare, bytes("0e01000000000000"), bytes("0101020000000009")]);
    expect(decodeNeighbour(135, nonce)).toEqual({ target: "fd00::2", mac: "02:00:00:00:00:09" });
  });

  it("is read no further than it goes: cut short, or with an option of no length", () => {
    expect(decodeNeighbour(135, message(SOLICITATION).subarray(0, 20))).toBeNull();
    const endless = Buffer.concat([message(SOLICITATION).subarray(0, 24), new Uint8Array(8)]);
    expect(decodeNeighbour(135, endless)).toEqual({ target: "fd00::2" });
    expect(decodeNeighbour(128, message(SOLICITATION))).toBeNull();
  });
});
