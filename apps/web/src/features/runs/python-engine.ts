import type {
  EngineKind,
  FileChange,
  MissingSupport,
  PythonProgram,
  PythonProgramOptions,
  PythonProgress,
  PythonRuntimeOptions,
  Support,
} from "@sockpit/python";
import { createStore, type StoreApi } from "zustand/vanilla";

/** What the page needs of Python. */
interface Interpreter {
  preload(): void;
  run(options: PythonProgramOptions): PythonProgram;
  changeFiles(changes: readonly FileChange[]): void;
  dispose(): void;
}

export type PythonState =
  | { kind: "unsupported"; missing: MissingSupport }
  | { kind: "idle" }
  | { kind: "loading"; progress: PythonProgress }
  | { kind: "ready" }
  | { kind: "failed"; message: string };

export interface PythonEngineOptions {
  support: Support;
  create(
    engine: EngineKind,
    options: Required<Omit<PythonRuntimeOptions, "assets" | "runtimeUrl" | "engine">>,
  ): Interpreter;
}

/** Python in this page: how far its loading has come, and another try where it failed. */
export class PythonEngine {
  readonly store: StoreApi<PythonState>;
  readonly #options: PythonEngineOptions;
  #interpreter: Interpreter | undefined;

  constructor(options: PythonEngineOptions) {
    this.#options = options;
    const { support } = options;
    this.store = createStore(
      (): PythonState =>
        support.supported ? { kind: "idle" } : { kind: "unsupported", missing: support.missing },
    );
  }

  get isSupported(): boolean {
    return this.#options.support.supported;
  }

  /** Starts loading, so that the first run need not wait as long. */
  preload(): void {
    if (this.isSupported) this.#ready().preload();
  }

  /** Runs a program as soon as Python is there. */
  run(options: PythonProgramOptions): PythonProgram {
    return this.#ready().run(options);
  }

  /** Hands on files that the person has changed. */
  changeFiles(changes: readonly FileChange[]): void {
    this.#interpreter?.changeFiles(changes);
  }

  /** Loads again where loading has failed. Programs that run go on. */
  retry(): void {
    if (this.store.getState().kind !== "failed") return;
    this.store.setState({ kind: "idle" }, true);
    this.preload();
  }

  dispose(): void {
    this.#interpreter?.dispose();
    this.#interpreter = undefined;
  }

  #ready(): Interpreter {
    const { support } = this.#options;
    if (!support.supported) throw new Error("This browser cannot run programs.");
    this.#interpreter ??= this.#options.create(support.engine, {
      onProgress: (progress) =>
        this.store.setState(
          progress.phase === "ready" ? { kind: "ready" } : { kind: "loading", progress },
          true,
        ),
      onError: (error) => this.store.setState({ kind: "failed", message: error.message }, true),
    });
    return this.#interpreter;
  }
}
