import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { loadPyodide, type PyodideAPI, type PyodideConfig } from "pyodide";
import { ENVIRONMENT, instantiateRefined, NO_PACKAGES, refined } from "../pyodide-internals/load-pyodide.js";
import type { InterpreterAssets } from "../shared/messages.js";

/** Where the installed `pyodide` package is, with its WebAssembly and the standard library. */
export const pyodideFolder = dirname(createRequire(import.meta.url).resolve("pyodide/package.json")) + sep;

/** Starts Pyodide from the installed package; its WebAssembly is compiled already. */
export async function loadPyodideInNode(
  { wasm }: InterpreterAssets,
  extra: PyodideConfig,
): Promise<PyodideAPI> {
  const real = WebAssembly.instantiate;
  const instantiate = (module: WebAssembly.Module, imports: WebAssembly.Imports) => real(module, imports);
  // Pyodide compiles what it reads; while it starts, this module takes the place of it.
  const instantiatePyodide = async (
    source: WebAssembly.Module | BufferSource,
    imports: WebAssembly.Imports = {},
  ) => {
    if (!("env" in imports)) return real(source as BufferSource, imports);
    return { module: wasm, instance: await instantiateRefined(wasm, imports, instantiate) };
  };
  WebAssembly.instantiate = instantiatePyodide as typeof WebAssembly.instantiate;
  try {
    return refined(
      await loadPyodide({
        indexURL: pyodideFolder,
        packageBaseUrl: pyodideFolder,
        lockFileContents: NO_PACKAGES as never,
        env: ENVIRONMENT,
        ...extra,
      }),
    );
  } finally {
    WebAssembly.instantiate = real;
  }
}
