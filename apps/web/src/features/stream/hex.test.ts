import { describe, expect, it } from "vitest";
import { asciiOf, charactersOf, hexDump, hexOf } from "./hex.js";

const bytes = new TextEncoder().encode("您好,伺服器!\n");

function place(start: number, bytesARow = 8) {
  return { bytes, start, end: Math.min(bytes.length, start + bytesARow), bytesARow };
}

describe("a hex dump", () => {
  it("has rows of one width", () => {
    expect(hexOf(place(0))).toBe("e6 82 a8 e5  a5 bd 2c e4");
    expect(hexOf(place(16))).toBe("21 0a                   ");
    expect(hexOf(place(16))).toHaveLength(hexOf(place(0)).length);
  });

  it("shows ASCII beside it, a dot for each byte that is none", () => {
    expect(asciiOf(place(0))).toBe("......,.");
  });

  it("shows characters where they begin, once, whichever rows they lie in", () => {
    const rows = [0, 8, 16].map((start) => charactersOf(place(start)));
    expect(rows[0]).toEqual([{ kind: "character", text: "您好,伺" }]);
    expect(rows[1]).toEqual([{ kind: "character", text: "服器" }]);
    expect(rows[2]).toEqual([
      { kind: "character", text: "!" },
      { kind: "control", text: "␊" },
    ]);
  });

  it("marks what is no character", () => {
    const data = Uint8Array.of(0x41, 0xff, 0x42);
    expect(charactersOf({ bytes: data, start: 0, end: 3, bytesARow: 8 })).toEqual([
      { kind: "character", text: "A" },
      { kind: "broken", text: "�" },
      { kind: "character", text: "B" },
    ]);
  });

  it("is what hexdump -C prints", () => {
    expect(hexDump(new TextEncoder().encode("GET / HTTP/1.1\r\n\r\n"))).toBe(
      "00000000  47 45 54 20 2f 20 48 54  54 50 2f 31 2e 31 0d 0a  |GET / HTTP/1.1..|\n" +
        "00000010  0d 0a                                             |..|",
    );
  });
});
