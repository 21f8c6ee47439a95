import { describe, expect, it } from "vitest";
import { foldColumns } from "./fold-columns.js";
import { type ColumnShape, layOut } from "./geometry.js";
import { Needs } from "./needs.js";
import type { RowLabel } from "./run.js";

const size = { fontPx: 12 };
const open: ColumnShape = { isFolded: false, headPx: 110, fullHeadPx: 150 };
const lanes = (count: number) => Array.from({ length: count }, () => open);

function needsOf(...labels: RowLabel[]): Needs {
  const needs = new Needs();
  needs.add(labels, size);
  return needs;
}

const call = (column: number, length: number): RowLabel => ({
  place: "lane",
  column,
  runs: [{ tone: "plain", text: "x".repeat(length) }],
});

describe("where lanes stand", () => {
  it("fits two lanes into a telephone's width", () => {
    const { width, xs, heads } = layOut(lanes(2), { needs: needsOf(), paneWidth: 360, size });
    expect(width).toBe(360);
    expect(xs.every((x) => x > 0 && x < 360)).toBe(true);
    expect((heads[0]?.left ?? 0) + (heads[0]?.width ?? 0)).toBeLessThanOrEqual(heads[1]?.left ?? 0);
  });

  it("has the calls of the outer lanes outside where there is room for them", () => {
    const needs = needsOf(call(0, 20), call(1, 20));
    expect(layOut(lanes(2), { needs, paneWidth: 1_100, size }).sides).toEqual(["left", "right"]);
    expect(layOut(lanes(2), { needs, paneWidth: 400, size }).sides).toEqual(["right", "left"]);
  });

  it("gives lanes between which more is said more room", () => {
    const said: RowLabel = {
      place: "arrow",
      from: 0,
      to: 1,
      tone: "data",
      runs: [{ tone: "plain", text: "x".repeat(40) }],
    };
    const { xs } = layOut(lanes(3), { needs: needsOf(said), paneWidth: 700, size });
    const [a = 0, b = 0, c = 0] = xs;
    expect(b - a).toBeGreaterThan(c - b);
  });

  it("keeps heads whole and apart, however many there are", () => {
    const { heads, width } = layOut(lanes(16), { needs: needsOf(), paneWidth: 600, size });
    expect(width).toBeGreaterThan(600);
    for (const [index, { left }] of heads.entries()) {
      const before = heads[index - 1];
      if (before !== undefined) expect(left).toBeGreaterThanOrEqual(before.left + before.width);
    }
  });

  it("stands on one lane, or before any came", () => {
    expect(layOut(lanes(1), { needs: needsOf(), paneWidth: 500, size }).xs).toHaveLength(1);
    expect(layOut([], { needs: needsOf(), paneWidth: 500, size }).width).toBe(500);
  });
});

describe("lanes for which there is no room", () => {
  const columns = lanes(16).map((_, lane) => ({ key: `${lane}`, lane, part: null, startSeq: 0 }));
  const options = {
    folds: new Map<number, boolean>(),
    inView: new Set([0, 9]),
    recent: ["0", "9", "3"],
    needs: needsOf(),
    paneWidth: 600,
    size,
  };
  const foldedOf = (more: Partial<typeof options>) => {
    const isFolded = foldColumns(columns, lanes(16), { ...options, ...more });
    return isFolded.flatMap((folded, index) => (folded ? [index] : []));
  };

  it("fold where nothing happens in them, those in view not", () => {
    const folded = foldedOf({});
    expect(folded.length).toBeGreaterThan(10);
    expect(folded).not.toContain(0);
    expect(folded).not.toContain(9);
  });

  it("stay open as long as there is room", () => {
    expect(foldedOf({ paneWidth: 4_000 })).toEqual([]);
  });

  it("are folded, and held open, as a person wants", () => {
    const folds = new Map([
      [0, true],
      [5, false],
    ]);
    expect(foldedOf({ folds })).toContain(0);
    expect(foldedOf({ folds })).not.toContain(5);
  });
});
