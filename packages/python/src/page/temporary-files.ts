import { type FileChange, fileLimits } from "../shared/file-change.js";
import type { ProgramFile } from "../shared/program-file.js";

/**
 * What the programs of a lab have left in /tmp: those that start later find it. In the page's memory, and gone with the lab, as after a
 * restart of a computer.
 */
export class TemporaryFiles {
  readonly #files = new Map<string, ProgramFile>();
  #lab = "";
  #bytes = 0;

  of(lab: string): readonly ProgramFile[] {
    this.#enter(lab);
    return [...this.#files.values()];
  }

  /** Takes changes of /tmp. Gives those that others are to see: what is too much stays with the program that wrote it. */
  receive(lab: string, changes: readonly FileChange[]): readonly FileChange[] {
    this.#enter(lab);
    return changes.filter((change) => {
      if (change.kind === "put") return this.#put(change.file);
      if (change.kind === "delete") this.#delete(change.path);
      return change.kind === "delete";
    });
  }

  #put(file: ProgramFile): boolean {
    const before = this.#files.get(file.path)?.data.length ?? 0;
    const isNew = !this.#files.has(file.path);
    const bytes = this.#bytes - before + file.data.length;
    if (bytes > fileLimits.allBytes || (isNew && this.#files.size >= fileLimits.files)) return false;
    this.#files.set(file.path, file);
    this.#bytes = bytes;
    return true;
  }

  #delete(path: string): void {
    this.#bytes -= this.#files.get(path)?.data.length ?? 0;
    this.#files.delete(path);
  }

  /** Another lab has another /tmp. */
  #enter(lab: string): void {
    if (lab === this.#lab) return;
    this.#lab = lab;
    this.#files.clear();
    this.#bytes = 0;
  }
}
