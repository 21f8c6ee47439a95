import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun, root, say, tool } from "./steps.js";

const [MAJOR_NEEDED, MINOR_NEEDED] = [20, 19];

/** What the page is built from, besides what it imports. */
const pageSources = ["apps/web", "packages/protocol/dist", "packages/client/dist", "packages/python"];

/** Is there where the page's build is a quick one; apps/web/build/precompress.ts writes it. */
const quickMark = join(root, "apps/web/node_modules/.cache/sockpit/quick-build");

/** Says what is missing where Node is too old to go on. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > MAJOR_NEEDED || (major === MAJOR_NEEDED && minor >= MINOR_NEEDED)) return;
  console.error(`Sockpit needs Node ${MAJOR_NEEDED}.${MINOR_NEEDED} or newer; this is ${process.version}.`);
  process.exit(1);
}

/** Installs what the lockfile says, unless that has been done for this lockfile and this Node. */
export async function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const stampFile = join(root, "node_modules/.sockpit-installed");
  const stamp = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .update(`${packageManager} ${process.version} ${process.arch}`)
    .digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  say(`Installing packages with ${packageManager} (the first time takes a minute)`);
  await mustRun("npx", ["--yes", packageManager, "install", "--frozen-lockfile"]);
  writeFileSync(stampFile, stamp);
}

/**
 * Compiles what has changed, and builds the page where anything that goes into it is newer.
 * @param {{ isQuick?: boolean }} [options] `isQuick` spares a first build the minute in which Python's files are compressed
 * well; what measures or serves the page builds it anew after that.
 */
export async function build({ isQuick = false } = {}) {
  say("Compiling");
  await mustRun(tool("tsc"), ["-b"]);
  const built = join(root, "apps/web/dist/index.html");
  const newest = Math.max(...pageSources.map((folder) => newestIn(join(root, folder))));
  const isGoodEnough = isQuick || !existsSync(quickMark);
  if (existsSync(built) && statSync(built).mtimeMs >= newest && isGoodEnough) return;
  say("Building the page");
  await mustRun(join(root, "apps/web/node_modules/.bin/vite"), ["build"], {
    cwd: join(root, "apps/web"),
    env: isQuick ? { SOCKPIT_QUICK_BUILD: "1" } : {},
  });
}

/** Builds the catalogue of the page's components, which tests walk through, where anything that goes into it is newer. */
export async function buildCatalogue() {
  const built = join(root, "apps/web/node_modules/.cache/catalogue/catalogue.html");
  const newest = Math.max(...pageSources.map((folder) => newestIn(join(root, folder))));
  if (existsSync(built) && statSync(built).mtimeMs >= newest) return;
  say("Building the catalogue of components");
  const args = ["build", "--config", "vite.catalogue.config.ts"];
  await mustRun(join(root, "apps/web/node_modules/.bin/vite"), args, { cwd: join(root, "apps/web") });
}

/** When the newest file in a folder was changed, in milliseconds; what is installed or built from it does not count. */
function newestIn(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const isOutput = entry.name === "node_modules" || (entry.name === "dist" && folder.endsWith("web"));
    if (isOutput || entry.name === "test") continue;
    newest = Math.max(newest, entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs);
  }
  return newest;
}
