import { WORKING_DIRECTORY } from "@sockpit/protocol";
import type { PyodideAPI, PyodideConfig } from "pyodide";
import { assetFiles } from "../shared/asset-files.js";
import type { InterpreterAssets } from "../shared/messages.js";
import { refineClocks } from "./clocks.js";
import { numberFilesApart } from "./file-numbers.js";
import { type FileSystem, LibraryArchive, mountLibrary } from "./library-archive.js";
import { limitNameLengths } from "./name-lengths.js";
import { hideParkedStacks } from "./parked-stacks.js";

/** No package but the standard library is ever loaded, so the index of packages is empty. */
export const NO_PACKAGES = {
  info: {
    arch: "wasm32",
    platform: "emscripten",
    version: "314.0.7",
    python: "3.14.2",
    abi_version: "2026_0",
  },
  packages: {},
};

export const ENVIRONMENT = { HOME: WORKING_DIRECTORY, PYTHONDONTWRITEBYTECODE: "1", PYTHON_COLORS: "0" };

function loader({ assetsUrl }: InterpreterAssets): Promise<typeof import("pyodide")> {
  return import(/* @vite-ignore */ `${assetsUrl}${assetFiles.loader}`);
}

/** Starts Pyodide from what the page has downloaded. `extra`: what it takes and gives of snapshots. */
export async function loadPyodideFrom(assets: InterpreterAssets, extra: PyodideConfig): Promise<PyodideAPI> {
  const { assetsUrl } = assets;
  const { loadPyodide } = await loader(assets);
  const pyodide = await withAssets(assets, () =>
    loadPyodide({
      indexURL: assetsUrl,
      packageBaseUrl: assetsUrl,
      createPyodideModule: async (settings) => {
        const { default: createModule } = await import(/* @vite-ignore */ `${assetsUrl}${assetFiles.glue}`);
        const library = new LibraryArchive(assetsUrl, assets.standardLibrary);
        const mount = (module: { FS: FileSystem }) => mountLibrary(module.FS, library);
        return createModule({ ...settings, preRun: [mount, ...settings.preRun] });
      },
      lockFileContents: NO_PACKAGES as never,
      env: ENVIRONMENT,
      ...extra,
    }),
  );
  return refined(pyodide);
}

/**
 * Pyodide has no option for what is downloaded and compiled already: it fetches both files itself.
 * While it starts, `fetch` and `instantiateStreaming` of this worker answer with what the page gave; the standard library
 * is not in a file of its own, but in the archive that stands where Pyodide would put it.
 */
async function withAssets<T>(assets: InterpreterAssets, start: () => Promise<T>): Promise<T> {
  const realFetch = globalThis.fetch;
  const realInstantiate = WebAssembly.instantiateStreaming;
  const responses = new Map<string, () => Response>([
    [`${assets.assetsUrl}${assetFiles.wasm}`, () => new Response(null)],
    [`${assets.assetsUrl}python_stdlib.zip`, () => new Response(null)],
  ]);
  globalThis.fetch = (input, init) => {
    const response = responses.get(input instanceof Request ? input.url : String(input));
    return response === undefined ? realFetch(input, init) : Promise.resolve(response());
  };
  WebAssembly.instantiateStreaming = async (_source, imports = {}) => {
    return { module: assets.wasm, instance: await instantiateRefined(assets.wasm, imports) };
  };
  try {
    return await start();
  } finally {
    globalThis.fetch = realFetch;
    WebAssembly.instantiateStreaming = realInstantiate;
  }
}

/** Instantiates Pyodide's module with what is changed in the functions that it imports. */
export async function instantiateRefined(
  module: WebAssembly.Module,
  imports: WebAssembly.Imports,
  instantiate: (
    module: WebAssembly.Module,
    imports: WebAssembly.Imports,
  ) => Promise<WebAssembly.Instance> = WebAssembly.instantiate,
): Promise<WebAssembly.Instance> {
  const memory = wordsOf(() => instance.exports);
  hideParkedStacks(imports, memory);
  refineClocks(imports, memory);
  const instance = await instantiate(module, imports);
  return instance;
}

/** What is changed in its file system, once it has started. */
export function refined(pyodide: PyodideAPI): PyodideAPI {
  numberFilesApart(pyodide.FS);
  limitNameLengths(pyodide.FS);
  return pyodide;
}

/** The module's memory in words of 32 bits, which moves when it grows. */
function wordsOf(exported: () => WebAssembly.Exports): () => Uint32Array {
  let words = new Uint32Array();
  return () => {
    if (words.length > 0) return words;
    const { memory } = exported();
    if (!(memory instanceof WebAssembly.Memory)) throw new Error("This Pyodide exports no memory.");
    words = new Uint32Array(memory.buffer);
    return words;
  };
}
