import { expect, it } from "vitest";
import { firstOfPair } from "./panel-pair.js";

const pair = {
  before: { sizePx: 400, minPx: 100 },
  after: { sizePx: 600, minPx: 250 },
  groupPx: 1000,
};

it.each([
  ["where the separator is put", 500, 500],
  ["but not smaller than it may be", 20, 100],
  ["but leaves the other what that needs", 990, 750],
])("becomes as large as wanted, %s", (_which, wantedPx, sizePx) => {
  expect(firstOfPair(pair, wantedPx)).toBe(sizePx);
});

it("never takes more than there is", () => {
  expect(
    firstOfPair({ ...pair, before: { sizePx: 50, minPx: 300 }, after: { sizePx: 250, minPx: 100 } }, 10),
  ).toBe(200);
});
