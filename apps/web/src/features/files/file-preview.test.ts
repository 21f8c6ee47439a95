import { expect, it } from "vitest";
import { previewFile } from "./file-preview.js";

const utf8 = (text: string) => new TextEncoder().encode(text);

it("shows text as text, in any script", () => {
  expect(previewFile(utf8("name\tvalue\r\n伺服器 \u001b[1m✓\n"))).toEqual({
    kind: "text",
    text: "name\tvalue\r\n伺服器 \u001b[1m✓\n",
    shownBytes: 30,
  });
  expect(previewFile(new Uint8Array())).toEqual({ kind: "text", text: "", shownBytes: 0 });
});

it("shows other bytes as hexdump -C does", () => {
  const bytes = new Uint8Array([
    ...utf8("Sockpit"),
    ...Array.from({ length: 11 }, (_, index) => 250 + index),
  ]);
  expect(previewFile(bytes).text.split("\n")).toEqual([
    "00000000  53 6f 63 6b 70 69 74 fa  fb fc fd fe ff 00 01 02  |Sockpit.........|",
    "00000010  03 04                                             |..|",
  ]);
  expect(previewFile(new Uint8Array([1, 2])).kind).toBe("hex");
});

it("shows the start of a large file, and cuts no character in two", () => {
  const text = previewFile(utf8("器".repeat(30_000)));
  expect(text.shownBytes).toBe(65_536);
  expect(text.text).toBe("器".repeat(21_845));
  const hex = previewFile(new Uint8Array(100_000));
  expect(hex).toMatchObject({ kind: "hex", shownBytes: 4096 });
  expect(hex.text.split("\n")).toHaveLength(256);
});
