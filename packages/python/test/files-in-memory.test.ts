import { WORKING_DIRECTORY } from "@sockpit/protocol";
import { loadPyodide, type PyodideAPI } from "pyodide";
import { beforeAll, describe, expect, test } from "vitest";
import { onMemoryFileChange } from "../src/pyodide-internals/memory-file-changes.js";
import { WorkingDirectory } from "../src/worker/files/working-directory.js";

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

describe("What programs of a lab share", () => {
  let directory: WorkingDirectory;

  beforeAll(() => {
    pyodide.FS.mkdirTree(WORKING_DIRECTORY);
    pyodide.runPython(`os.chdir("${WORKING_DIRECTORY}")\nopen("/tmp/of-python", "w").close()`);
    directory = new WorkingDirectory(pyodide);
  });

  test("files of the working directory and of /tmp are shared, those that were there before are not", () => {
    expect(directory.changes()).toEqual([]);
    pyodide.runPython(`os.makedirs("out/deep")
os.makedirs("/tmp/run")
for path in ("out/deep/1.txt", "/tmp/run/port"):
    with open(path, "w") as file:
        file.write(path)`);
    const shared = directory.changes().map((change) => (change.kind === "put" ? change.file.path : change));
    expect(shared).toEqual(["out/deep/1.txt", "/tmp/run/port"]);
  });

  test("what others have left in /tmp is there, with its folders, and goes when they delete it", () => {
    const data = new TextEncoder().encode("8088");
    directory.put({ path: "/tmp/of/others/port", data, modifiedMs: 1000 });
    expect(pyodide.runPython('open("/tmp/of/others/port").read()')).toBe("8088");
    const ofOthers = () => directory.changes().filter((change) => JSON.stringify(change).includes("others"));
    expect(ofOthers()).toEqual([]);
    directory.delete("/tmp/of/others/port");
    expect(pyodide.runPython('os.path.exists("/tmp/of/others/port")')).toBe(false);
    expect(ofOthers()).toEqual([]);
  });
});
