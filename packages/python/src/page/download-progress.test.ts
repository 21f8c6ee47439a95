import { expect, test } from "vitest";
import { DownloadProgress } from "./download-progress.js";

const bytes = { small: 10, large: 90 };

test("the sum grows with each file and reaches the total", () => {
  const seen: number[] = [];
  const progress = new DownloadProgress(bytes, (loaded) => seen.push(loaded));
  progress.add("small", 4);
  progress.add("large", 90);
  progress.complete("small");
  progress.complete("large");
  expect(seen).toEqual([4, 94, 100, 100]);
  expect(progress.totalBytes).toBe(100);
});

test("a file that is larger than known never counts for more", () => {
  const progress = new DownloadProgress(bytes, () => undefined);
  progress.add("small", 25);
  expect(progress.loadedBytes).toBe(10);
});

test("the time that is left is that of the rest at the pace so far, once half a second has passed", () => {
  let nowMs = 1000;
  const progress = new DownloadProgress(
    bytes,
    () => undefined,
    () => nowMs,
  );
  expect(progress.leftMs).toBeUndefined();
  nowMs = 1400;
  progress.add("large", 20);
  expect(progress.leftMs).toBeUndefined();
  nowMs = 2000;
  expect(progress.leftMs).toBe(4000);
  progress.complete("large");
  progress.complete("small");
  expect(progress.leftMs).toBe(0);
});
