/** Bytes of a file's name (NAME_MAX) and of a path without its closing NUL (PATH_MAX - 1), on Linux: <linux/limits.h>. */
const NAME_BYTES = 255;
const PATH_BYTES = 4095;

/** ENAMETOOLONG, as Emscripten numbers it. */
const ENAMETOOLONG = 37;

/** What is used here of Emscripten's `FS`. */
interface FileSystem {
  lookupPath(path: string, options?: object): unknown;
  lookupNode(parent: unknown, name: string): unknown;
  mayCreate(folder: unknown, name: string): number;
  readonly ErrnoError: new (errno: number) => Error;
}

/** From now on names and paths that are too long for Linux are refused; Emscripten takes any. */
export function limitNameLengths(fileSystem: FileSystem): void {
  const { lookupPath, lookupNode, mayCreate } = fileSystem;
  fileSystem.lookupPath = (path, options) => {
    if (isLonger(path, PATH_BYTES)) throw new fileSystem.ErrnoError(ENAMETOOLONG);
    return lookupPath(path, options);
  };
  fileSystem.lookupNode = (parent, name) => {
    if (isLonger(name, NAME_BYTES)) throw new fileSystem.ErrnoError(ENAMETOOLONG);
    return lookupNode(parent, name);
  };
  fileSystem.mayCreate = (folder, name) =>
    isLonger(name, NAME_BYTES) ? ENAMETOOLONG : mayCreate(folder, name);
}

/** Whether a text has more than so many bytes in UTF-8. */
function isLonger(text: string, bytes: number): boolean {
  // A UTF-16 code unit becomes three bytes at most.
  return text.length * 3 > bytes && new TextEncoder().encode(text).length > bytes;
}
