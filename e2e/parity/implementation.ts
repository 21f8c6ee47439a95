import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { repositoryPath } from "./folder.js";

/** What a call from Python in the page passes through: Python's side, the descriptions of commands, labs, sockets. */
const folders = [
  "packages/python/runtime/src",
  "packages/python/src",
  "packages/protocol/src/commands",
  "packages/protocol/src/values",
  "packages/lab/src",
  "packages/sockets/src",
];

/** Pyodide's version stands here. */
const packageFile = repositoryPath("packages/python/node_modules/pyodide/package.json");

/** Distinguishes builds of what parity compares: Python in the page, labs and sockets, and Pyodide. */
export function implementationDigest(): string {
  const hash = createHash("sha256");
  for (const path of folders.map(repositoryPath).flatMap(sourcesIn).sort()) {
    hash
      .update(`${relative(repositoryPath(""), path)}\0`)
      .update(readFileSync(path))
      .update("\0");
  }
  const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version: string };
  return hash.update(version).digest("hex").slice(0, 16);
}

/** The commit that is checked out, with a `+` where files differ from it; "unknown" where there is no git. */
export function currentCommit(): string {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: repositoryPath(""), encoding: "utf8" }).trim();
  try {
    const isChanged = git("status", "--porcelain", "--", ...folders) !== "";
    return `${git("rev-parse", "--short=10", "HEAD")}${isChanged ? "+" : ""}`;
  } catch {
    return "unknown";
  }
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.(py|ts)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
