import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { declaredEncoding, decodeSource, encodeSource } from "../src/shared/source-coding.js";

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));

/** 功能測試 in Big5; the second byte of 功 is a backslash's. */
const BIG5 = [0xa5, 0x5c, 0xaf, 0xe0, 0xb4, 0xfa, 0xb8, 0xd5];
/** 汉语 in GBK. */
const GBK = [0xba, 0xba, 0xd3, 0xef];

test.each([
  ["# -*- coding: big5 -*-\n", "big5"],
  ["#!/usr/bin/python3\n# vim: set fileencoding=cp950 :\n", "cp950"],
  ["\n#coding=gbk\n", "gbk"],
  ["import socket\n# coding: big5\n", undefined],
  ["\n\n# coding: big5\n", undefined],
  ['x = "coding: big5"\n', undefined],
  ["", undefined],
])("of %j the coding line declares %s, as PEP 263 says", (source, expected) => {
  expect(declaredEncoding(source)).toBe(expected);
});

test.each(["big5", "cp950", "Big5", "ms950"])("a file that declares %s is read as Big5", (name) => {
  const head = `# coding: ${name}\n`;
  expect(decodeSource(Uint8Array.from([...ascii(head), ...BIG5]))).toEqual({
    kind: "text",
    text: `${head}功能測試`,
    encoding: "big5",
    isDeclared: true,
  });
});

test.each([
  ["UTF-8 with its mark", [0xef, 0xbb, 0xbf, ...ascii("x = 1")], "utf-8"],
  ["UTF-16, little-endian", [0xff, 0xfe, ...ascii("x = 1").flatMap((byte) => [byte, 0])], "utf-16le"],
  ["UTF-16, big-endian", [0xfe, 0xff, ...ascii("x = 1").flatMap((byte) => [0, byte])], "utf-16be"],
])("a byte order mark tells %s", (_, bytes, encoding) => {
  expect(decodeSource(Uint8Array.from(bytes))).toMatchObject({ kind: "text", text: "x = 1", encoding });
});

test.each([
  ["Big5", BIG5, "big5", "功能測試"],
  ["GBK", GBK, "gbk", "汉语"],
])(
  "a file in %s without a coding line is unknown, and its likeliest reading comes first",
  (_, bytes, encoding, text) => {
    const decoded = decodeSource(Uint8Array.from(bytes));
    expect(decoded).toMatchObject({ kind: "unknown" });
    if (decoded.kind === "unknown") expect(decoded.readings[0]).toEqual({ encoding, text });
  },
);

test("what has NUL bytes is no text", () => {
  expect(decodeSource(Uint8Array.of(0xcb, 0x0d, 0, 0, 0xff))).toEqual({ kind: "binary" });
});

test.for(["big5", "cp950", "gbk", "shift_jis", "euc-kr", "latin-1", "cp1252", "koi8-r"])(
  "a source that declares %s gets the bytes that python3 writes",
  (name, context) => {
    const texts: Readonly<Record<string, string>> = {
      big5: "十功能測試，「許蓋」",
      cp950: "十功能測試，「許蓋」",
      gbk: "汉语，「测试」",
      shift_jis: "日本語テスト",
      "euc-kr": "한국어",
      "latin-1": "Grüße",
      cp1252: "Grüße",
      "koi8-r": "привет",
    };
    const source = `# coding: ${name}\nprint("${texts[name]}")\n`;
    const script = `import sys; sys.stdout.buffer.write(sys.argv[1].encode(sys.argv[2]))`;
    let expected: Buffer;
    try {
      expected = execFileSync("python3", ["-c", script, source, name]);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      return context.skip("python3 is not installed");
    }
    const { bytes, isDeclared } = encodeSource(source);
    expect(Buffer.from(bytes).toString("hex")).toBe(expected.toString("hex"));
    expect(isDeclared).toBe(true);
    expect(decodeSource(bytes)).toMatchObject({ text: source });
  },
);

test("a character that the declared encoding has not makes it UTF-8, and says so", () => {
  const source = "# coding: big5\n😀\n";
  expect(encodeSource(source)).toEqual({
    bytes: new TextEncoder().encode(source),
    encoding: "utf-8",
    isDeclared: false,
  });
});
