import { expect, test } from "vitest";
import { weightOf } from "./weight-of.js";

test("The weight of a call's parameters is about their bytes", () => {
  const text = "x".repeat(10_000);
  expect(weightOf({ fd: 3, data: { base64: text } })).toBeGreaterThan(10_000);
  expect(weightOf({ fd: 3, data: { base64: text } })).toBeLessThan(10_100);
  expect(
    weightOf({ events: Array.from({ length: 1000 }, () => ({ fd: 3, events: ["POLLIN"] })) }),
  ).toBeGreaterThan(40_000);
  expect(weightOf(new Uint8Array(500))).toBeGreaterThan(500);
  expect(weightOf(undefined)).toBeLessThan(100);
});
