import type { PyodideAPI, PyodideConfig } from "pyodide";
import { loadPyodideFrom } from "../pyodide-internals/load-pyodide.js";
import type { InterpreterAssets } from "../shared/messages.js";
import { snapshotIngredients } from "../shared/preparation.js";
import { keepSnapshot } from "../shared/snapshot-cache.js";
import { prepare } from "./prepare.js";

/** Starts an interpreter and puts our modules into it. */
export async function startInterpreter(assets: InterpreterAssets): Promise<PyodideAPI> {
  return prepared(assets, {});
}

/** Starts an interpreter from the memory of another that was ready. */
export async function restoreInterpreter(
  assets: InterpreterAssets,
  snapshot: Uint8Array,
): Promise<PyodideAPI> {
  // Pyodide takes no shared memory, so the snapshot is copied; the copy is free again once it has been read.
  return loadPyodideFrom(assets, { _loadSnapshot: snapshot.slice() });
}

/** The memory of an interpreter that is ready. `kept` resolves when the next visit has it, or never will. */
export async function makeSnapshot(
  assets: InterpreterAssets,
): Promise<{ snapshot: Uint8Array<ArrayBuffer>; kept: Promise<void> }> {
  const pyodide = await prepared(assets, { _makeSnapshot: true });
  const snapshot = new Uint8Array(pyodide.makeMemorySnapshot());
  const ingredients = snapshotIngredients(assets.assetsUrl, assets.runtimeUrl);
  return { snapshot, kept: keepSnapshot(ingredients, snapshot).catch(() => undefined) };
}

async function prepared(assets: InterpreterAssets, extra: PyodideConfig): Promise<PyodideAPI> {
  const [pyodide, archive] = await Promise.all([loadPyodideFrom(assets, extra), fetchArchive(assets)]);
  prepare(pyodide, archive);
  return pyodide;
}

async function fetchArchive({ runtimeUrl }: InterpreterAssets): Promise<Uint8Array> {
  const response = await fetch(runtimeUrl);
  if (!response.ok) throw new Error(`Python could not be loaded: HTTP status ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}
