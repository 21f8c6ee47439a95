/** Where Pyodide looks for the standard library: CPython 3.14's landmark in a zip. */
const LIBRARY_PATH = "/lib/python314.zip";

/** EIO, as Emscripten numbers it. */
const EIO = 29;

const HEADER_LENGTH_BYTES = 4;

interface Part {
  name: string;
  /** Its place in the archive: [start, end). */
  start: number;
  end: number;
}

/** What apps/web/build/standard-library.ts writes into the start. */
interface Header {
  lengthBytes: number;
  startBytes: number;
  directoryAt: number;
  parts: readonly Part[];
}

type Fetch = (url: string) => Uint8Array;

/**
 * The zip of the standard library. Its first part and its directory are there from the start; another part is fetched
 * when something in it is read, and the reader waits: it needs the server, or the browser's cache.
 */
export class LibraryArchive {
  readonly lengthBytes: number;
  readonly #url: string;
  readonly #fetch: Fetch;
  /** Those that are there have their content. */
  readonly #parts: (Part & { content?: Uint8Array })[];

  /** `url`: of the folder that the parts are in. `start`: its first file. */
  constructor(url: string, start: Uint8Array, fetch: Fetch = fetchAndWait) {
    this.#url = url;
    this.#fetch = fetch;
    const headerLength = new DataView(start.buffer, start.byteOffset).getUint32(0, true);
    const contentAt = HEADER_LENGTH_BYTES + headerLength;
    const text = new TextDecoder().decode(start.slice(HEADER_LENGTH_BYTES, contentAt));
    const { lengthBytes, startBytes, directoryAt, parts } = JSON.parse(text) as Header;
    this.lengthBytes = lengthBytes;
    const directory = start.subarray(contentAt + startBytes);
    const modules = start.subarray(contentAt, contentAt + startBytes);
    this.#parts = [
      { name: "start", start: 0, end: startBytes, content: modules },
      ...parts,
      { name: "directory", start: directoryAt, end: lengthBytes, content: directory },
    ];
  }

  /** Puts what stands at `position` into `target`, and returns how many bytes there were. Throws where a part cannot be fetched. */
  read(target: Uint8Array, position: number): number {
    const end = Math.min(position + target.length, this.lengthBytes);
    for (const part of this.#parts) {
      const from = Math.max(position, part.start);
      const to = Math.min(end, part.end);
      if (from >= to) continue;
      part.content ??= this.#fetch(this.#url + part.name);
      target.set(part.content.subarray(from - part.start, to - part.start), from - position);
    }
    return Math.max(0, end - position);
  }
}

/** What is used here of Emscripten's `FS` and of its files. */
export interface FileSystem {
  writeFile(path: string, data: Uint8Array, options?: object): void;
  lookupPath(path: string): { node: FileNode };
  readonly ErrnoError: new (errno: number) => Error;
}

interface FileNode {
  usedBytes: number;
  stream_ops: object;
}

/** Puts the archive where Pyodide, as it starts, writes what it has fetched as the standard library. */
export function mountLibrary(fileSystem: FileSystem, archive: LibraryArchive): void {
  const { writeFile } = fileSystem;
  fileSystem.writeFile = (path, data, options) => {
    if (path !== LIBRARY_PATH) {
      writeFile(path, data, options);
      return;
    }
    fileSystem.writeFile = writeFile;
    writeFile(path, new Uint8Array());
    const { node } = fileSystem.lookupPath(path);
    node.usedBytes = archive.lengthBytes;
    node.stream_ops = {
      ...node.stream_ops,
      read: (
        _stream: unknown,
        memory: Int8Array,
        ...[offset, length, position]: [number, number, number]
      ) => {
        try {
          return archive.read(new Uint8Array(memory.buffer, memory.byteOffset + offset, length), position);
        } catch {
          throw new fileSystem.ErrnoError(EIO);
        }
      },
    };
  };
}

/** A request that this worker waits for: Python reads files without yielding to anything else. */
function fetchAndWait(url: string): Uint8Array {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${url} gave HTTP status ${request.status}.`);
  return new Uint8Array(request.response as ArrayBuffer);
}
