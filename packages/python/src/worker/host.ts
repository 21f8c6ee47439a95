import type { WebSocketConstructor } from "@sockpit/client";
import type { PyodideAPI, PyodideConfig } from "pyodide";
import type { EngineKind, InterpreterAssets } from "../shared/messages.js";

/** A worker that this one has started. It ends with this one. */
export interface StartedWorker {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onError(listener: (message: string) => void): void;
}

/** What a program's worker needs of where it runs: a browser, or Node. */
export interface WorkerHost {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  close(): void;
  /** Starts a worker that `serveBlocking` serves. */
  startBlockingWorker(): StartedWorker;
  /** Starts Pyodide; `extra`: what it takes and gives of snapshots. */
  loadPyodide(assets: InterpreterAssets, extra: PyodideConfig): Promise<PyodideAPI>;
  /** The WebSocket's class, where it is not the platform's own. */
  readonly webSocket: WebSocketConstructor | undefined;
  /** Keeps the memory of an interpreter that is ready for the next visit, where there is a place for it. */
  keepSnapshot(
    assets: InterpreterAssets,
    engine: EngineKind,
    snapshot: Uint8Array<ArrayBuffer>,
  ): Promise<void>;
  /** The archive of our Python package. */
  readArchive(assets: InterpreterAssets): Promise<Uint8Array>;
}
