import { assetFiles, type PythonAssets } from "../shared/asset-files.js";
import type { InterpreterAssets } from "../shared/messages.js";
import { DownloadProgress } from "./download-progress.js";
import { shared } from "./shared-memory.js";

export interface DownloadOptions {
  /** Its `url` is absolute, with a closing slash. */
  assets: PythonAssets;
  /** Absolute. */
  runtimeUrl: string;
  signal: AbortSignal;
  onProgress(size: { loadedBytes: number; totalBytes: number; leftMs?: number }): void;
}

/** Fetches what interpreters are made from, and compiles the WebAssembly while it comes. */
export async function downloadAssets(options: DownloadOptions): Promise<InterpreterAssets> {
  const { assets, runtimeUrl, signal, onProgress } = options;
  const progress = new DownloadProgress(assets.bytes, (loadedBytes) => {
    const { totalBytes, leftMs } = progress;
    onProgress({ loadedBytes, totalBytes, ...(leftMs === undefined ? {} : { leftMs }) });
  });
  const get = (name: string) => fetchCounted(assets.url, name, { signal, progress });
  const [wasm, standardLibrary] = await Promise.all([
    get(assetFiles.wasm).then((response) => WebAssembly.compileStreaming(response)),
    get(assetFiles.standardLibrary).then((response) => response.arrayBuffer()),
    // Workers import these two themselves, from the browser's cache.
    get(assetFiles.glue).then((response) => response.arrayBuffer()),
    get(assetFiles.loader).then((response) => response.arrayBuffer()),
  ]);
  return {
    assetsUrl: assets.url,
    runtimeUrl,
    wasm,
    standardLibrary: shared(new Uint8Array(standardLibrary)),
  };
}

async function fetchCounted(
  url: string,
  name: string,
  { signal, progress }: { signal: AbortSignal; progress: DownloadProgress },
): Promise<Response> {
  const response = await fetch(url + name, { signal });
  if (!response.ok || response.body === null) {
    throw new Error(`Python could not be loaded: ${name} gave HTTP status ${response.status}.`);
  }
  // The response itself stays whole, because a browser caches compiled code only of one that came from the network.
  const copy = response.clone();
  count(copy, name, progress).catch(() => undefined);
  return response;
}

async function count(response: Response, name: string, progress: DownloadProgress): Promise<void> {
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    progress.add(name, read.value.byteLength);
  }
  progress.complete(name);
}
