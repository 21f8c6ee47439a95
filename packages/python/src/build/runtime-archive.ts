import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { zipStored } from "./zip.js";

/** Where the Python package's sources are. */
export const runtimeFolder = fileURLToPath(new URL("../../runtime/src", import.meta.url));

/** The sources' paths, relative to `runtimeFolder`, in order. */
export function runtimeSources(): string[] {
  return readdirSync(runtimeFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".py"))
    .map((entry) => relative(runtimeFolder, join(entry.parentPath, entry.name)))
    .sort();
}

/** The Python package as one archive that `zipimport` reads: the same bytes for the same sources. */
export function runtimeArchive(): Buffer {
  return zipStored(runtimeSources().map((path) => ({ path, data: readFileSync(join(runtimeFolder, path)) })));
}

/** Eight hexadecimal digits that change with the archive. */
export function archiveDigest(archive: Buffer): string {
  return createHash("sha256").update(archive).digest("hex").slice(0, 8);
}
