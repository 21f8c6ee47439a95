import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip, constants as zlib } from "node:zlib";
import type { Plugin } from "vite";

const compressible = new Set([".css", ".html", ".js", ".json", ".mjs", ".svg", ".wasm", ".zip"]);

/** A smaller file costs a header more than it saves. */
const MIN_BYTES = 1024;

/** A variant is kept where it saves at least this share: the standard library's zip hardly shrinks. */
const MIN_SAVING = 0.05;

/** The best, for what a visitor waits for: a tenth less than quality 6, for two seconds of the build. */
const BEST_QUALITY = zlib.BROTLI_MAX_QUALITY;

/** For Python's 10 MB, which the best would take half a minute for, and gain 8 %. */
const QUICK_QUALITY = 6;

/** Larger files are Python's. */
const MAX_BEST_BYTES = 2 ** 20;

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** Writes a `.br` and a `.gz` beside each asset of the build, for a server that sends them as they are. */
export function precompress(): Plugin {
  let folder = "";
  return {
    name: "sockpit:precompress",
    apply: "build",
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const paths = entries
        .filter((entry) => entry.isFile() && compressible.has(extname(entry.name)))
        .map((entry) => join(entry.parentPath, entry.name));
      await Promise.all(paths.map(writeVariants));
    },
  };
}

async function writeVariants(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < MIN_BYTES) return;
  const params = {
    [zlib.BROTLI_PARAM_QUALITY]: content.length > MAX_BEST_BYTES ? QUICK_QUALITY : BEST_QUALITY,
    [zlib.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  await Promise.all([
    writeIfSmaller(`${path}.br`, await brotliAsync(content, { params }), content.length),
    writeIfSmaller(`${path}.gz`, await gzipAsync(content), content.length),
  ]);
}

async function writeIfSmaller(path: string, variant: Buffer, originalBytes: number): Promise<void> {
  if (variant.length < originalBytes * (1 - MIN_SAVING)) await writeFile(path, variant);
}
