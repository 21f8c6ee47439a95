import { describe, expect, it } from "vitest";
import type { Family } from "../constants.js";
import { ArgumentError } from "../errors.js";
import type { Address } from "../types.js";
import { parseIPv4 } from "./ipv4.js";
import { formatIPv6, parseIPv6 } from "./ipv6.js";
import { decodeAddress, encodeAddress } from "./sockaddr.js";

function canonical(text: string): string | null {
  const bytes = parseIPv6(text);
  return bytes === null ? null : formatIPv6(Uint8Array.from(bytes));
}

describe("IPv4 literals", () => {
  it.each(["0.0.0.0", "127.0.0.1", "255.255.255.255"])("takes %s", (text) => {
    expect(parseIPv4(text)?.join(".")).toBe(text);
  });

  it.each([
    "",
    "1",
    "127.1",
    "127.0.0.256",
    "0127.0.0.1",
    "0x7f.0.0.1",
    "127.0.0.1 ",
    "127.0.0.1\n",
    "127.0.0.1.",
    "１27.0.0.1",
    "127.0.0.1\0",
  ])("refuses %j", (text) => expect(parseIPv4(text)).toBeNull());
});

describe("IPv6 literals", () => {
  it.each([
    ["::", "::"],
    ["::1", "::1"],
    ["0:0:0:0:0:0:0:1", "::1"],
    ["2001:DB8::0001", "2001:db8::1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["fe80::", "fe80::"],
    ["::ffff:127.0.0.1", "::ffff:127.0.0.1"],
    ["::ffff:7f00:1", "::ffff:127.0.0.1"],
    ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
  ])("reads %s as %s", (text, expected) => expect(canonical(text)).toBe(expected));

  it.each([
    "",
    ":",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8::",
    "12345::",
    "::1%lo",
    "[::1]",
    "::127.0.0.1:1",
    "127.0.0.1",
    "127.0.0.1::",
    "::127.0.0.01",
    ":1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:",
  ])("refuses %j", (text) => expect(parseIPv6(text)).toBeNull());
});

describe("a sockaddr", () => {
  const addresses: [Family, Address][] = [
    ["AF_INET", { host: "192.0.2.1", port: 65_535 }],
    ["AF_INET6", { host: "fe80::1", port: 8088, flowinfo: 0x12345, scopeId: 7 }],
    ["AF_UNIX", { path: "/tmp/socket" }],
    ["AF_UNIX", { path: "" }],
    ["AF_UNIX", { abstract: "name\0inside" }],
    ["AF_UNIX", { abstract: "" }],
  ];

  it.each(addresses)("of %s survives the way there and back: %j", (family, address) => {
    const bytes = encodeAddress(family, address);
    expect(decodeAddress(bytes, bytes.length)).toEqual(address);
  });

  const refused: [Family, Address, string][] = [
    ["AF_INET", { host: "localhost", port: 1 }, "address.host"],
    ["AF_INET", { host: "::1", port: 1 }, "address.host"],
    ["AF_INET", { host: "127.0.0.1", port: 65_536 }, "address.port"],
    ["AF_INET", { host: "127.0.0.1", port: 1.5 }, "address.port"],
    ["AF_INET", { path: "/tmp/x" }, "address"],
    ["AF_INET6", { host: "127.0.0.1", port: 1 }, "address.host"],
    ["AF_INET6", { host: "::1", port: 1, flowinfo: 1_048_576 }, "address.flowinfo"],
    ["AF_INET6", { host: "::1", port: 1, scopeId: -1 }, "address.scopeId"],
    ["AF_UNIX", { host: "127.0.0.1", port: 1 }, "address"],
    ["AF_UNIX", { path: "x".repeat(108) }, "address.path"],
    ["AF_UNIX", { path: "a\0b" }, "address.path"],
    ["AF_UNIX", { abstract: "字".repeat(36) }, "address.abstract"],
  ];

  it.each(refused)("of %s is refused for %j, naming %s", (family, address, field) => {
    const encode = () => encodeAddress(family, address);
    expect(encode).toThrow(ArgumentError);
    expect(encode).toThrow(expect.objectContaining({ field }));
  });
});
