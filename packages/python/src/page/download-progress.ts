import type { AssetFile } from "./asset-files.js";

/** Counts what has come of several files, and never more than they hold. */
export class DownloadProgress {
  readonly totalBytes: number;
  readonly #onChange: (loadedBytes: number) => void;
  readonly #loaded = new Map<AssetFile, number>();

  constructor(files: readonly AssetFile[], onChange: (loadedBytes: number) => void) {
    this.totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
    this.#onChange = onChange;
  }

  get loadedBytes(): number {
    let sum = 0;
    for (const [file, bytes] of this.#loaded) sum += Math.min(bytes, file.bytes);
    return sum;
  }

  add(file: AssetFile, bytes: number): void {
    this.#loaded.set(file, (this.#loaded.get(file) ?? 0) + bytes);
    this.#onChange(this.loadedBytes);
  }

  /** The file is there, whatever size it had. */
  complete(file: AssetFile): void {
    this.#loaded.set(file, file.bytes);
    this.#onChange(this.loadedBytes);
  }
}
