import type { FileChange } from "../shared/file-change.js";
import { TemporaryFiles } from "./temporary-files.js";

/** A program that files are handed on to. */
interface FileReceiver {
  takeFiles(changes: readonly FileChange[], handled: number): void;
}

/** The page's side of the programs' files: hands each change on to every other program. */
export class FileHub {
  /** Counts the batches that programs announce; shared with all of them where that is allowed. */
  readonly announced: Int32Array | null;
  readonly temporary = new TemporaryFiles();
  readonly #receivers = new Set<FileReceiver>();
  #handled = 0;

  /** `announced`: null where memory cannot be shared. */
  constructor(announced: Int32Array | null) {
    this.announced = announced;
  }

  /** Batches that have come through. */
  get handled(): number {
    return this.#handled;
  }

  join(receiver: FileReceiver): void {
    this.#receivers.add(receiver);
  }

  leave(receiver: FileReceiver): void {
    this.#receivers.delete(receiver);
  }

  /** Hands on what came from a program, or from the page itself (null). */
  spread(changes: readonly FileChange[], from: FileReceiver | null): void {
    if (from !== null) this.#handled += 1;
    for (const receiver of this.#receivers) {
      receiver.takeFiles(receiver === from ? [] : changes, this.#handled);
    }
  }
}
