import type { PyodideAPI } from "pyodide";
import { ARCHIVE, INSTALL, PRELUDE } from "../shared/preparation.js";

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
  globals.destroy();
}
