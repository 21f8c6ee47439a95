import { createReadStream } from "node:fs";
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

const BASE = "/pyodide/";

/** Serves the installed `pyodide` package's files under /pyodide/, and copies them into the build. */
export function pyodideAssets(): Plugin {
  const source = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));
  let target = "";
  return {
    name: "sockpit:pyodide-assets",
    configResolved(config) {
      target = join(resolve(config.root, config.build.outDir), BASE);
    },
    configureServer(server) {
      server.middlewares.use(BASE, (request, response, next) => {
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
