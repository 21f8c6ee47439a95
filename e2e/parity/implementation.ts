import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { repositoryPath } from "./folder.js";

/** What Python in the page is made of. */
const folders = ["packages/python/runtime/src", "packages/python/src"].map(repositoryPath);

/** Pyodide's version stands here. */
const packageFile = repositoryPath("packages/python/node_modules/pyodide/package.json");

/** Tells builds of the page's Python apart: its sources, and Pyodide. */
export function implementationDigest(): string {
  const hash = createHash("sha256");
  for (const folder of folders) {
    for (const path of filesIn(folder)) {
      hash
        .update(`${relative(folder, path)}\0`)
        .update(readFileSync(path))
        .update("\0");
    }
  }
  const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version: string };
  return hash.update(version).digest("hex").slice(0, 16);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.(py|ts)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
