import { expect, test, vi } from "vitest";
import type { FileChange } from "../../shared/file-change.js";
import { SharedFiles } from "./shared-files.js";

function setUp() {
  const announced = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const pending: FileChange[] = [];
  const here: string[] = [];
  const reported: FileChange[] = [];
  const files = new SharedFiles({
    directory: {
      isDeferred: false,
      put: ({ path }) => void here.push(path),
      delete: (path) => void here.splice(here.indexOf(path), 1),
      changes: () => pending.splice(0),
    },
    announced,
    handled: 0,
    report: (changes) => void reported.push(...changes),
  });
  return { files, announced, pending, here, reported };
}

const put = (path: string): FileChange => ({
  kind: "put",
  file: { path, data: new Uint8Array(), modifiedMs: 1 },
});

test("what a program changed is announced before it is sent", () => {
  const { files, announced, pending, reported } = setUp();
  files.share();
  expect(announced[0]).toBe(0);
  pending.push(put("a.txt"));
  files.share();
  expect(announced[0]).toBe(1);
  expect(reported).toHaveLength(1);
});

test("a wait ends when what others announced meanwhile is here", async () => {
  const { files, announced, here } = setUp();
  await files.settled();
  Atomics.add(announced, 0, 2);
  const settled = files.settled().then(() => [...here]);
  files.takeIn([put("a.txt")], 1);
  files.takeIn([put("b.txt")], 2);
  expect(await settled).toEqual(["a.txt", "b.txt"]);
});

test("what a worker announced and took with it is waited for once, and what comes after it again", async () => {
  vi.useFakeTimers();
  const { files, announced } = setUp();
  Atomics.add(announced, 0, 1);
  const first = files.settled();
  await vi.runAllTimersAsync();
  await first;
  await files.settled();
  Atomics.add(announced, 0, 1);
  let isSettled = false;
  const next = files.settled().then(() => {
    isSettled = true;
  });
  await Promise.resolve();
  expect(isSettled).toBe(false);
  files.takeIn([put("b.txt")], 1);
  await next;
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
