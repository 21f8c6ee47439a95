import type { PyodideAPI } from "pyodide";
import { bootstrap, pythonModules } from "./python-modules.js";
import { pythonSettings } from "./python-settings.js";

/** Modules that programs for sockets start with: they cost nothing when they come with the snapshot. */
const PRELUDE = "import json, queue, select, selectors, socket, struct, threading, time, traceback";

/** Puts our modules into an interpreter that has just started. */
export function prepare(pyodide: PyodideAPI): void {
  pyodide.runPython(PRELUDE);
  const globals = pyodide.toPy({});
  pyodide.runPython(bootstrap, { globals, filename: "<sockpit>/bootstrap.py" });
  const boot = globals.get("boot");
  boot(JSON.stringify(pythonModules), pythonSettings());
  boot.destroy();
  globals.destroy();
}

/** All that `prepare` puts in. */
export function preparation(): string[] {
  return [PRELUDE, bootstrap, JSON.stringify(pythonModules), pythonSettings()];
}
