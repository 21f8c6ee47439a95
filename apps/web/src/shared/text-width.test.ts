import { expect, it } from "vitest";
import { fitText, textWidth } from "./text-width.js";

it("counts Chinese as wide, arrows and quotes as narrow", () => {
  expect(textWidth("您", 10)).toBe(10);
  expect(textWidth("→“", 10)).toBeCloseTo(12.04);
});

it("cuts text where there is no more room", () => {
  expect(fitText("connect", 100, 10)).toBe("connect");
  expect(fitText("connect", 30, 10)).toBe("con…");
  expect(fitText("connect", 3, 10)).toBe("");
});
