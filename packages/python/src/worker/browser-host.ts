import { loadPyodideFrom } from "../pyodide-internals/load-pyodide.js";
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
        worker.onerror = ({ message }) => listener(message || "Python's worker could not be loaded.");
      },
    };
  },
  loadPyodide: loadPyodideFrom,
  readArchive: async ({ runtimeUrl }) => {
    const response = await fetch(runtimeUrl);
    if (!response.ok) throw new Error(`Python could not be loaded: HTTP status ${response.status}.`);
    return new Uint8Array(await response.arrayBuffer());
  },
};
