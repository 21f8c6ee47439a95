import { expect, it } from "vitest";
import { layOut } from "./geometry.js";

it("fits two lanes into a telephone's width", () => {
  const { width, xs, labels } = layOut(2, 360);
  expect(width).toBe(360);
  expect(xs.every((x) => x > 0 && x < 360)).toBe(true);
  expect(labels.every(({ x, width }) => x >= 0 && x + width <= 360 && width >= 180)).toBe(true);
});

it("has calls outside and packets between where there is room", () => {
  const { labels, xs } = layOut(2, 1_100);
  expect(labels.map(({ side }) => side)).toEqual(["left", "right"]);
  expect((labels[0]?.x ?? 0) + (labels[0]?.width ?? 0)).toBeLessThan(xs[0] ?? 0);
});

it("grows sideways with many lanes, each with room for its labels", () => {
  const { width, xs } = layOut(8, 600);
  expect(width).toBeGreaterThan(600);
  expect(xs.slice(1).every((x, index) => x - (xs[index] ?? 0) >= 190)).toBe(true);
});

it("stands on one lane, or before any came", () => {
  expect(layOut(1, 500).labels[0]?.width).toBeGreaterThan(300);
  expect(layOut(0, 500).xs).toHaveLength(1);
});
