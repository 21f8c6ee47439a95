import { limits } from "@sockpit/protocol";
import { createStore, type StoreApi } from "zustand/vanilla";
import { type KeyValueStorage, readJson, writeJson } from "../../shared/storage.js";

const STORAGE_KEY = "sockpit.run-counts";

/** How many times *Run* runs each program at once: once, unless a person has chosen more. Kept over a reload. */
export class RunCounts {
  /** By program id; those that are run once are left out. */
  readonly store: StoreApi<ReadonlyMap<string, number>>;
  readonly #storage: KeyValueStorage | undefined;

  constructor(storage: KeyValueStorage | undefined) {
    this.#storage = storage;
    this.store = createStore(() => readCounts(storage));
  }

  of(program: string): number {
    return this.store.getState().get(program) ?? 1;
  }

  set(program: string, count: number): void {
    const counts = new Map(this.store.getState());
    if (count === 1) counts.delete(program);
    else counts.set(program, bounded(count));
    this.store.setState(counts, true);
    writeJson(this.#storage, STORAGE_KEY, counts.size === 0 ? undefined : Object.fromEntries(counts));
  }
}

function bounded(count: number): number {
  return Math.min(Math.max(1, Math.trunc(count)), limits.runsOfProgram);
}

function readCounts(storage: KeyValueStorage | undefined): ReadonlyMap<string, number> {
  const value = readJson(storage, STORAGE_KEY);
  if (typeof value !== "object" || value === null) return new Map();
  const entries = Object.entries(value).filter(([, count]) => Number.isInteger(count) && count > 1);
  return new Map(entries.map(([id, count]): [string, number] => [id, bounded(count)]));
}
