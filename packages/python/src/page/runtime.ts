import type { PythonAssets } from "../shared/asset-files.js";
import type { FileChange } from "../shared/file-change.js";
import type { EngineKind } from "../shared/messages.js";
import { snapshotIngredients } from "../shared/preparation.js";
import type { PythonProgram, PythonProgramOptions } from "../shared/program.js";
import { findSnapshot } from "../shared/snapshot-cache.js";
import { downloadAssets } from "./assets.js";
import { FileHub } from "./file-hub.js";
import { InterpreterPool } from "./interpreter-pool.js";
import { RunningProgram } from "./running-program.js";
import { sharedCounter } from "./shared-memory.js";
import { StartTimes, storageOfBrowser } from "./start-times.js";
import { detectSupport, type Support } from "./support.js";

/** How far the interpreter has come. `loadedBytes` never passes `totalBytes`. */
export interface PythonProgress {
  phase: "download" | "start" | "ready";
  loadedBytes: number;
  totalBytes: number;
  /** How long the download will take, as it has gone so far; of the start, how long the last one took. */
  leftMs?: number;
}

export interface PythonRuntimeOptions {
  /** What `PythonRuntime.support` found. */
  engine: EngineKind;
  assets: PythonAssets;
  /** Where the archive of our Python package is served: `runtimeArchive` of `@sockpit/python/build`. Its name changes with it. */
  runtimeUrl: string;
  onProgress?(progress: PythonProgress): void;
  /** Python could not be loaded; programs that waited for it have ended. `preload` or `run` tries again. */
  onError?(error: Error): void;
}

/** Python for one page: loads the interpreter once and gives each program a fresh one. */
export class PythonRuntime {
  readonly #options: PythonRuntimeOptions;
  readonly #files = new FileHub(sharedCounter());
  readonly #programs = new Set<RunningProgram>();
  /** Programs that wait for a worker, and how each gives up its place. */
  readonly #waiting = new Map<RunningProgram, () => void>();
  #loading: AbortController | undefined;
  #pool: InterpreterPool | undefined;
  #isDisposed = false;

  constructor(options: PythonRuntimeOptions) {
    this.#options = options;
  }

  /** Whether this browser can run programs, and how; `forced` is for developers. */
  static support(forced?: EngineKind): Support {
    return detectSupport(forced);
  }

  /** Starts loading. Calling it again does nothing, unless loading has failed. */
  preload(): void {
    if (this.#isDisposed || this.#pool !== undefined || this.#loading !== undefined) return;
    const loading = new AbortController();
    this.#loading = loading;
    this.#load(loading.signal).catch((error: unknown) => {
      if (loading.signal.aborted) return;
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    });
  }

  /** Runs a program as soon as Python is loaded. */
  run(options: PythonProgramOptions): PythonProgram {
    if (this.#isDisposed) throw new Error("This runtime was disposed of.");
    const program = new RunningProgram(options, this.#files, () => {
      this.#programs.delete(program);
      this.#waiting.get(program)?.();
      this.#waiting.delete(program);
    });
    this.#programs.add(program);
    this.#queue(program);
    this.preload();
    return program;
  }

  /** Hands on what the person has changed to the programs that run. */
  changeFiles(changes: readonly FileChange[]): void {
    this.#files.spread(changes, null);
  }

  /** Ends every program and frees every worker. */
  dispose(): void {
    this.#isDisposed = true;
    this.#loading?.abort();
    this.#loading = undefined;
    this.#pool?.close();
    this.#pool = undefined;
    for (const program of [...this.#programs]) program.dispose();
  }

  async #load(signal: AbortSignal): Promise<void> {
    const { url, bytes } = this.#options.assets;
    const assetsUrl = new URL(url.replace(/\/?$/, "/"), document.baseURI).href;
    const runtimeUrl = new URL(this.#options.runtimeUrl, document.baseURI).href;
    const { engine } = this.#options;
    const kept = findSnapshot(snapshotIngredients({ assetsUrl, runtimeUrl, engine })).catch(() => undefined);
    let size = { loadedBytes: 0, totalBytes: 0 };
    const assets = await downloadAssets({
      assets: { url: assetsUrl, bytes },
      runtimeUrl,
      signal,
      onProgress: (progress) => {
        size = { loadedBytes: progress.loadedBytes, totalBytes: progress.totalBytes };
        this.#options.onProgress?.({ phase: "download", ...progress });
      },
    });
    const snapshot = await kept;
    const times = new StartTimes(storageOfBrowser());
    const kind = snapshot === undefined ? "withoutSnapshot" : "withSnapshot";
    const leftMs = times.lastMs(kind);
    const beganMs = performance.now();
    this.#options.onProgress?.({ phase: "start", ...size, ...(leftMs === undefined ? {} : { leftMs }) });
    const pool = await InterpreterPool.open({
      engine,
      assets,
      snapshot,
      signal,
      onReady: () => {
        times.took(kind, performance.now() - beganMs);
        this.#options.onProgress?.({ phase: "ready", ...size });
      },
      onFailed: (error) => this.#fail(error),
    });
    if (signal.aborted) {
      pool.close();
      return;
    }
    this.#pool = pool;
    this.#loading = undefined;
    for (const program of [...this.#waiting.keys()]) this.#queue(program);
  }

  #queue(program: RunningProgram): void {
    this.#waiting.set(program, () => undefined);
    const giveUp = this.#pool?.take((worker) => {
      this.#waiting.delete(program);
      program.start(worker);
    });
    if (giveUp !== undefined && this.#waiting.has(program)) this.#waiting.set(program, giveUp);
  }

  #fail(error: Error): void {
    this.#loading?.abort();
    this.#loading = undefined;
    this.#pool?.close();
    this.#pool = undefined;
    for (const program of [...this.#waiting.keys()]) program.fail(error.message);
    this.#options.onError?.(error);
  }
}
