import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runtimeFolder, runtimeSources } from "@sockpit/python/build";

const builder = fileURLToPath(new URL("standard_library.py", import.meta.url));
const pyodide = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));

/** Where the archive is kept between builds: compiling the standard library takes ten seconds. */
const cacheFolder = fileURLToPath(
  new URL("../node_modules/.cache/sockpit/standard-library", import.meta.url),
);

/** What is needed at the start: a header (its length, then JSON), the first part of the archive, and its directory. */
export const START_FILE = "stdlib-start.bin";

/**
 * The standard library as the page serves it, by file name: packages/python reads it. The archive is a zip of compiled
 * modules and of their sources, in parts that are fetched when something in them is read.
 */
export async function standardLibrary(): Promise<ReadonlyMap<string, Uint8Array>> {
  const sources = runtimeSources().map((path) => readFileSync(join(runtimeFolder, path), "utf8"));
  const imports = [...new Set(sources.flatMap(importsOf))].sort();
  const text = await readFile(builder, "utf8");
  const zip = await readFile(join(pyodide, "python_stdlib.zip"));
  const key = createHash("sha256").update(zip).update(text).update(JSON.stringify(imports)).digest("hex");
  const folder = join(cacheFolder, key.slice(0, 16));
  const kept: string[] = await readdir(folder).catch(() => []);
  if (kept.includes(START_FILE)) {
    return new Map(
      await Promise.all(kept.map(async (name) => [name, await readFile(join(folder, name))] as const)),
    );
  }
  const files = await make(text, imports);
  await mkdir(folder, { recursive: true });
  // The start is written last: where it is, the others are.
  for (const [name, content] of [...files].reverse()) await writeFile(join(folder, name), content);
  return files;
}

async function make(text: string, imports: readonly string[]): Promise<Map<string, Uint8Array>> {
  const { loadPyodide } = await import("pyodide");
  const python = await loadPyodide();
  const globals = python.toPy({});
  python.runPython(text, { globals });
  const [description, archive] = globals.get("make")(JSON.stringify(imports)).toJs() as [string, Uint8Array];
  const { startBytes, directoryAt, parts } = JSON.parse(description) as {
    startBytes: number;
    directoryAt: number;
    parts: readonly [start: number, end: number][];
  };
  const named = parts.map(([start, end], index) => ({
    name: `stdlib-${String(index + 1).padStart(2, "0")}.bin`,
    start,
    end,
  }));
  const header = Buffer.from(
    JSON.stringify({ lengthBytes: archive.length, startBytes, directoryAt, parts: named }),
  );
  const headerLength = Buffer.alloc(4);
  headerLength.writeUInt32LE(header.length);
  const start = [headerLength, header, archive.subarray(0, startBytes), archive.subarray(directoryAt)];
  return new Map<string, Uint8Array>([
    [START_FILE, Buffer.concat(start)],
    ...named.map(({ name, start, end }) => [name, archive.slice(start, end)] as const),
  ]);
}

/** What a module imports, and some words of its comments that look so. */
function importsOf(source: string): string[] {
  return [...source.matchAll(/^\s*(?:import|from)\s+([\w., ]+)/gm)].flatMap(([, names = ""]) =>
    names.split(/ import |,/, names.includes(" import ") ? 1 : undefined).map((name) => name.trim()),
  );
}
