import { describe, expect, it } from "vitest";
import type { TalkPiece } from "./talk.js";
import { MAX_ROWS, type TalkRow, TalkRows } from "./talk-rows.js";
import { type Direction, turnsOf } from "./turns.js";

const encoder = new TextEncoder();
const pause = async () => undefined;

function data(from: 0 | 1, text: string | Uint8Array, packet = 1): TalkPiece {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  return { kind: "data", from, at: 0, packet, data: bytes };
}

function rowsOf(
  pieces: TalkPiece[],
  { isStream = true, direction = null as Direction, form = "text" as const } = {},
) {
  return TalkRows.of(turnsOf({ pieces, isStream }, direction), { form, columns: 16, bytesARow: 16 }, pause);
}

function told(rows: TalkRows): string[] {
  return Array.from({ length: rows.count }, (_, index) => describeRow(rows.at(index)));
}

function describeRow(row: TalkRow | undefined): string {
  if (row?.kind === "head") return `${row.turn.from} says ${row.turn.bytes.length} from ${row.turn.offset}`;
  if (row?.kind === "gap") return `${row.from} lacks ${row.bytes}`;
  return row === undefined ? "" : new TextDecoder().decode(row.turn.bytes.subarray(row.start, row.end));
}

describe("TalkRows", () => {
  it("has a head for each turn, and lines where the text has them", async () => {
    const rows = await rowsOf([data(0, "one\ntwo"), data(1, "ok"), data(0, "three")]);
    expect(told(rows)).toEqual([
      "0 says 7 from 0",
      "one\n",
      "two",
      "1 says 2 from 0",
      "ok",
      "0 says 5 from 7",
      "three",
    ]);
  });

  it("joins a character that lies in two packets of one turn", async () => {
    const bytes = encoder.encode("您好");
    const rows = await rowsOf([data(0, bytes.subarray(0, 2)), data(0, bytes.subarray(2), 2)]);
    expect(told(rows)).toEqual(["0 says 6 from 0", "您好"]);
  });

  it("cuts long lines between characters, each of Chinese as wide as two letters", async () => {
    const rows = await rowsOf([data(0, "伺".repeat(9))]);
    expect(told(rows).slice(1)).toEqual(["伺".repeat(8), "伺"]);
  });

  it("keeps messages apart, and shows one direction alone", async () => {
    const pieces = [data(0, "a"), data(0, "b"), data(1, "c")];
    expect(told(await rowsOf(pieces, { isStream: false }))).toHaveLength(6);
    expect(told(await rowsOf(pieces, { direction: 0 }))).toEqual(["0 says 2 from 0", "ab"]);
  });

  it("counts on over gaps", async () => {
    const rows = await rowsOf([data(0, "abc"), { kind: "gap", from: 0, bytes: 10 }, data(0, "xyz")]);
    expect(told(rows)).toEqual(["0 says 3 from 0", "abc", "0 lacks 10", "0 says 3 from 13", "xyz"]);
  });

  it("finds the row of a packet", async () => {
    const rows = await rowsOf([data(0, `${"x".repeat(40)}\n`, 4), data(0, "second", 5), data(1, "ok", 6)]);
    expect(describeRow(rows.at(rows.indexOfPacket(5)))).toBe("second");
    expect(describeRow(rows.at(rows.indexOfPacket(6)))).toBe("ok");
    expect(rows.indexOfPacket(7)).toBe(-1);
  });

  it("takes no more rows than a browser can lay out, and says so", async () => {
    const rows = await rowsOf([data(0, new Uint8Array(MAX_ROWS + 5).fill(0x0a))]);
    expect([rows.count, rows.isCut]).toEqual([MAX_ROWS, true]);
    expect(describeRow(rows.at(rows.count - 1))).toBe("\n");
  });

  it("cuts ten megabytes in slices", async () => {
    let pauses = 0;
    const ten = new Uint8Array(10 * 1024 * 1024).fill(0x61);
    const items = turnsOf({ pieces: [data(0, ten)], isStream: true }, null);
    const rows = await TalkRows.of(items, { form: "text", columns: 96, bytesARow: 16 }, async () => {
      pauses += 1;
    });
    expect(rows.count).toBe(1 + Math.ceil(ten.length / 96));
    expect(pauses).toBeGreaterThan(0);
  });
});
