import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { repositoryPath } from "../parity/folder.js";

/** Debian's package of the tests of the page's CPython; where the machine's own sources lack it, Debian's sid has it. */
const PACKAGE = "libpython3.14-testsuite";

/** Of the same version: `test` itself, `test.support`. */
const SUPPORT_PACKAGE = "libpython3.14-stdlib";

/** Where packages are unpacked: nothing of them comes into the repository. */
const cacheFolder = repositoryPath("node_modules/.cache/sockpit/cpython-tests");

/** CPython's own tests: a folder that holds the package `test`. */
export class CpythonTests {
  /** "libpython3.14-testsuite 3.14.2-1", "python3 3.11.7" */
  readonly version: string;
  readonly #folder: string;

  constructor(version: string, folder: string) {
    this.version = version;
    this.#folder = folder;
  }

  /** From SOCKPIT_CPYTHON_TESTS (a folder with `test` in it), from Debian's package, or from the python3 at hand. */
  static find(): CpythonTests {
    const given = process.env["SOCKPIT_CPYTHON_TESTS"];
    if (given !== undefined) return new CpythonTests(process.env["SOCKPIT_CPYTHON_VERSION"] ?? given, given);
    const kept = unpackedBefore();
    if (kept !== undefined) return kept;
    for (const options of [[], sidOptions()]) {
      const version = candidateOf(options);
      if (version !== undefined) return unpacked(version, options);
    }
    const [version = "", folder = ""] = output("python3", ["-c", OWN_TESTS]).split("\n");
    if (folder !== "") return new CpythonTests(`python3 ${version}`, folder);
    throw new Error(
      `There are no tests of CPython: no ${PACKAGE} for apt-get, none with python3, and SOCKPIT_CPYTHON_TESTS is not set.`,
    );
  }

  has(module: string): boolean {
    return this.#paths(module.replaceAll(".", "/")).length > 0;
  }

  /** What a module of the tests needs, by path, as the driver unpacks it: base64 of gzipped JSON. */
  bundle(module: string): string {
    const files: Record<string, string> = {};
    const add = (path: string) => {
      if (path in files) return;
      const content = readFileSync(join(this.#folder, path));
      files[path] = content.toString("base64");
      if (!path.endsWith(".py")) return;
      for (const name of importedFromTest(content.toString("utf8"))) this.#paths(name).forEach(add);
    };
    for (const path of ["test/__init__.py", ...this.#paths("support")]) add(path);
    for (const data of ["certdata", "data"]) this.#paths(data).forEach(add);
    const [folder = ""] = module.split(".");
    this.#paths(folder).forEach(add);
    return gzipSync(JSON.stringify(files)).toString("base64");
  }

  /** The files of a module or a folder of `test`, from the folder above it; empty where there is none. */
  #paths(name: string): string[] {
    const file = join(this.#folder, "test", `${name}.py`);
    if (existsSync(file)) return [relative(this.#folder, file)];
    const folder = join(this.#folder, "test", name);
    if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes("__pycache__"))
      .map((entry) => relative(this.#folder, join(entry.parentPath, entry.name)));
  }
}

const OWN_TESTS = `
import os, platform, test
folder = os.path.dirname(os.path.dirname(test.__file__))
print(platform.python_version(), folder if os.path.exists(folder + "/test/test_socket.py") else "", sep="\\n")`;

/** The modules of `test` that a file names in its imports. */
function importedFromTest(source: string): string[] {
  const found = [];
  for (const [, names = ""] of source.matchAll(/^\s*from test import ([\w, ]+)/gm)) {
    found.push(...names.split(",").map((name) => name.trim().split(" ")[0] ?? ""));
  }
  for (const [, name = ""] of source.matchAll(/^\s*(?:from|import) test\.(\w+)/gm)) found.push(name);
  return found.filter((name) => name !== "");
}

/**
 * Lists of packages of sid, from where this machine has Debian's packages, in a folder of their own, so that this machine's are
 * not touched. Empty without Debian's keys.
 */
function sidOptions(): string[] {
  const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
  const archive = debianArchive();
  if (!existsSync(keyring) || archive === undefined) return [];
  const lists = join(cacheFolder, "apt/lists");
  const sources = join(cacheFolder, "apt/sources.list");
  mkdirSync(join(lists, "partial"), { recursive: true });
  writeFileSync(sources, `deb [signed-by=${keyring}] ${archive} sid main\n`);
  const settings = {
    "Dir::Etc::SourceList": sources,
    "Dir::Etc::SourceParts": "/dev/null",
    "Dir::State::Lists": lists,
    "Dir::Cache": join(cacheFolder, "apt"),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  output("apt-get", [...options, "-q", "update"]);
  return options;
}

function debianArchive(): string | undefined {
  const wanted = ["Created-By: Packages", "Origin: Debian", "Label: Debian", "Component: main"];
  return (
    output("apt-get", ["indextargets", "--format", "$(REPO_URI)", ...wanted]).split("\n")[0] || undefined
  );
}

function candidateOf(options: readonly string[]): string | undefined {
  const version = /Candidate: (\S+)/.exec(output("apt-cache", [...options, "policy", PACKAGE]))?.[1];
  return version === undefined || version === "(none)" ? undefined : version;
}

function unpackedBefore(): CpythonTests | undefined {
  const names = existsSync(cacheFolder) ? readdirSync(cacheFolder) : [];
  const isWhole = (entry: string) => entry.startsWith(`${PACKAGE}_`) && !entry.endsWith(".part");
  const name = names.filter(isWhole).sort().at(-1);
  return name === undefined ? undefined : testsIn(join(cacheFolder, name));
}

/** Downloads and unpacks the package. */
function unpacked(version: string, options: readonly string[]): CpythonTests {
  const folder = join(cacheFolder, `${PACKAGE}_${version}`);
  const download = join(cacheFolder, "download");
  mkdirSync(download, { recursive: true });
  const names = [PACKAGE, SUPPORT_PACKAGE].map((name) => `${name}=${version}`);
  execFileSync("apt-get", [...options, "-q", "download", ...names], { cwd: download, stdio: "inherit" });
  const unfinished = `${folder}.part`;
  for (const archive of readdirSync(download)) {
    execFileSync("dpkg-deb", ["-x", join(download, archive), unfinished]);
  }
  renameSync(unfinished, folder);
  rmSync(download, { recursive: true });
  return testsIn(folder);
}

function testsIn(folder: string): CpythonTests {
  const library = join(folder, "usr/lib");
  const [python = ""] = readdirSync(library).filter((file) => /^python3\.\d+$/.test(file));
  return new CpythonTests(basename(folder).replace("_", " "), join(library, python));
}

/** What a command prints; empty where it is missing or fails. */
function output(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}
