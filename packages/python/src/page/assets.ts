import type { InterpreterAssets } from "../shared/messages.js";
import { type AssetFile, assetFiles } from "./asset-files.js";
import { DownloadProgress } from "./download-progress.js";

export interface DownloadOptions {
  /** Absolute, with a closing slash. */
  assetsUrl: string;
  /** Absolute. */
  runtimeUrl: string;
  signal: AbortSignal;
  onProgress(loadedBytes: number, totalBytes: number): void;
}

/** Fetches what interpreters are made from, and compiles the WebAssembly while it comes. */
export async function downloadAssets(options: DownloadOptions): Promise<InterpreterAssets> {
  const { assetsUrl, runtimeUrl, signal, onProgress } = options;
  const progress = new DownloadProgress(Object.values(assetFiles), (loadedBytes) =>
    onProgress(loadedBytes, progress.totalBytes),
  );
  const get = (file: AssetFile) => fetchCounted(assetsUrl, file, { signal, progress });
  const [wasm, standardLibrary] = await Promise.all([
    get(assetFiles.wasm).then((response) => WebAssembly.compileStreaming(response)),
    get(assetFiles.standardLibrary).then((response) => response.arrayBuffer()),
    // Workers import these two themselves, from the browser's cache.
    get(assetFiles.glue).then((response) => response.arrayBuffer()),
    get(assetFiles.loader).then((response) => response.arrayBuffer()),
  ]);
  return { assetsUrl, runtimeUrl, wasm, standardLibrary };
}

async function fetchCounted(
  assetsUrl: string,
  file: AssetFile,
  { signal, progress }: { signal: AbortSignal; progress: DownloadProgress },
): Promise<Response> {
  const response = await fetch(assetsUrl + file.name, { signal });
  if (!response.ok || response.body === null) {
    throw new Error(`Python could not be loaded: ${file.name} gave HTTP status ${response.status}.`);
  }
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      progress.add(file, chunk.byteLength);
      controller.enqueue(chunk);
    },
    flush: () => progress.complete(file),
  });
  const type = file === assetFiles.wasm ? "application/wasm" : "application/octet-stream";
  return new Response(response.body.pipeThrough(counter), { headers: { "content-type": type } });
}
