import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip, constants as zlib } from "node:zlib";
import type { Plugin } from "vite";

const compressible = new Set([".bin", ".css", ".html", ".js", ".json", ".mjs", ".svg", ".wasm", ".zip"]);

/** A smaller file costs a header more than it saves. */
const MIN_BYTES = 1024;

/** A variant is kept where it saves at least this share. */
const MIN_SAVING = 0.05;

/** Larger files are Python's, of which the best quality takes half a minute: it is kept between builds. */
const MIN_KEPT_BYTES = 2 ** 19;

const cacheFolder = fileURLToPath(new URL("../node_modules/.cache/sockpit/brotli", import.meta.url));

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
  await Promise.all([
    writeIfSmaller(`${path}.br`, await brotliOf(content), content.length),
    writeIfSmaller(`${path}.gz`, await gzipAsync(content), content.length),
  ]);
}

/** The best quality: a tenth less than quality 6, for what a visitor waits for. */
async function brotliOf(content: Buffer): Promise<Buffer> {
  const params = {
    [zlib.BROTLI_PARAM_QUALITY]: zlib.BROTLI_MAX_QUALITY,
    [zlib.BROTLI_PARAM_LGWIN]: zlib.BROTLI_MAX_WINDOW_BITS,
    [zlib.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  if (content.length < MIN_KEPT_BYTES) return brotliAsync(content, { params });
  const file = join(cacheFolder, createHash("sha256").update(content).digest("hex"));
  const kept = await readFile(file).catch(() => undefined);
  if (kept !== undefined) return kept;
  const made = await brotliAsync(content, { params });
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(file, made);
  return made;
}

async function writeIfSmaller(path: string, variant: Buffer, originalBytes: number): Promise<void> {
  if (variant.length < originalBytes * (1 - MIN_SAVING)) await writeFile(path, variant);
}
