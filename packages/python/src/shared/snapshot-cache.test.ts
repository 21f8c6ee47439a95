import { expect, test } from "vitest";
import { cachedSnapshot, forgetSnapshot } from "./snapshot-cache.js";

test("where there is no cache, the snapshot is made each time", async () => {
  let made = 0;
  const make = async () => new Uint8Array([++made]);
  expect((await cachedSnapshot(["a"], make)).snapshot).toEqual(new Uint8Array([1]));
  expect((await cachedSnapshot(["a"], make)).snapshot).toEqual(new Uint8Array([2]));
  await forgetSnapshot();
});
