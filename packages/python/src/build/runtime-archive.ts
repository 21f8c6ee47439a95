import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { zipSync } from "fflate";

/** Where the Python package's sources are. */
export const runtimeFolder = fileURLToPath(new URL("../../runtime/src", import.meta.url));

/** The sources' paths, relative to `runtimeFolder`, in order. */
export function runtimeSources(): string[] {
  return readdirSync(runtimeFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".py"))
    .map((entry) => relative(runtimeFolder, join(entry.parentPath, entry.name)))
    .sort();
}

/** The earliest date that a zip archive can say: it does not depend on when it was made. */
const NO_DATE = new Date(1980, 0, 1);

/**
 * The Python package as one archive that `zipimport` reads: the same bytes for the same sources. Its files are stored as they are:
 * what serves it compresses it whole, which is smaller than each file compressed by itself.
 */
export function runtimeArchive(): Uint8Array {
  const files = runtimeSources().map((path) => [path, readFileSync(join(runtimeFolder, path))] as const);
  return zipSync(Object.fromEntries(files), { level: 0, mtime: NO_DATE });
}

/** Eight hexadecimal digits that change with the archive. */
export function archiveDigest(archive: Uint8Array): string {
  return createHash("sha256").update(archive).digest("hex").slice(0, 8);
}
