import { expect, test } from "vitest";
import { printed } from "./python-repr.js";
import type { RuntimeValue } from "./runtime-value.js";

/** What python3 prints of the same values. */
const cases: readonly (readonly [RuntimeValue, string])[] = [
  [Uint8Array.of(104, 105), "b'hi'"],
  [Uint8Array.of(105, 116, 39, 115), 'b"it\'s"'],
  [Uint8Array.of(34, 39), "b'\"\\''"],
  [Uint8Array.of(0, 228, 10, 9, 92), "b'\\x00\\xe4\\n\\t\\\\'"],
  ["x", "x"],
  [["a'b", 'c"d', "e'\"f"], "(\"a'b\", 'c\"d', 'e\\'\"f')"],
  [[1], "(1,)"],
  [[Uint8Array.of(), ["127.0.0.1", 80]], "(b'', ('127.0.0.1', 80))"],
  [[null, true, 0.5], "(None, True, 0.5)"],
  [["\u4f60\n\u200b\u007f\u00a0\ud83d\ude00\ufeff"], "('\u4f60\\n\\u200b\\x7f\\xa0\ud83d\ude00\\ufeff',)"],
];

test.each(cases)("A value is printed as Python prints it, %#", (value, text) => {
  expect(printed(value)).toBe(text);
});
