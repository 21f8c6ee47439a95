import { loadPyodide, type PyodideAPI } from "pyodide";
import { beforeAll, expect, test } from "vitest";
import { onMemoryFileChange } from "../src/pyodide-internals/memory-file-changes.js";

let pyodide: PyodideAPI;
let changes = 0;

beforeAll(async () => {
  pyodide = await loadPyodide();
  onMemoryFileChange(pyodide, () => {
    changes += 1;
  });
  pyodide.runPython(`import mmap, os
with open("kept", "w+b") as file:
    file.write(b"1234")
opened = open("kept", "r+b", buffering=0)
mapped = mmap.mmap(opened.fileno(), 4)`);
}, 60_000);

test.for([
  'open("new", "w").close()',
  'os.write(opened.fileno(), b"x")',
  "opened.truncate(2)",
  'os.truncate("kept", 4)',
  'open("kept", "w").close()',
  'os.utime("kept", (1, 1))',
  'os.rename("kept", "moved")',
  'os.replace("moved", "kept")',
  'os.symlink("kept", "link")',
  'os.unlink("link")',
  'os.mkdir("folder")',
  'os.rmdir("folder")',
  'mapped[0:1] = b"y"; mapped.flush()',
])("reports a change of the memory file system by %s", (statement) => {
  const before = changes;
  pyodide.runPython(statement);
  expect(changes).toBeGreaterThan(before);
});

test("reports nothing where files are only read", () => {
  const before = changes;
  pyodide.runPython('open("kept").read(); os.stat("kept"); os.listdir("."); mapped[0]; opened.tell()');
  expect(changes).toBe(before);
});
