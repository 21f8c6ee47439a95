import { once } from "node:events";
import { watch } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for what Firefox saves. */
export class SavedFiles {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async make(): Promise<SavedFiles> {
    return new SavedFiles(await mkdtemp(join(tmpdir(), "sockpit-firefox-")));
  }

  /** Firefox's settings for it. Its list of what it has saved would open, and keep the page without focus. */
  get preferences(): Record<string, unknown> {
    return {
      "browser.download.folderList": 2,
      "browser.download.dir": this.#folder,
      "browser.download.alwaysOpenPanel": false,
    };
  }

  /** What a press saves in a file with this ending, as text. */
  async saved(ending: string, press: () => Promise<void>): Promise<string> {
    const watcher = watch(this.#folder);
    try {
      await press();
      for (;;) {
        const change = once(watcher, "change");
        const text = await this.#whole(ending);
        if (text !== undefined) return text;
        await change;
      }
    } finally {
      watcher.close();
    }
  }

  /** A file as it is when all of it has come: before, it is empty and has a partial one beside it. */
  async #whole(ending: string): Promise<string | undefined> {
    const names = await readdir(this.#folder);
    const name = names.find((candidate) => candidate.endsWith(ending));
    if (name === undefined || names.some((other) => other.endsWith(".part"))) return undefined;
    return (await readFile(join(this.#folder, name), "utf8")) || undefined;
  }

  remove(): Promise<void> {
    return rm(this.#folder, { recursive: true });
  }
}
