import { type FileChange, fileLimits } from "@sockpit/python";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { CertificatesModel } from "./certificates/certificates-model.js";
import type { FileStorage, PageFile, StoredFileChange } from "./file-storage.js";
import { type WheelSource, WheelsModel } from "./wheels-model.js";

/** A file that was not taken in or not kept, and which rule it met. */
export interface FileProblem {
  path: string;
  kind:
    | "fileBytes"
    | "allBytes"
    | "files"
    | "program"
    | "unreadable"
    | "notKept"
    | "conflict"
    | "wheelOfPlatform"
    | "noWheel"
    | "noSuchWheel"
    | "wheelNotSent";
  /** Where two tabs have changed it at once, the path that this tab's file now has. */
  copy?: string;
}

interface FilesState {
  /** By path, in the order of their names. */
  files: ReadonlyMap<string, PageFile>;
  problem: FileProblem | null;
  /** The file that was deleted last, while that can be undone. */
  undo: PageFile | null;
}

interface FilesOptions {
  storage: FileStorage | undefined;
  /** Whether a name is a program's, whose text is the editor's and not a file here. */
  isProgram(path: string): boolean;
  /** Called with what the person changes, for the programs that run. */
  onChange(changes: readonly FileChange[]): void;
  wheels?: WheelSource | undefined;
}

/** The working directory that all programs of the page share. */
export class FilesModel {
  readonly store: StoreApi<FilesState> = createStore(() => ({ files: new Map(), problem: null, undo: null }));
  readonly wheels: WheelsModel;
  readonly #options: FilesOptions;
  #opening: Promise<void> = Promise.resolve();

  constructor(options: FilesOptions) {
    this.#options = options;
    this.wheels = new WheelsModel({
      source: options.wheels,
      onWheel: (name, data) => void this.upload(name, data),
      onProblem: (path, kind) => this.#report({ path, kind }),
    });
    options.storage?.onChange((change) => this.#changedElsewhere(change));
  }

  /** What makes certificates among these files: fetched when it is first wanted. */
  async certificates(): Promise<CertificatesModel> {
    const { CertificatesModel } = await import("./certificates/certificates-model.js");
    return new CertificatesModel({
      textOf: (path) => {
        const file = this.store.getState().files.get(path);
        return file === undefined ? undefined : new TextDecoder().decode(file.data);
      },
      add: (path, text) => this.upload(path, new TextEncoder().encode(text)),
    });
  }

  /** Shows the files of a project in place of those of the one before. */
  open(project: string): Promise<void> {
    this.#opening = this.#open(project);
    return this.#opening;
  }

  /** Resolves when the files of the project opened last are there. */
  get opened(): Promise<void> {
    return this.#opening;
  }

  async #open(project: string): Promise<void> {
    const kept = await this.#options.storage?.open(project).catch(() => undefined);
    this.store.setState({ problem: null, undo: null });
    this.#set(kept ?? []);
  }

  all(): readonly PageFile[] {
    return [...this.store.getState().files.values()].filter(({ path }) => !this.#options.isProgram(path));
  }

  /** Takes in what a program has changed. Gives the changes that hold, for the other programs. */
  receive(program: string, changes: readonly FileChange[]): readonly FileChange[] {
    return changes.filter((change) => this.#receiveOne(program, change));
  }

  /** The person adds a file of their computer, over one of the same name. */
  async add(file: Pick<File, "name" | "size" | "arrayBuffer">): Promise<void> {
    const path = file.name;
    if (file.size > fileLimits.fileBytes) return this.#report({ path, kind: "fileBytes" });
    const data = await file.arrayBuffer().catch(() => undefined);
    if (data === undefined) this.#report({ path, kind: "unreadable" });
    else this.upload(path, new Uint8Array(data));
  }

  /** Whether it was taken in; if not, the problem says why. */
  upload(path: string, data: Uint8Array): boolean {
    const fault = this.#options.isProgram(path) ? "program" : wheelFault(path, data);
    if (fault !== undefined) {
      this.#report({ path, kind: fault });
      return false;
    }
    const file: PageFile = { path, data, modifiedMs: Date.now(), by: null };
    const isKept = this.#put(file);
    if (isKept) this.#options.onChange([{ kind: "put", file }]);
    return isKept;
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

  forgetProblem(): void {
    this.store.setState({ problem: null });
  }

  #report(problem: FileProblem): void {
    this.store.setState({ problem });
  }

  #receiveOne(program: string, change: FileChange): boolean {
    switch (change.kind) {
      case "tooLarge":
        this.#report({ path: change.path, kind: "fileBytes" });
        return false;
      case "delete":
        return this.#delete(change.path);
      case "put":
        // A program's text is the person's; what another program does to it stays with that program.
        return !this.#options.isProgram(change.file.path) && this.#put({ ...change.file, by: program });
    }
  }

  #put(file: PageFile): boolean {
    const { files, undo } = this.store.getState();
    const others = [...files.values()].filter(({ path }) => path !== file.path);
    const kind = boundMet(file, others);
    if (kind !== undefined) {
      this.#report({ path: file.path, kind });
      return false;
    }
    this.#set([...others, file]);
    // What was deleted would come back over this one.
    if (undo?.path === file.path) this.forgetUndo();
    this.#keep(file.path, this.#options.storage?.put(file));
    return true;
  }

  #delete(path: string): boolean {
    const { files } = this.store.getState();
    if (!files.has(path)) return false;
    this.#set([...files.values()].filter((file) => file.path !== path));
    this.#keep(path, this.#options.storage?.delete(path));
    return true;
  }

  /** For programs that run it is a change like any other. */
  #changedElsewhere(change: StoredFileChange): void {
    const { files } = this.store.getState();
    const path = change.kind === "delete" ? change.path : change.file.path;
    const others = [...files.values()].filter((file) => file.path !== path);
    if (change.kind === "delete") {
      this.#set(others);
      this.#options.onChange([change]);
      return;
    }
    const added = change.kind === "put" ? [change.file] : [change.file, change.copy];
    this.#set([...others, ...added]);
    this.#options.onChange(added.map((file) => ({ kind: "put", file })));
    if (change.kind === "conflict") this.#report({ path, kind: "conflict", copy: change.copy.path });
  }

  #keep(path: string, done: Promise<void> | undefined): void {
    done?.catch(() => this.#report({ path, kind: "notKept" }));
  }

  #set(files: readonly PageFile[]): void {
    const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    this.store.setState({ files: new Map(sorted.map((file) => [file.path, file])) });
  }
}

/** Why programs could not import what a wheel has: it is compiled for another system, or no ZIP. */
function wheelFault(path: string, data: Uint8Array): "wheelOfPlatform" | "noWheel" | undefined {
  if (!path.endsWith(".whl")) return undefined;
  if (!path.endsWith("-none-any.whl")) return "wheelOfPlatform";
  // "PK", 3, 4: the beginning of a ZIP's first file.
  return [0x50, 0x4b, 3, 4].every((byte, at) => data[at] === byte) ? undefined : "noWheel";
}

function boundMet(file: PageFile, others: readonly PageFile[]): FileProblem["kind"] | undefined {
  if (file.data.length > fileLimits.fileBytes) return "fileBytes";
  if (others.length >= fileLimits.files) return "files";
  const sum = others.reduce((bytes, other) => bytes + other.data.length, file.data.length);
  return sum > fileLimits.allBytes ? "allBytes" : undefined;
}
