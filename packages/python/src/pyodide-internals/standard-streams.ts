import type { PyodideAPI } from "pyodide";
import type { OutputStream } from "../shared/program.js";

/** Emscripten's, in part. */
interface StreamOperations {
  write(stream: object, buffer: Int8Array, offset: number, length: number): number;
}

interface FileSystem {
  getStream(fd: number): { stream_ops: StreamOperations };
  lookupPath(path: string, options: { follow: boolean }): { node: { rdev: number } };
  getDevice(device: number): { stream_ops: StreamOperations };
}

const streams: readonly [fd: number, name: OutputStream][] = [
  [1, "stdout"],
  [2, "stderr"],
];

/**
 * Takes what is written to descriptors 1 and 2, copies of them, /dev/stdout and /dev/stderr: by `os.write`, by C. What `print` writes comes another
 * way (`_sockpit.program.console`).
 */
export function takeStandardOutput(
  pyodide: PyodideAPI,
  take: (stream: OutputStream, bytes: Uint8Array) => void,
): void {
  // SAFETY: Emscripten's own names in the version that is pinned; a canary shows them.
  const { FS } = pyodide as unknown as { FS: FileSystem };
  for (const [fd, name] of streams) {
    const write: StreamOperations["write"] = (_stream, buffer, offset, length) => {
      take(name, new Uint8Array(buffer.slice(offset, offset + length).buffer));
      return length;
    };
    const device = FS.getDevice(FS.lookupPath(`/dev/${name}`, { follow: true }).node.rdev);
    for (const written of [FS.getStream(fd), device]) written.stream_ops = { ...written.stream_ops, write };
  }
}
