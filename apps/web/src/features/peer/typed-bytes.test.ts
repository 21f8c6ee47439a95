import { expect, test } from "vitest";
import { hexBytes, lineBytes } from "./typed-bytes.js";

test.each([
  ["48 65 6c", [0x48, 0x65, 0x6c]],
  ["48656C", [0x48, 0x65, 0x6c]],
  ["0x00,0xff", [0, 255]],
  ["\\x0d\\x0a", [13, 10]],
  ["de:ad-be ef", [0xde, 0xad, 0xbe, 0xef]],
])("%s is read as bytes", (text, bytes) => {
  expect(hexBytes(text)).toEqual(Uint8Array.from(bytes));
});

test.each(["", "4", "hello", "48 6", "0x"])("%j is no hex", (text) => {
  expect(hexBytes(text)).toBeUndefined();
});

test("a line ends as the person has chosen", () => {
  expect(lineBytes("你", "crlf")).toEqual(new TextEncoder().encode("你\r\n"));
  expect(lineBytes("a", "lf")).toEqual(Uint8Array.of(97, 10));
  expect(lineBytes("a", "none")).toEqual(Uint8Array.of(97));
});
