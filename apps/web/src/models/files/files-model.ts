import { type FileChange, fileLimits } from "@sockpit/python";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { FileStorage, PageFile } from "./file-storage.js";

/** A file that was not taken in, and which bound it met. */
export interface RefusedFile {
  path: string;
  bound: "fileBytes" | "allBytes" | "files" | "program";
}

interface FilesState {
  /** By path, in the order of their names. */
  files: ReadonlyMap<string, PageFile>;
  refused: RefusedFile | null;
  /** The file that was deleted last, while that can be undone. */
  undo: PageFile | null;
}

interface FilesOptions {
  storage: FileStorage | undefined;
  /** Whether a name is a program's, whose text is the editor's and not a file here. */
  isProgram(path: string): boolean;
  /** Told of what the person changes, for the programs that run. */
  onChange(changes: readonly FileChange[]): void;
}

/** The working directory that all programs of the page share. */
export class FilesModel {
  readonly store: StoreApi<FilesState> = createStore(() => ({ files: new Map(), refused: null, undo: null }));
  readonly #options: FilesOptions;

  constructor(options: FilesOptions) {
    this.#options = options;
  }

  /** Reads what was kept. What has changed meanwhile is newer. */
  async load(): Promise<void> {
    const kept = (await this.#options.storage?.read().catch(() => undefined)) ?? [];
    this.#set([...kept, ...this.store.getState().files.values()]);
  }

  all(): readonly PageFile[] {
    return [...this.store.getState().files.values()].filter(({ path }) => !this.#options.isProgram(path));
  }

  /** Takes in what a program has changed. Gives the changes that hold, for the other programs. */
  receive(program: string, changes: readonly FileChange[]): readonly FileChange[] {
    return changes.filter((change) => this.#receiveOne(program, change));
  }

  /** The person adds a file, over one of the same name. */
  upload(path: string, data: Uint8Array): void {
    if (this.#options.isProgram(path)) {
      this.store.setState({ refused: { path, bound: "program" } });
      return;
    }
    const file: PageFile = { path, data, modifiedMs: Date.now(), by: null };
    if (this.#put(file)) this.#options.onChange([{ kind: "put", file }]);
  }

  /** The person deletes a file; `undo` brings it back. */
  remove(path: string): void {
    const file = this.store.getState().files.get(path);
    if (file === undefined) return;
    this.#delete(path);
    this.store.setState({ undo: file });
    this.#options.onChange([{ kind: "delete", path }]);
  }

  undo(): void {
    const { undo } = this.store.getState();
    this.forgetUndo();
    if (undo !== null && this.#put(undo)) this.#options.onChange([{ kind: "put", file: undo }]);
  }

  forgetUndo(): void {
    this.store.setState({ undo: null });
  }

  forgetRefused(): void {
    this.store.setState({ refused: null });
  }

  #receiveOne(program: string, change: FileChange): boolean {
    switch (change.kind) {
      case "tooLarge":
        this.store.setState({ refused: { path: change.path, bound: "fileBytes" } });
        return false;
      case "delete":
        return this.#delete(change.path);
      case "put":
        // A program's text is the person's; what another program does to it stays with that program.
        return !this.#options.isProgram(change.file.path) && this.#put({ ...change.file, by: program });
    }
  }

  #put(file: PageFile): boolean {
    const { files } = this.store.getState();
    const others = [...files.values()].filter(({ path }) => path !== file.path);
    const bound = boundMet(file, others);
    if (bound !== undefined) {
      this.store.setState({ refused: { path: file.path, bound } });
      return false;
    }
    this.#set([...others, file]);
    this.#options.storage?.put(file).catch(() => undefined);
    return true;
  }

  #delete(path: string): boolean {
    const { files } = this.store.getState();
    if (!files.has(path)) return false;
    this.#set([...files.values()].filter((file) => file.path !== path));
    this.#options.storage?.delete(path).catch(() => undefined);
    return true;
  }

  #set(files: readonly PageFile[]): void {
    const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    this.store.setState({ files: new Map(sorted.map((file) => [file.path, file])) });
  }
}

function boundMet(file: PageFile, others: readonly PageFile[]): RefusedFile["bound"] | undefined {
  if (file.data.length > fileLimits.fileBytes) return "fileBytes";
  if (others.length >= fileLimits.files) return "files";
  const sum = others.reduce((bytes, other) => bytes + other.data.length, file.data.length);
  return sum > fileLimits.allBytes ? "allBytes" : undefined;
}
