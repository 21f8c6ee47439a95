import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, extname, join, resolve } from "node:path";
import { accountForStack } from "@sockpit/python/build";
import type { Plugin } from "vite";
import { START_FILE, standardLibrary } from "./standard-library.js";

/** What a page needs of the package besides the standard library; it holds more. */
const packageFiles = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"];

const types: Record<string, string> = {
  ".bin": "application/octet-stream",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

const MODULE = "virtual:python-assets";

const source = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));

/**
 * Serves the installed `pyodide` package's files and the standard library, and puts them into the build, under a path with
 * their version and a hash of what is in them, so that a browser may keep them for ever. `virtual:python-assets` says
 * where they are, and how large those are that a start needs, unpacked.
 */
export function pyodideAssets(): Plugin {
  let files: ReadonlyMap<string, Uint8Array> = new Map();
  let base = "";
  let target = "";
  return {
    name: "sockpit:pyodide-assets",
    async configResolved(config) {
      files = await readFiles();
      base = `/pyodide/${await versionOf(source)}-${hashOf(files)}/`;
      target = join(resolve(config.root, config.build.outDir), base);
    },
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load(id) {
      if (id !== `\0${MODULE}`) return undefined;
      const atStart = [...packageFiles, START_FILE].map((name) => [name, files.get(name)?.length]);
      return `export const pythonAssets = ${JSON.stringify({ url: base, bytes: Object.fromEntries(atStart) })};`;
    },
    configureServer(server) {
      server.middlewares.use(base, (request, response, next) => {
        const name = basename(new URL(request.url ?? "/", "http://localhost").pathname);
        const content = files.get(name);
        if (content === undefined) return next();
        response.setHeader("Content-Type", types[extname(name)] ?? "");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.end(content);
      });
    },
    async writeBundle() {
      await mkdir(target, { recursive: true });
      await Promise.all([...files].map(([name, content]) => writeFile(join(target, name), content)));
    },
  };
}

async function readFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
  const copied = packageFiles.map(async (name) => {
    const content = await readFile(join(source, name));
    return [name, name.endsWith(".wasm") ? accountForStack(content) : content] as const;
  });
  return new Map<string, Uint8Array>([...(await Promise.all(copied)), ...(await standardLibrary())]);
}

async function versionOf(folder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { version: string };
  return version;
}

/** The server keeps what it finds in a folder of such a name for ever. */
function hashOf(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash("sha256");
  for (const name of [...files.keys()].sort()) hash.update(name).update(files.get(name) ?? "");
  return hash.digest("hex").slice(0, 8);
}
