import type { PyodideAPI } from "pyodide";
import type { OutputStream } from "../shared/program.js";

/** Emscripten's, in part. */
interface StreamOperations {
  write(stream: object, buffer: Int8Array, offset: number, length: number): number;
  fsync(stream: object): number;
}

interface FileSystem {
  getStream(fd: number): { stream_ops: StreamOperations };
  lookupPath(path: string, options: { follow: boolean }): { node: { rdev: number } };
  getDevice(device: number): { stream_ops: StreamOperations };
}

const STDIN_FD = 0;

const outputs: readonly [fd: number, name: OutputStream][] = [
  [1, "stdout"],
  [2, "stderr"],
];

/** Nothing waits here to be written. A stream is synchronized when it is closed, which in a worker of Node fails: its streams have no number. */
const fsync = () => 0;

/**
 * Takes what is written to descriptors 1 and 2, copies of them, /dev/stdout and /dev/stderr: by `print`, by `os.write`, by C. Closing one of them, or standard input, always succeeds.
 */
export function takeStandardOutput(
  pyodide: PyodideAPI,
  take: (stream: OutputStream, bytes: Uint8Array) => void,
): void {
  // SAFETY: Emscripten's own names in the version that is pinned; a canary shows them.
  const { FS } = pyodide as unknown as { FS: FileSystem };
  const device = (name: string) => FS.getDevice(FS.lookupPath(`/dev/${name}`, { follow: true }).node.rdev);
  for (const input of [FS.getStream(STDIN_FD), device("stdin")])
    input.stream_ops = { ...input.stream_ops, fsync };
  for (const [fd, name] of outputs) {
    const write: StreamOperations["write"] = (_stream, buffer, offset, length) => {
      take(name, new Uint8Array(buffer.slice(offset, offset + length).buffer));
      return length;
    };
    for (const written of [FS.getStream(fd), device(name)])
      written.stream_ops = { ...written.stream_ops, write, fsync };
  }
}
