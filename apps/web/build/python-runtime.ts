import { join } from "node:path";
import { archiveDigest, runtimeArchive, runtimeFolder, runtimeSources } from "@sockpit/python/build";
import type { Plugin } from "vite";
import { compiledRuntime } from "./compiled-runtime.js";

const URL_MODULE = "virtual:python-runtime-url";

/**
 * Serves the archive of our Python package, and puts it into the build, compiled. `virtual:python-runtime-url` is its path, with its
 * digest.
 */
export function pythonRuntime(): Plugin {
  let isServing = false;
  return {
    name: "sockpit:python-runtime",
    configResolved({ command }) {
      isServing = command === "serve";
    },
    resolveId: (id) => (id === URL_MODULE ? `\0${URL_MODULE}` : undefined),
    async load(id) {
      if (id !== `\0${URL_MODULE}`) return undefined;
      for (const path of runtimeSources()) this.addWatchFile(join(runtimeFolder, path));
      const archive = isServing ? runtimeArchive() : await compiledRuntime();
      const fileName = `assets/sockpit_runtime-${archiveDigest(archive)}.zip`;
      if (!isServing) this.emitFile({ type: "asset", fileName, source: archive });
      return `export const pythonRuntimeUrl = "/${fileName}";`;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!request.url?.startsWith("/assets/sockpit_runtime-")) return next();
        response.setHeader("Content-Type", "application/zip");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.end(runtimeArchive());
      });
    },
  };
}
