import type { PythonProgram, PythonProgramOptions } from "./program.js";
import { detectSupport, type Support } from "./support.js";

/** How far the interpreter has come. `loadedBytes` never passes `totalBytes`. */
export interface PythonProgress {
  phase: "download" | "start" | "ready";
  loadedBytes: number;
  totalBytes: number;
}

export interface PythonRuntimeOptions {
  /** Where pyodide's files are served: "/pyodide/". */
  assetsUrl: string;
  onProgress?(progress: PythonProgress): void;
  /** Python could not be loaded; programs that waited for it have ended. `preload` or `run` tries again. */
  onError?(error: Error): void;
}

/** Python for one page: loads the interpreter once and gives each program a fresh one. */
export class PythonRuntime {
  readonly options: PythonRuntimeOptions;

  constructor(options: PythonRuntimeOptions) {
    this.options = options;
  }

  static isSupported(): Support {
    return detectSupport();
  }

  /** Starts loading. Calling it again does nothing. */
  preload(): void {}

  /** Runs a program as soon as Python is loaded. */
  run(options: PythonProgramOptions): PythonProgram {
    throw new Error(`not there yet: ${options.name}`);
  }

  /** Ends every program and frees every worker. */
  dispose(): void {}
}
