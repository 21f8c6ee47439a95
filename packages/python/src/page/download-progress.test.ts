import { expect, test } from "vitest";
import { DownloadProgress } from "./download-progress.js";

const small = { name: "small", bytes: 10 };
const large = { name: "large", bytes: 90 };

test("the sum grows with each file and reaches the total", () => {
  const seen: number[] = [];
  const progress = new DownloadProgress([small, large], (loaded) => seen.push(loaded));
  progress.add(small, 4);
  progress.add(large, 90);
  progress.complete(small);
  progress.complete(large);
  expect(seen).toEqual([4, 94, 100, 100]);
  expect(progress.totalBytes).toBe(100);
});

test("a file that is larger than known never counts for more", () => {
  const progress = new DownloadProgress([small, large], () => undefined);
  progress.add(small, 25);
  expect(progress.loadedBytes).toBe(10);
});
