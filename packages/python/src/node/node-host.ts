import { parentPort, Worker } from "node:worker_threads";
import { WebSocket } from "ws";
import { runtimeArchive } from "../build/runtime-archive.js";
import type { WorkerHost } from "../worker/host.js";
import { loadPyodideInNode } from "./load-pyodide.js";

/** A browser's stack of a worker is about 1 MiB; without JSPI, calls of C need several times as much of it. */
export const STACK_MIB = 16;

/** A worker thread of Node. */
export const nodeHost: WorkerHost = {
  post: (message) => parentPort?.postMessage(message),
  onMessage: (listener) => parentPort?.on("message", listener),
  close: () => parentPort?.close(),
  startBlockingWorker: () => {
    const worker = new Worker(new URL("./blocking-worker.js", import.meta.url), {
      resourceLimits: { stackSizeMb: STACK_MIB },
    });
    let failed: (message: string) => void = () => undefined;
    worker.on("error", (error) => failed(String(error)));
    return {
      post: (message) => worker.postMessage(message),
      onMessage: (listener) => worker.on("message", listener),
      onError: (listener) => {
        failed = listener;
      },
    };
  },
  // Node 20 has none of its own.
  webSocket: "WebSocket" in globalThis ? undefined : WebSocket,
  loadPyodide: loadPyodideInNode,
  keepSnapshot: async () => undefined,
  readArchive: async () => runtimeArchive(),
};
