import { expect, it } from "vitest";
import { placeBeside } from "./place.js";

const window = { width: 1000, height: 500 };
const size = { width: 100, height: 40 };

it("stands above the middle of what it belongs to", () => {
  expect(placeBeside({ left: 400, top: 200, width: 20, height: 10 }, size, window)).toEqual({
    left: 360,
    top: 154,
  });
});

it("stands below where there is no room above", () => {
  expect(placeBeside({ left: 400, top: 20, width: 20, height: 10 }, size, window)).toEqual({
    left: 360,
    top: 36,
  });
});

it("stays inside the window at both sides", () => {
  expect(placeBeside({ left: 0, top: 200, width: 20, height: 10 }, size, window).left).toBe(8);
  expect(placeBeside({ left: 990, top: 200, width: 20, height: 10 }, size, window).left).toBe(892);
});

it("stays inside the window below", () => {
  expect(placeBeside({ left: 0, top: 10, width: 20, height: 480 }, size, window).top).toBe(452);
});
