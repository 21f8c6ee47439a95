import { expect, test } from "vitest";
import { hostPlaces } from "./host-places.js";

const hosts = ["client", "server", "laboratory-printer", "router"].map((name, index) => ({
  name,
  address: `10.0.0.${index + 1}`,
  first: index,
  last: index,
}));

/** Heads of this width over lifelines at these places. */
const heads = (width: number, ...middles: number[]) => middles.map((x) => ({ left: x - width / 2, width }));

test("Hosts' names stand over their heads with their addresses where there is room", () => {
  const places = hostPlaces(hosts, { places: heads(120, 200, 500, 800, 1100), width: 1200, fontPx: 12 });
  expect(places.map(({ name, address }) => [name, address])).toEqual(
    hosts.map(({ name, address }) => [name, address]),
  );
  for (const { line, text } of places)
    expect(text.left + text.width / 2).toBeCloseTo(line.left + line.width / 2);
});

test("Names of hosts on a telephone do not meet, and stay within the picture", () => {
  const width = 375;
  const places = hostPlaces(hosts, { places: heads(24, 67, 91, 191, 349), width, fontPx: 12 });
  let end = 0;
  for (const { text } of places) {
    expect(text.left).toBeGreaterThan(end);
    end = text.left + text.width;
  }
  expect(end).toBeLessThanOrEqual(width);
  expect(places.map(({ address }) => address).slice(0, 2)).toEqual([null, null]);
});

test("A name that has too little room is cut", () => {
  const [, , printer] = hostPlaces(hosts, { places: heads(24, 60, 110, 160, 210), width: 375, fontPx: 12 });
  expect(printer?.name).toMatch(/^lab.*…$/);
});
