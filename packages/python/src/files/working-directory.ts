import type { PyodideAPI } from "pyodide";
import type { ProgramFile } from "./program-file.js";

/** Where programs start. The same path is where a lab's relative Unix socket paths begin: packages/lab/src/networks/unix-paths.ts. */
export const WORKING_DIRECTORY = "/home/sockpit";

/** The working directory of one interpreter, in its memory (Emscripten's MEMFS). */
export class WorkingDirectory {
  readonly #fs: PyodideAPI["FS"];

  constructor({ FS }: PyodideAPI) {
    this.#fs = FS;
  }

  /** Puts a file there, over what has its name. A folder of that name, or a file where a folder is needed, stays. */
  put({ path, data, modifiedMs }: ProgramFile): void {
    const absolute = `${WORKING_DIRECTORY}/${path}`;
    try {
      this.#fs.mkdirTree(absolute.slice(0, absolute.lastIndexOf("/")));
      this.#fs.writeFile(absolute, data);
      this.#fs.utime(absolute, modifiedMs, modifiedMs);
    } catch (error) {
      if (!isFileError(error)) throw error;
    }
  }
}

/** Emscripten's FS.ErrnoError. */
function isFileError(error: unknown): boolean {
  return typeof error === "object" && error !== null && "errno" in error;
}
