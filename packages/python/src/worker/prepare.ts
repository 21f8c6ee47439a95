import type { PyodideAPI } from "pyodide";

/** Modules that programs for sockets start with: they cost nothing when they come with the snapshot. */
const PRELUDE = "import json, queue, select, selectors, socket, struct, threading, time, traceback";

/** Where the archive lies while it is imported. Tracebacks and the debugger leave out files that are in it. */
const ARCHIVE = "/lib/sockpit_runtime.zip";

const INSTALL = `
import sys
sys.path.insert(0, "${ARCHIVE}")
from _sockpit.install import install
install()
sys.path.remove("${ARCHIVE}")
`;

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

/** What an interpreter that is ready was made from, besides Pyodide and the archive. */
export const preparation: readonly string[] = [PRELUDE, INSTALL];
