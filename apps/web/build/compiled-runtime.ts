import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runtimeArchive } from "@sockpit/python/build";
import { ARCHIVE } from "@sockpit/python/preparation";

const builder = fileURLToPath(new URL("python_runtime.py", import.meta.url));

/** Where it is kept between builds: it needs an interpreter, which takes seconds to start. */
const cacheFolder = fileURLToPath(new URL("../node_modules/.cache/sockpit/python-runtime", import.meta.url));

/** The archive of our Python package with its modules compiled by the Pyodide that is installed. ADR 34. */
export async function compiledRuntime(): Promise<Uint8Array> {
  const sources = runtimeArchive();
  const text = await readFile(builder, "utf8");
  const description = createRequire(import.meta.url).resolve("pyodide/package.json");
  const hash = createHash("sha256")
    .update(sources)
    .update(text)
    .update(await readFile(description));
  const key = hash.digest("hex").slice(0, 16);
  const file = join(cacheFolder, `${key}.zip`);
  const kept = await readFile(file).catch(() => undefined);
  if (kept !== undefined) return kept;
  const { loadPyodide } = await import("pyodide");
  const env = { HOME: "/home", PYTHONNODEBUGRANGES: "1" };
  const python = await loadPyodide({ env, indexURL: dirname(description) });
  const globals = python.toPy({});
  python.runPython(text, { globals });
  const compiled = globals.get("compiled")(sources, ARCHIVE).toJs() as Uint8Array;
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(file, compiled);
  return compiled;
}
