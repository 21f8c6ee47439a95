import { expect, test } from "vitest";
import { findSnapshot, forgetSnapshot, keepSnapshot } from "./snapshot-cache.js";

test("where there is no cache, nothing is kept and nothing found", async () => {
  await keepSnapshot(["a"], new Uint8Array([1]));
  expect(await findSnapshot(["a"])).toBeUndefined();
  await forgetSnapshot();
});
