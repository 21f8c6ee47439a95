import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { loadPyodide, type PyodideAPI } from "pyodide";
import { describe, expect, test } from "vitest";
import { type FileSystem, LibraryArchive, mountLibrary } from "../src/pyodide-internals/library-archive.js";

const folder = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));
const zip = readFileSync(join(folder, "python_stdlib.zip"));

/** An archive of some bytes, cut into a start, parts, and a directory, and what is fetched of it. */
function archiveOf(
  content: Uint8Array,
  cuts: readonly number[],
): { archive: LibraryArchive; fetched: string[] } {
  const startBytes = cuts[0] ?? 0;
  const directoryAt = cuts.at(-1) ?? 0;
  const parts = cuts.slice(1).map((end, index) => ({ name: `part-${index}`, start: cuts[index] ?? 0, end }));
  const header = Buffer.from(JSON.stringify({ lengthBytes: content.length, startBytes, directoryAt, parts }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const file = Buffer.concat([
    length,
    header,
    content.subarray(0, startBytes),
    content.subarray(directoryAt),
  ]);
  const fetched: string[] = [];
  const fetch = (url: string) => {
    fetched.push(url);
    const part = parts.find(({ name }) => url === `/there/${name}`);
    if (part === undefined) throw new Error(`${url} is not there.`);
    return content.slice(part.start, part.end);
  };
  return { archive: new LibraryArchive("/there/", new Uint8Array(file), fetch), fetched };
}

describe("an archive in parts", () => {
  const content = Uint8Array.from({ length: 100 }, (_, index) => index);

  test("is read across its parts, of which each is fetched once, when something in it is read", () => {
    const { archive, fetched } = archiveOf(content, [10, 40, 70, 90]);
    const read = (position: number, length: number) => {
      const target = new Uint8Array(length);
      return [...target.subarray(0, archive.read(target, position))];
    };
    expect(read(0, 10)).toEqual([...content.slice(0, 10)]);
    expect(read(95, 20)).toEqual([...content.slice(95)]);
    expect(fetched).toEqual([]);
    expect(read(5, 50)).toEqual([...content.slice(5, 55)]);
    expect(read(69, 22)).toEqual([...content.slice(69, 91)]);
    expect(fetched).toEqual(["/there/part-0", "/there/part-1", "/there/part-2"]);
    expect(read(100, 5)).toEqual([]);
  });
});

describe("Python with its standard library in parts", () => {
  /** Everything after the first half of the zip, up to its directory, is a part. */
  const directoryAt = zip.readUInt32LE(zip.length - 6);

  async function start(cuts: readonly number[]): Promise<{ pyodide: PyodideAPI; fetched: string[] }> {
    const { archive, fetched } = archiveOf(zip, cuts);
    const { default: createModule } = await import(pathToFileURL(join(folder, "pyodide.asm.mjs")).href);
    const pyodide = await loadPyodide({
      createPyodideModule: (settings) => {
        const mount = (module: { FS: FileSystem }) => mountLibrary(module.FS, archive);
        return createModule({ ...settings, preRun: [mount, ...settings.preRun] });
      },
    });
    return { pyodide, fetched };
  }

  test("starts and imports, and fetches what it imports", async () => {
    const { pyodide, fetched } = await start([1000, directoryAt]);
    expect(fetched).toEqual(["/there/part-0"]);
    expect(pyodide.runPython("import os; os.stat('/lib/python314.zip').st_size")).toBe(zip.length);
    expect(pyodide.runPython("import http.client; http.client.OK.value")).toBe(200);
  }, 60_000);

  test("an import of what cannot be fetched fails in Python, and works once it can be", async () => {
    const { pyodide } = await start([directoryAt, directoryAt]);
    let isThere = false;
    const fetch = () => {
      if (!isThere) throw new Error("The server does not answer.");
      return zip;
    };
    const header = Buffer.from(
      JSON.stringify({
        lengthBytes: zip.length,
        startBytes: 0,
        directoryAt: zip.length,
        parts: [{ name: "all", start: 0, end: zip.length }],
      }),
    );
    const length = Buffer.alloc(4);
    length.writeUInt32LE(header.length);
    const late = new LibraryArchive("/there/", new Uint8Array(Buffer.concat([length, header])), fetch);
    mountLibrary(pyodide.FS as unknown as FileSystem, late);
    pyodide.FS.writeFile("/lib/python314.zip", new Uint8Array());
    const attempt = `
try:
    import http.client
    outcome = "imported"
except (ImportError, OSError) as error:
    outcome = type(error).__name__
outcome`;
    expect(pyodide.runPython(attempt)).not.toBe("imported");
    isThere = true;
    expect(pyodide.runPython(attempt)).toBe("imported");
  }, 60_000);
});
