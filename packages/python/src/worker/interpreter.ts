import type { PyodideAPI, PyodideConfig } from "pyodide";
import type { EngineKind, InterpreterAssets } from "../shared/messages.js";
import type { WorkerHost } from "./host.js";
import { prepare } from "./prepare.js";

/** Starts an interpreter and puts our modules into it. */
export async function startInterpreter(host: WorkerHost, assets: InterpreterAssets): Promise<PyodideAPI> {
  return prepared(host, assets, {});
}

/** Starts an interpreter from the memory of another that was ready. */
export async function restoreInterpreter(
  host: WorkerHost,
  assets: InterpreterAssets,
  snapshot: Uint8Array,
): Promise<PyodideAPI> {
  // Pyodide takes no shared memory, so the snapshot is copied; the copy is free again once it has been read.
  return host.loadPyodide(assets, { _loadSnapshot: snapshot.slice() });
}

/** The memory of an interpreter that is ready. `kept` resolves when the next visit has it, or never will. */
export async function makeSnapshot(
  host: WorkerHost,
  assets: InterpreterAssets,
  engine: EngineKind,
): Promise<{ snapshot: Uint8Array<ArrayBuffer>; kept: Promise<void> }> {
  const pyodide = await prepared(host, assets, { _makeSnapshot: true });
  const snapshot = new Uint8Array(pyodide.makeMemorySnapshot());
  return { snapshot, kept: host.keepSnapshot(assets, engine, snapshot).catch(() => undefined) };
}

async function prepared(
  host: WorkerHost,
  assets: InterpreterAssets,
  extra: PyodideConfig,
): Promise<PyodideAPI> {
  const [pyodide, archive] = await Promise.all([host.loadPyodide(assets, extra), host.readArchive(assets)]);
  prepare(pyodide, archive);
  return pyodide;
}
