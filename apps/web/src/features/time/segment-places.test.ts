import { expect, it } from "vitest";
import { placeSegments } from "./segment-places.js";

const story = [
  { from: 0.7, to: 0.7005, name: "Three-way handshake" },
  { from: 0.8, to: 0.9, name: "Data" },
  { from: 0.95, to: 1, name: "Closing" },
];

it("names chapters at their time, however short they are", () => {
  const places = placeSegments(story, 900);
  expect(places.every(({ hasName, width }) => hasName && width > 30)).toBe(true);
  expect(places[1]?.x).toBeGreaterThanOrEqual(720);
  expect(places[0]?.x).toBeCloseTo(630);
});

it("moves them where names beside them take the room, in their order and apart", () => {
  const places = placeSegments(story, 260);
  for (const [index, { x, width }] of places.entries()) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThan(places[index + 1]?.x ?? 261);
  }
});

it("leaves names out where there are too many, and the last ones where there are more than fit", () => {
  const many = Array.from({ length: 500 }, (_, index) => ({
    from: index / 500,
    to: index / 500,
    name: "Refused",
  }));
  const places = placeSegments(many, 600);
  expect(places).toHaveLength(50);
  expect(places.some(({ hasName }) => hasName)).toBe(false);
  expect(placeSegments(many, 0)).toEqual([]);
});
