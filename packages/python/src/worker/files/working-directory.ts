import { WORKING_DIRECTORY } from "@sockpit/protocol";
import type { PyodideAPI } from "pyodide";
import { onMemoryFileChange } from "../../pyodide-internals/memory-file-changes.js";
import { type FileChange, fileLimits, isTemporary, TEMPORARY_FOLDER } from "../../shared/file-change.js";
import type { ProgramFile } from "../../shared/program-file.js";

/** A file that is open for writing is shared this often, not at every call of a program that fills it. */
export const OPEN_FILE_INTERVAL_MS = 500;

/** O_ACCMODE of open(2): not 0 where a file was opened for writing. */
const ACCESS_MODE = 3;

/** Python's own, never a program's. */
const IGNORED = new Set([".", "..", "__pycache__"]);

/** What the others know of a file. */
interface Known {
  modifiedMs: number;
  bytes: number;
  /** When it was looked at. A change within the same millisecond would not show in `modifiedMs`. */
  seenMs: number;
}

interface Found {
  modifiedMs: number;
  bytes: number;
  isOpen: boolean;
}

/** Emscripten's open files, as far as they matter here. */
interface OpenFile {
  flags: number;
  node?: { id: number };
}

/** The working directory and /tmp of one interpreter, in its memory (Emscripten's MEMFS). */
export class WorkingDirectory {
  readonly #fs: PyodideAPI["FS"];
  readonly #known = new Map<string, Known>();
  #isDeferred = false;
  /** Something was done since the last look. */
  #hasChanged = true;

  constructor({ FS }: Pick<PyodideAPI, "FS">) {
    this.#fs = FS;
    // What Python itself has left in /tmp is nobody's.
    for (const [path, file] of this.#find()) this.#known.set(path, { ...file, seenMs: Date.now() + 1 });
    onMemoryFileChange({ FS }, () => {
      this.#hasChanged = true;
    });
  }

  /** Whether the last look left out changes of files that are open for writing. */
  get isDeferred(): boolean {
    return this.#isDeferred;
  }

  /** Puts a file there, over what has its name. A folder of that name, or a file where a folder is needed, stays. */
  put({ path, data, modifiedMs }: ProgramFile): void {
    const absolute = wholePath(path);
    ignoringFileErrors(() => {
      this.#fs.mkdirTree(absolute.slice(0, absolute.lastIndexOf("/")));
      this.#fs.writeFile(absolute, data);
      this.#fs.utime(absolute, modifiedMs, modifiedMs);
      this.#known.set(path, { modifiedMs, bytes: data.length, seenMs: Date.now() });
    });
  }

  delete(path: string): void {
    this.#known.delete(path);
    ignoringFileErrors(() => this.#fs.unlink(wholePath(path)));
  }

  /** What the program has changed since the last look. */
  changes(): FileChange[] {
    if (!this.#hasChanged && !this.#isDeferred) return [];
    this.#hasChanged = false;
    const nowMs = Date.now();
    const found = this.#find();
    const changes: FileChange[] = [];
    this.#isDeferred = false;
    for (const [path, file] of found) {
      const known = this.#known.get(path);
      if (known !== undefined && isSame(known, file)) continue;
      if (file.isOpen && known !== undefined && nowMs - known.seenMs < OPEN_FILE_INTERVAL_MS) {
        this.#isDeferred = true;
        continue;
      }
      this.#known.set(path, { ...file, seenMs: nowMs });
      changes.push(this.#changeOf(path, file));
    }
    for (const path of this.#known.keys()) {
      if (found.has(path)) continue;
      this.#known.delete(path);
      changes.push({ kind: "delete", path });
    }
    return changes;
  }

  #changeOf(path: string, { bytes, modifiedMs }: Found): FileChange {
    if (bytes > fileLimits.fileBytes) return { kind: "tooLarge", path, bytes };
    const data = this.#fs.readFile(wholePath(path)) as Uint8Array<ArrayBuffer>;
    return { kind: "put", file: { path, data, modifiedMs } };
  }

  /** Every file below the working directory and /tmp; symbolic links are left out. */
  #find(): Map<string, Found> {
    const streams = this.#fs.streams as (OpenFile | null | undefined)[];
    const open = new Set(
      streams.flatMap((file) => (file && file.flags & ACCESS_MODE ? [file.node?.id] : [])),
    );
    const found = new Map<string, Found>();
    const visit = (folder: string) => {
      for (const name of this.#fs.readdir(wholePath(folder))) {
        if (IGNORED.has(name)) continue;
        const path = folder + name;
        const { mode, size, mtime, ino } = this.#fs.lstat(wholePath(path));
        if (this.#fs.isDir(mode)) visit(`${path}/`);
        else if (this.#fs.isFile(mode)) {
          found.set(path, { bytes: size, modifiedMs: mtime.getTime(), isOpen: open.has(ino) });
        }
      }
    };
    for (const root of ["", `${TEMPORARY_FOLDER}/`]) ignoringFileErrors(() => visit(root));
    return found;
  }
}

function wholePath(path: string): string {
  return isTemporary(path) ? path : `${WORKING_DIRECTORY}/${path}`;
}

function isSame(known: Known, found: Found): boolean {
  return (
    known.modifiedMs === found.modifiedMs && known.bytes === found.bytes && known.seenMs > found.modifiedMs
  );
}

/** Does what the file system may refuse: FS.ErrnoError, which has an errno. */
function ignoringFileErrors(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (typeof error !== "object" || error === null || !("errno" in error)) throw error;
  }
}
