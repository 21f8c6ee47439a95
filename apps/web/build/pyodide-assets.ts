import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import type { Plugin } from "vite";

/** What a page needs of the interpreter; the package holds more. */
const files: ReadonlyMap<string, string> = new Map([
  ["pyodide.mjs", "text/javascript"],
  ["pyodide.asm.mjs", "text/javascript"],
  ["pyodide.asm.wasm", "application/wasm"],
  ["python_stdlib.zip", "application/zip"],
  ["pyodide-lock.json", "application/json"],
]);

const URL_MODULE = "virtual:pyodide-url";

const source = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));

/**
 * Serves the installed `pyodide` package's files, and copies them into the build, under a path with their version and a
 * hash of what is in them, so that a browser may keep them for ever. `virtual:pyodide-url` is that path.
 */
export function pyodideAssets(): Plugin {
  const base = `/pyodide/${hashedFolder()}/`;
  let target = "";
  return {
    name: "sockpit:pyodide-assets",
    configResolved(config) {
      target = join(resolve(config.root, config.build.outDir), base);
    },
    resolveId: (id) => (id === URL_MODULE ? `\0${URL_MODULE}` : undefined),
    load: (id) =>
      id === `\0${URL_MODULE}` ? `export const pyodideUrl = ${JSON.stringify(base)};` : undefined,
    configureServer(server) {
      server.middlewares.use(base, (request, response, next) => {
        const name = basename(new URL(request.url ?? "/", "http://localhost").pathname);
        const type = files.get(name);
        if (type === undefined) return next();
        response.setHeader("Content-Type", type);
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        createReadStream(join(source, name)).on("error", next).pipe(response);
      });
    },
    async writeBundle() {
      await mkdir(target, { recursive: true });
      await Promise.all([...files.keys()].map((name) => copyFile(join(source, name), join(target, name))));
    },
  };
}

/** `314.0.7-1f2e3d4c`: the server keeps what it finds in a folder of such a name for ever. */
function hashedFolder(): string {
  const { version } = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as { version: string };
  const hash = createHash("sha256");
  for (const name of files.keys()) hash.update(readFileSync(join(source, name)));
  return `${version}-${hash.digest("hex").slice(0, 8)}`;
}
