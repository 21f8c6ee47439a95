import type { PyodideAPI } from "pyodide";
import { FatalErrors } from "../pyodide-internals/fatal-errors.js";
import { takeStandardOutput } from "../pyodide-internals/standard-streams.js";
import type { OutputStream } from "../shared/program.js";

/** What is told of an interpreter, besides what its Python says itself. */
interface Watcher {
  write(stream: OutputStream, bytes: Uint8Array): void;
  interpreterFailed(text: string): void;
}

/** From now on `watcher` gets what C writes to the standard streams, and what ends the interpreter. */
export function watchInterpreter(pyodide: PyodideAPI, watcher: Watcher): void {
  const fatalErrors = new FatalErrors(pyodide, (text) => watcher.interpreterFailed(text));
  takeStandardOutput(pyodide, (stream, bytes) => {
    if (stream === "stderr" || !fatalErrors.isDump(bytes)) watcher.write(stream, bytes);
  });
}
