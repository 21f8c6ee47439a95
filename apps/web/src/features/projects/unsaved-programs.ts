import { newId } from "../../shared/new-id.js";
import type { Program } from "../../shared/program.js";
import { parseProgram } from "../../shared/program.js";
import { mergePrograms } from "./merge-programs.js";
import { isRecord, type KeptProgram, parseKeptProgram } from "./project.js";
import type { Table } from "./table.js";

/** The part of localStorage that is used here. */
export type ListedStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

interface Unsaved {
  project: string;
  base: readonly KeptProgram[];
  local: readonly Program[];
}

const PREFIX = "sockpit.unsaved.";

/**
 * The last keys before a page was closed. A browser may end a page before its database has taken them, but not before
 * localStorage has; the next page writes them down. Each tab has a key of its own.
 */
export class UnsavedPrograms {
  readonly #storage: ListedStorage | undefined;
  readonly #key = PREFIX + newId();
  #hasPut = false;

  constructor(storage: ListedStorage | undefined) {
    this.#storage = storage;
  }

  put(unsaved: Unsaved): void {
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(unsaved));
      this.#hasPut = true;
    } catch {
      // No room there either: the database's own transaction is all there is.
    }
  }

  /** The database has it after all. */
  clear(): void {
    if (this.#hasPut) this.#storage?.removeItem(this.#key);
    this.#hasPut = false;
  }

  /** Writes down what pages before this one have put aside. */
  async recover(table: Table<KeptProgram>): Promise<void> {
    const storage = this.#storage;
    if (storage === undefined) return;
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
    for (const key of keys.filter((name) => name.startsWith(PREFIX))) {
      const unsaved = parseUnsaved(storage.getItem(key));
      if (unsaved !== undefined) {
        const base = new Map(unsaved.base.map((record) => [record.id, record]));
        await table.update(unsaved.project, (stored) => ({
          put: mergePrograms({ base, local: unsaved.local, stored, nowMs: Date.now() }).write,
        }));
      }
      storage.removeItem(key);
    }
  }
}

function parseUnsaved(text: string | null): Unsaved | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    if (!isRecord(value) || typeof value["project"] !== "string") return undefined;
    const { base, local } = value;
    if (!Array.isArray(base) || !Array.isArray(local)) return undefined;
    return {
      project: value["project"],
      base: base.map(parseKeptProgram).filter((record) => record !== undefined),
      local: local.map(parseProgram).filter((program) => program !== undefined),
    };
  } catch {
    return undefined;
  }
}
