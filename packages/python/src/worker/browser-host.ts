import { loadPyodideFrom } from "../pyodide-internals/load-pyodide.js";
import { snapshotIngredients } from "../shared/preparation.js";
import { keepSnapshot } from "../shared/snapshot-cache.js";
import type { WorkerHost } from "./host.js";

/** A browser's Web Worker. */
export const browserHost: WorkerHost = {
  post: (message) => self.postMessage(message),
  onMessage: (listener) => self.addEventListener("message", ({ data }) => listener(data)),
  close: () => self.close(),
  startBlockingWorker: () => {
    const worker = new Worker(new URL("./blocking-worker.js", import.meta.url), { type: "module" });
    return {
      post: (message) => worker.postMessage(message),
      onMessage: (listener) => {
        worker.onmessage = ({ data }) => listener(data);
      },
      onError: (listener) => {
        worker.onerror = (event) => {
          event.preventDefault();
          listener(event.message || "Python's worker could not be loaded.");
        };
      },
    };
  },
  webSocket: undefined,
  loadPyodide: loadPyodideFrom,
  keepSnapshot: (assets, engine, snapshot) =>
    keepSnapshot(snapshotIngredients({ ...assets, engine }), snapshot),
  readArchive: async ({ runtimeUrl }) => {
    const response = await fetch(runtimeUrl);
    if (!response.ok) throw new Error(`Python could not be loaded: HTTP status ${response.status}.`);
    return new Uint8Array(await response.arrayBuffer());
  },
};
