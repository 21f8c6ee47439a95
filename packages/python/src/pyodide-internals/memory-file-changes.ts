import type { PyodideAPI } from "pyodide";

type Operations = Record<string, (...args: never[]) => unknown>;

/** Emscripten's MEMFS (libmemfs.js): the operations that all of its files and folders share, by what they are. */
interface OperationsTable {
  dir: { node: Operations };
  file: { node: Operations; stream: Operations };
}

/**
 * Calls back before anything of the memory file system changes: a file's content, its times and length, names and folders.
 * Whatever writes (Python's own files, a mapped file, Pyodide) comes through these operations.
 */
export function onMemoryFileChange({ FS }: Pick<PyodideAPI, "FS">, onChange: () => void): void {
  const { dir, file } = FS.filesystems.MEMFS.ops_table as OperationsTable;
  watch(dir.node, ["setattr", "mknod", "rename", "unlink", "rmdir", "symlink"], onChange);
  watch(file.node, ["setattr"], onChange);
  watch(file.stream, ["write", "msync"], onChange);
}

function watch(operations: Operations, names: readonly string[], onChange: () => void): void {
  for (const name of names) {
    const operation = operations[name];
    if (operation === undefined) throw new Error(`This Pyodide's files have no operation ${name}.`);
    operations[name] = (...args) => {
      onChange();
      return operation(...args);
    };
  }
}
