/**
 * `pnpm tarball`: packs the command line, the server and the page into one file that npm installs: dist/sockpit-<version>.tgz.
 *
 * The workspace's packages are bundled as they were compiled. What they use of others is installed from the registry, in the
 * versions of the lockfile. `--output <folder>`: put it there. `--quick`: a page that is compressed less well will do.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { mustRun, root, say } from "./steps.js";
import { build, checkNode, install } from "./workspace.js";

const entry = "@sockpit/cli";
/** Served by the server, which finds it beside itself; nothing of it is imported. */
const page = "@sockpit/web";

/** What each package has beside its compiled code. */
const more = { "@sockpit/python": ["runtime/src"] };

/** What no program needs: types, maps, tests, and a second compressed form of the page's files. */
const unneeded = /\.d\.ts$|\.map$|\.tsbuildinfo$|\.test\.js$|\.gz$|\/(?:test-[^/]*\.js|__pycache__)$/;

const { values: options } = parseArgs({
  options: {
    output: { type: "string", default: join(root, "dist") },
    quick: { type: "boolean", default: false },
  },
});
const output = resolve(options.output);

checkNode();
await install();
await build({ isQuick: options.quick });
const stage = mkdtempSync(join(tmpdir(), "sockpit-tarball-"));
try {
  say("Packing");
  const packages = closureOf(entry);
  const cli = packages.get(entry);
  copyPackage(cli, stage);
  for (const one of packages.values())
    if (one !== cli) copyPackage(one, join(stage, "node_modules", one.manifest.name), true);
  // The server finds the gallery beside itself.
  cpSync(join(root, "scenarios"), join(stage, "node_modules/@sockpit/server/scenarios"), { recursive: true });
  copyPackage(packageOf(page), join(stage, "node_modules", page), true);
  cpSync(join(root, "LICENSE"), join(stage, "LICENSE"));
  writeFileSync(join(stage, "README.md"), readFileSync(join(root, "apps/cli/README.md")));
  writeFileSync(join(stage, "package.json"), json(manifestOf(cli, packages)));
  mkdirSync(output, { recursive: true });
  await mustRun("npm", ["pack", "--silent", "--pack-destination", output], { cwd: stage });
  const file = join(output, `sockpit-${cli.manifest.version}.tgz`);
  console.log(`${file}: ${(statSync(file).size / 2 ** 20).toFixed(1)} MiB`);
} finally {
  rmSync(stage, { recursive: true });
}

/** A package and all of the workspace that it needs to run, by name. */
function closureOf(name, found = new Map()) {
  if (found.has(name)) return found;
  const one = packageOf(name);
  found.set(name, one);
  for (const [dependency, range] of Object.entries(one.manifest.dependencies ?? {}))
    if (range.startsWith("workspace:")) closureOf(dependency, found);
  return found;
}

function packageOf(name) {
  const folder = ["apps", "packages"].map((group) => join(root, group, basename(name))).find(existsSync);
  return { folder, manifest: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) };
}

function copyPackage({ folder, manifest }, target, isBundled = false) {
  for (const part of ["dist", ...(more[manifest.name] ?? [])])
    cpSync(join(folder, part), join(target, part), {
      recursive: true,
      filter: (path) => !unneeded.test(path),
    });
  if (!isBundled) return;
  const { name, version, license, type, sideEffects, exports } = manifest;
  writeFileSync(join(target, "package.json"), json({ name, version, license, type, sideEffects, exports }));
}

/** The tarball's own package.json: it has the dependencies of all that are bundled, since npm looks for none behind those. */
function manifestOf({ manifest }, packages) {
  const bundled = [...packages.keys(), page].filter((name) => name !== entry);
  const dependencies = Object.fromEntries(bundled.map((name) => [name, packageOf(name).manifest.version]));
  for (const { folder, manifest: each } of packages.values())
    for (const [name, range] of Object.entries(each.dependencies ?? {}))
      if (!range.startsWith("workspace:")) dependencies[name] = installedVersion(folder, name);
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { version, description, license, type } = manifest;
  const bin = { sockpit: "dist/main.js" };
  return {
    name: "sockpit",
    version,
    description,
    license,
    type,
    engines,
    bin,
    dependencies,
    bundleDependencies: bundled,
  };
}

function installedVersion(folder, name) {
  return JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")).version;
}

function json(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
