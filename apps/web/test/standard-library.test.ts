import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadPyodide } from "pyodide";
import { expect, test } from "vitest";
import { START_FILE, standardLibrary } from "../build/standard-library.js";

const pyodide = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));

/** The whole archive, as a reader of all its parts sees it. */
async function wholeArchive(): Promise<Buffer> {
  const files = await standardLibrary();
  const start = Buffer.from(files.get(START_FILE) ?? []);
  const contentAt = 4 + start.readUInt32LE(0);
  const { startBytes, parts } = JSON.parse(start.subarray(4, contentAt).toString()) as {
    startBytes: number;
    parts: { name: string }[];
  };
  return Buffer.concat([
    start.subarray(contentAt, contentAt + startBytes),
    ...parts.map(({ name }) => files.get(name) ?? Buffer.alloc(0)),
    start.subarray(contentAt + startBytes),
  ]);
}

test("the page's archive of the standard library holds each module compiled and its source, and Python starts from it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sockpit-library-"));
  try {
    const file = join(folder, "library.zip");
    writeFileSync(file, await wholeArchive());
    const python = await loadPyodide({ stdLibURL: file });
    python.FS.writeFile("/original.zip", readFileSync(join(pyodide, "python_stdlib.zip")));
    const result = python.runPython(`
import inspect, json, zipfile
import http.server
with zipfile.ZipFile("/original.zip") as original, zipfile.ZipFile("/lib/python314.zip") as archive:
    files = [entry.filename for entry in original.infolist() if not entry.is_dir()]
    names = set(archive.namelist())
    same = all(archive.read(name) == original.read(name) for name in files)
    compiled = all(name + "c" in names for name in files if name.endswith(".py"))
json.dumps([same, compiled, http.server.__spec__.origin, inspect.getsource(http.server.HTTPServer).splitlines()[0]])
`);
    expect(JSON.parse(String(result))).toEqual([
      true,
      true,
      "/lib/python314.zip/http/server.pyc",
      "class HTTPServer(socketserver.TCPServer):",
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
