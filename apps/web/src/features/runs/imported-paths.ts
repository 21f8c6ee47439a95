import type { Program } from "../../shared/program.js";
import { codeOf } from "../../shared/python-code.js";

/**
 * Paths of the files that a program's imports can mean, below the project's folder: `from common import protocol` in
 * main.py means common/__init__.py, common/protocol.py or common/protocol/__init__.py, and common.py. Whether such files
 * are there is not asked. Names are looked for in the program's own folder, as python3 does with a script, and in the
 * project's, where the script may be that imports this file.
 */
export function importedPaths(program: string, code: string): ReadonlySet<string> {
  const folder = program.split("/").slice(0, -1);
  const paths = new Set<string>();
  for (const { level, names } of importsIn(code)) {
    // One dot is the file's own package, each further one the package around it.
    if (level > folder.length) continue;
    const bases = level === 0 ? [[], folder] : [folder.slice(0, folder.length - level + 1)];
    for (const base of bases) addPaths(paths, base, names);
  }
  return paths;
}

interface Import {
  /** The dots in front of a relative import. */
  readonly level: number;
  readonly names: readonly string[];
}

function* importsIn(code: string): Iterable<Import> {
  const statements =
    /^[ \t]*(?:from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import\b[ \t]*(\([^)]*\)|[^\n;]*)|import[ \t]+([^\n;]+))/gm;
  for (const [, dots = "", from = "", imported = "", plain] of code.matchAll(statements)) {
    if (plain !== undefined) {
      for (const module of namesOf(plain)) yield { level: 0, names: module.split(".") };
      continue;
    }
    const package_ = from === "" ? [] : from.split(".");
    yield { level: dots.length, names: package_ };
    // What is imported from a package may be a module of it.
    for (const name of namesOf(imported)) yield { level: dots.length, names: [...package_, name] };
  }
}

/** Names of a list, without brackets and what they are imported as. */
function namesOf(list: string): readonly string[] {
  return list
    .replace(/[()]/g, "")
    .split(",")
    .flatMap((part) => /^[\w.]+/.exec(part.trim()) ?? []);
}

function addPaths(paths: Set<string>, base: readonly string[], names: readonly string[]): void {
  for (let length = 1; length <= names.length; length += 1) {
    const path = [...base, ...names.slice(0, length)].join("/");
    paths.add(`${path}/__init__.py`);
    paths.add(`${path}.py`);
  }
}

/** A program and the page's others that it imports, by themselves or through another. */
export function withImported(program: Program, programs: readonly Program[]): readonly Program[] {
  const found = new Set([program]);
  // A set's iterator comes to what is added meanwhile.
  for (const { name, source } of found) {
    const paths = importedPaths(name, codeOf(source));
    for (const other of programs) if (other.id !== program.id && paths.has(other.name)) found.add(other);
  }
  return [...found];
}
