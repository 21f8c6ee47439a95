import type { EngineKind } from "./messages.js";

/** Modules that programs for sockets start with: they cost nothing when they come with the snapshot. */
export const PRELUDE = "import json, queue, select, selectors, socket, struct, threading, time, traceback";

/** Where the archive lies while it is imported. Tracebacks and the debugger leave out files that are in it. */
export const ARCHIVE = "/lib/sockpit_runtime.zip";

export const INSTALL = `
import sys
sys.path.insert(0, "${ARCHIVE}")
from _sockpit.install import install
install()
sys.path.remove("${ARCHIVE}")
`;

/** Gives the addresses that `makeRecursionErrorsBy` takes. */
export const RECURSION_ERRORS = `
from _sockpit.pyodide_internals import recursion_errors
recursion_errors.ids()
`;

interface Ingredients {
  assetsUrl: string;
  runtimeUrl: string;
  engine: EngineKind;
}

/**
 * All that the memory of an interpreter that is ready depends on. The paths name Pyodide, the standard library and our
 * package; the user agent stands for what this browser's WebAssembly can do, which the memory may remember.
 */
export function snapshotIngredients({ assetsUrl, runtimeUrl, engine }: Ingredients): string[] {
  return [assetsUrl, PRELUDE, INSTALL, RECURSION_ERRORS, runtimeUrl, engine, navigator.userAgent];
}
