/** The part of the browser's storage that the models use. */
export type KeyValueStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Reads JSON; undefined where there is none, where it is broken, or where the browser forbids storage. */
export function readJson(storage: KeyValueStorage | undefined, key: string): unknown {
  try {
    const text = storage?.getItem(key);
    return text === null || text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes JSON. A full or forbidden storage is no reason to stop: the page then forgets at reload. */
export function writeJson(storage: KeyValueStorage | undefined, key: string, value: unknown): void {
  try {
    if (value === undefined) storage?.removeItem(key);
    else storage?.setItem(key, JSON.stringify(value));
  } catch {
    // See above.
  }
}

/** The browser's storage; undefined where reading the property itself throws (blocked cookies). */
export function browserStorage(kind: "localStorage" | "sessionStorage"): Storage | undefined {
  try {
    return globalThis[kind];
  } catch {
    return undefined;
  }
}
