import { describe, expect, test } from "vitest";
import { decodeUnixName, encodeUnixName } from "./unix-name.js";

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (text: string) =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

describe("names of Unix sockets", () => {
  test.each([
    ["plain", "plain.sock", "706c61696e2e736f636b"],
    ["UTF-8 of two to four bytes", "é資😀", "c3a9e8b387f09f9880"],
    ["bytes that begin no character", "a\udcff\udc80b", "61ff8062"],
    ["a character that is cut short", "\udce8\udcb3", "e8b3"],
    ["an encoded surrogate, which is no UTF-8", "\udced\udcb2\udc80", "edb280"],
  ])("%s", (_what, name, bytes) => {
    expect(hex(encodeUnixName(name))).toBe(bytes);
    expect(decodeUnixName(bytesOf(bytes))).toBe(name);
  });

  test("every byte comes back", () => {
    const all = Uint8Array.from({ length: 255 }, (_, index) => index + 1);
    expect(encodeUnixName(decodeUnixName(all))).toEqual(all);
  });
});
