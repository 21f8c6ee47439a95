import type { PyodideAPI } from "pyodide";
import { makeRecursionErrorsBy } from "../pyodide-internals/stack-limit.js";
import { ARCHIVE, INSTALL, PRELUDE, RECURSION_ERRORS } from "../shared/preparation.js";

/**
 * Puts our Python package into an interpreter that has just started. All of it is imported, so that a snapshot needs
 * the archive no more.
 */
export function prepare(pyodide: PyodideAPI, archive: Uint8Array): void {
  const globals = pyodide.toPy({});
  pyodide.runPython(PRELUDE, { globals });
  pyodide.FS.writeFile(ARCHIVE, archive);
  pyodide.runPython(INSTALL, { globals });
  pyodide.FS.unlink(ARCHIVE);
  const [original = 0, own = 0] = pyodide.runPython(RECURSION_ERRORS, { globals }).toJs() as number[];
  makeRecursionErrorsBy(pyodide, { original, own });
  globals.destroy();
}
