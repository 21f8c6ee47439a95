import { createStore, type StoreApi } from "zustand/vanilla";
import { type KeyValueStorage, readJson, writeJson } from "../../shared/storage.js";

/** Lines with a breakpoint, ascending, by program id. */
type BreakpointsState = ReadonlyMap<string, readonly number[]>;

const STORAGE_KEY = "sockpit.breakpoints";

/** Where the person's programs stop, kept over a reload. */
export class BreakpointsModel {
  readonly store: StoreApi<{ lines: BreakpointsState }>;
  readonly #storage: KeyValueStorage | undefined;

  constructor(storage: KeyValueStorage | undefined) {
    this.#storage = storage;
    this.store = createStore(() => ({ lines: readLines(storage) }));
  }

  linesOf(program: string): readonly number[] {
    return this.store.getState().lines.get(program) ?? none;
  }

  set(program: string, lines: readonly number[]): void {
    const changed = new Map(this.store.getState().lines);
    if (lines.length === 0) changed.delete(program);
    else changed.set(program, lines);
    this.store.setState({ lines: changed });
    writeJson(this.#storage, STORAGE_KEY, changed.size === 0 ? undefined : Object.fromEntries(changed));
  }
}

/** One array for all that have none, so that a view sees no change where there is none. */
const none: readonly number[] = [];

function readLines(storage: KeyValueStorage | undefined): BreakpointsState {
  const value = readJson(storage, STORAGE_KEY);
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(Object.entries(value).filter((entry): entry is [string, number[]] => isLines(entry[1])));
}

function isLines(value: unknown): boolean {
  return Array.isArray(value) && value.every((line) => Number.isInteger(line) && line >= 1);
}
