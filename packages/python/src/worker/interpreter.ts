import type { PyodideAPI, PyodideConfig } from "pyodide";
import { loadPyodideFrom } from "../pyodide-internals/load-pyodide.js";
import type { InterpreterAssets } from "../shared/messages.js";
import { cachedSnapshot } from "../shared/snapshot-cache.js";
import { preparation, prepare } from "./prepare.js";

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

/**
 * The memory of an interpreter that is ready, in memory that workers can share where that is allowed.
 * `kept` resolves when nothing is left to do.
 */
export async function readySnapshot(
  assets: InterpreterAssets,
): Promise<{ snapshot: Uint8Array; kept: Promise<void> }> {
  // The paths name Pyodide, the standard library and our package. The user agent, because the snapshot may remember what
  // this browser's WebAssembly can do.
  const ingredients = [assets.assetsUrl, ...preparation, assets.runtimeUrl, navigator.userAgent];
  const { snapshot, kept } = await cachedSnapshot(ingredients, () => makeSnapshot(assets));
  if (!crossOriginIsolated) return { snapshot, kept };
  const shared = new Uint8Array(new SharedArrayBuffer(snapshot.length));
  shared.set(snapshot);
  return { snapshot: shared, kept };
}

async function makeSnapshot(assets: InterpreterAssets): Promise<Uint8Array<ArrayBuffer>> {
  const pyodide = await prepared(assets, { _makeSnapshot: true });
  return new Uint8Array(pyodide.makeMemorySnapshot());
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
