import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
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

/** Larger files are Python's, of which the best quality takes a minute: it is kept between builds. */
const MIN_KEPT_BYTES = 2 ** 19;

/** For what only tests load, and from this machine: the same files a tenth larger, in a fiftieth of the time. */
const QUICK_QUALITY = 5;

const cacheFolder = fileURLToPath(new URL("../node_modules/.cache/sockpit/brotli", import.meta.url));

/** Is there where the build is a quick one; scripts/workspace.js reads it. */
const quickMark = fileURLToPath(new URL("../node_modules/.cache/sockpit/quick-build", import.meta.url));

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/**
 * Writes a `.br` and a `.gz` beside each asset of the build, for a server that sends them as they are. With
 * SOCKPIT_QUICK_BUILD=1 large files are compressed less, unless they have been compressed before.
 */
export function precompress(): Plugin {
  let folder = "";
  let hasFailed = false;
  return {
    name: "sockpit:precompress",
    apply: "build",
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    buildEnd(error) {
      hasFailed = error !== undefined;
    },
    renderError() {
      hasFailed = true;
    },
    async closeBundle() {
      // Called after a failure too, which an error of this would hide.
      if (hasFailed) return;
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const paths = entries
        .filter((entry) => entry.isFile() && compressible.has(extname(entry.name)))
        .map((entry) => join(entry.parentPath, entry.name));
      const isQuick = process.env["SOCKPIT_QUICK_BUILD"] === "1";
      await mkdir(cacheFolder, { recursive: true });
      await (isQuick ? writeFile(quickMark, "") : rm(quickMark, { force: true }));
      await Promise.all(paths.map((path) => writeVariants(path, isQuick)));
    },
  };
}

async function writeVariants(path: string, isQuick: boolean): Promise<void> {
  const content = await readFile(path);
  if (content.length < MIN_BYTES) return;
  await Promise.all([
    writeIfSmaller(`${path}.br`, await brotliOf(content, isQuick), content.length),
    writeIfSmaller(`${path}.gz`, await gzipAsync(content), content.length),
  ]);
}

/** The best quality, a tenth less than quality 6, for what a visitor waits for. */
async function brotliOf(content: Buffer, isQuick: boolean): Promise<Buffer> {
  if (content.length < MIN_KEPT_BYTES) return compressed(content, zlib.BROTLI_MAX_QUALITY);
  const file = join(cacheFolder, createHash("sha256").update(content).digest("hex"));
  const kept = await readFile(file).catch(() => undefined);
  if (kept !== undefined) return kept;
  if (isQuick) return compressed(content, QUICK_QUALITY);
  const made = await compressed(content, zlib.BROTLI_MAX_QUALITY);
  await writeFile(file, made);
  return made;
}

function compressed(content: Buffer, quality: number): Promise<Buffer> {
  return brotliAsync(content, {
    params: {
      [zlib.BROTLI_PARAM_QUALITY]: quality,
      [zlib.BROTLI_PARAM_LGWIN]: zlib.BROTLI_MAX_WINDOW_BITS,
      [zlib.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
}

async function writeIfSmaller(path: string, variant: Buffer, originalBytes: number): Promise<void> {
  if (variant.length < originalBytes * (1 - MIN_SAVING)) await writeFile(path, variant);
}
