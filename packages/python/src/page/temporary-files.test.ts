import { expect, test } from "vitest";
import { fileLimits } from "../shared/file-change.js";
import { TemporaryFiles } from "./temporary-files.js";

const put = (path: string, bytes = 1) =>
  ({ kind: "put", file: { path, data: new Uint8Array(bytes), modifiedMs: 0 } }) as const;

test("what programs leave in /tmp is there for those that start later in the same lab", () => {
  const files = new TemporaryFiles();
  const changes = [put("/tmp/a"), put("/tmp/b/c"), { kind: "delete", path: "/tmp/a" } as const];
  expect(files.receive("one", changes)).toEqual(changes);
  expect(files.of("one").map(({ path }) => path)).toEqual(["/tmp/b/c"]);
  expect(files.of("two")).toEqual([]);
});

test("what is too much stays with the program that wrote it", () => {
  const files = new TemporaryFiles();
  const half = fileLimits.allBytes / 2;
  expect(files.receive("one", [put("/tmp/a", half), put("/tmp/b", half)])).toHaveLength(2);
  expect(files.receive("one", [put("/tmp/c"), { kind: "tooLarge", path: "/tmp/d", bytes: 9e9 }])).toEqual([]);
  expect(files.receive("one", [put("/tmp/a", 1), put("/tmp/c")])).toHaveLength(2);
  const many = Array.from({ length: fileLimits.files }, (_, index) => put(`/tmp/many/${index}`, 0));
  expect(files.receive("two", [...many, put("/tmp/over", 0)])).toHaveLength(fileLimits.files);
});
