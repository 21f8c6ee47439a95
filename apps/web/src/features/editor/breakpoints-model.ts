import { createStore, type StoreApi } from "zustand/vanilla";
import { type KeyValueStorage, readJson, writeJson } from "../../shared/storage.js";

/** A line before which a program pauses, unless it is disabled. */
export interface Breakpoint {
  readonly line: number;
  readonly isEnabled: boolean;
}

/** By program id, each with its lines ascending. */
type Breakpoints = ReadonlyMap<string, readonly Breakpoint[]>;

/** Lines by program id. The second has the disabled ones. */
const STORAGE_KEYS = { enabled: "sockpit.breakpoints", disabled: "sockpit.disabled-breakpoints" } as const;

/** Where the person's programs pause, kept over a reload. */
export class BreakpointsModel {
  readonly store: StoreApi<{ breakpoints: Breakpoints }>;
  readonly #storage: KeyValueStorage | undefined;

  constructor(storage: KeyValueStorage | undefined) {
    this.#storage = storage;
    this.store = createStore(() => ({ breakpoints: readBreakpoints(storage) }));
  }

  of(program: string): readonly Breakpoint[] {
    return this.store.getState().breakpoints.get(program) ?? none;
  }

  /** The lines before which a program pauses. */
  linesOf(program: string): readonly number[] {
    return this.of(program).flatMap(({ line, isEnabled }) => (isEnabled ? [line] : []));
  }

  set(program: string, breakpoints: readonly Breakpoint[]): void {
    const changed = new Map(this.store.getState().breakpoints);
    if (breakpoints.length === 0) changed.delete(program);
    else changed.set(program, breakpoints);
    this.store.setState({ breakpoints: changed });
    this.#write(STORAGE_KEYS.enabled, changed, true);
    this.#write(STORAGE_KEYS.disabled, changed, false);
  }

  #write(key: string, breakpoints: Breakpoints, wanted: boolean): void {
    const entries = [...breakpoints].flatMap(([program, all]) => {
      const lines = all.flatMap(({ line, isEnabled }) => (isEnabled === wanted ? [line] : []));
      return lines.length === 0 ? [] : [[program, lines] as const];
    });
    writeJson(this.#storage, key, entries.length === 0 ? undefined : Object.fromEntries(entries));
  }
}

/** One array for all that have none, so that a view sees no change where there is none. */
const none: readonly Breakpoint[] = [];

function readBreakpoints(storage: KeyValueStorage | undefined): Breakpoints {
  const enabled = readLines(storage, STORAGE_KEYS.enabled);
  const disabled = readLines(storage, STORAGE_KEYS.disabled);
  const of = (lines: ReadonlyMap<string, readonly number[]>, program: string, isEnabled: boolean) =>
    (lines.get(program) ?? []).map((line) => ({ line, isEnabled }));
  const programs = new Set([...enabled.keys(), ...disabled.keys()]);
  return new Map(
    [...programs].map((program) => {
      const all = [...of(enabled, program, true), ...of(disabled, program, false)];
      return [program, all.toSorted((a, b) => a.line - b.line)];
    }),
  );
}

function readLines(
  storage: KeyValueStorage | undefined,
  key: string,
): ReadonlyMap<string, readonly number[]> {
  const value = readJson(storage, key);
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(Object.entries(value).filter((entry): entry is [string, number[]] => isLines(entry[1])));
}

function isLines(value: unknown): boolean {
  return Array.isArray(value) && value.every((line) => Number.isInteger(line) && line >= 1);
}
