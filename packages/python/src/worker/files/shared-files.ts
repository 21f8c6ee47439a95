import type { FileChange } from "../../shared/file-change.js";
import { OPEN_FILE_INTERVAL_MS, type WorkingDirectory } from "./working-directory.js";

/** How long a program waits for changes that another has announced. A page that is busy may take longer. */
const SETTLE_MS = 3000;

interface SharedFilesOptions {
  directory: Directory;
  /** One number that all programs of a page share: batches of changes that were announced. */
  announced: Int32Array | null;
  /** Batches that the page had handed on when this program began. */
  handled: number;
  report(changes: readonly FileChange[]): void;
}

/** What is asked of a WorkingDirectory. */
export type Directory = Pick<WorkingDirectory, "put" | "delete" | "changes" | "isDeferred">;

/**
 * Keeps one program's working directory and the page's files alike. The program's changes go out when it
 * begins to wait or prints; the changes of others come in while it waits. When a wait is over, what others
 * announced meanwhile comes first: a program that was told over a socket of a file finds it.
 */
export class SharedFiles {
  readonly #options: SharedFilesOptions;
  readonly #settling = new Set<() => void>();
  #handled: number;
  /** Announced batches that are not waited for any more: a worker that was ended took them with it. */
  #givenUp = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SharedFilesOptions) {
    this.#options = options;
    this.#handled = options.handled;
  }

  /** Sends what the program has changed. */
  share(): void {
    const { directory, announced, report } = this.#options;
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    const changes = directory.changes();
    if (directory.isDeferred) this.#timer = setTimeout(() => this.share(), OPEN_FILE_INTERVAL_MS);
    if (changes.length === 0) return;
    if (announced !== null) Atomics.add(announced, 0, 1);
    report(changes);
  }

  /** Takes in what others have changed; `handled` batches are through the page now. */
  takeIn(changes: readonly FileChange[], handled: number): void {
    const { directory } = this.#options;
    for (const change of changes) {
      if (change.kind === "put") directory.put(change.file);
      if (change.kind === "delete") directory.delete(change.path);
    }
    this.#handled = handled;
    // Those that came late are waited for again.
    this.#givenUp = Math.min(this.#givenUp, this.#outstanding());
    if (this.isSettled) for (const settled of this.#settling) settled();
  }

  /** Whether every change that was announced is here, or was waited for long enough. */
  get isSettled(): boolean {
    return this.#outstanding() <= this.#givenUp;
  }

  /** Resolves when every change that was announced is here, or after a bound. */
  async settled(): Promise<void> {
    if (this.isSettled) return;
    await new Promise<void>((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        this.#settling.delete(finish);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#givenUp = this.#outstanding();
        finish();
      }, SETTLE_MS);
      this.#settling.add(finish);
    });
  }

  /** No change goes out any more. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #outstanding(): number {
    const { announced } = this.#options;
    return announced === null ? 0 : Math.max(0, Atomics.load(announced, 0) - this.#handled);
  }
}
