import { parseScenario } from "@sockpit/protocol/scenario";
import { expect, test } from "vitest";
import { writeBytes } from "./write-bytes.js";

const encode = (text: string) => new TextEncoder().encode(text);

test.each([
  [encode("hello\r\n"), 'b"hello\\r\\n"'],
  [encode("你好\n再見"), '"你好\\n再見".encode()'],
  [encode("café"), '"café".encode()'],
  [Uint8Array.of(0xe4, 0xbd), 'b"\\xe4\\xbd"'],
  [encode("\ufeffx"), 'b"\\xef\\xbb\\xbfx"'],
  [encode("é\u0000"), 'b"\\xc3\\xa9\\x00"'],
  [encode("\ufffd"), 'b"\\xef\\xbf\\xbd"'],
  [new Uint8Array(), 'b""'],
])("Bytes are written as text where they are text, %#", (bytes, written) => {
  expect(writeBytes(bytes)).toBe(written);
  expect(parseScenario(`title: t\n-- a.steps --\ns = socket()\ns.send(${written})\n`).problems).toEqual([]);
});

test("A long text of marks is looked at once", () => {
  const text = "é\n".repeat(50_000);
  expect(writeBytes(encode(text))).toBe(`"${"é\\n".repeat(50_000)}".encode()`);
});
