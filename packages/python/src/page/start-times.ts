const KEY = "sockpit-python-start";

/** Without a snapshot an interpreter is made from nothing first, and starts again from its memory. */
export type StartKind = "withSnapshot" | "withoutSnapshot";

type Store = Pick<Storage, "getItem" | "setItem">;

/** How long Python took to start in this browser the last time, which is how long it will take. */
export class StartTimes {
  readonly #store: Store | undefined;

  /** `store`: undefined where the browser keeps nothing. */
  constructor(store: Store | undefined) {
    this.#store = store;
  }

  /** In milliseconds; undefined before the first time. */
  lastMs(kind: StartKind): number | undefined {
    const ms = this.#read()[kind];
    return typeof ms === "number" && Number.isFinite(ms) && ms > 0 ? ms : undefined;
  }

  took(kind: StartKind, milliseconds: number): void {
    try {
      this.#store?.setItem(KEY, JSON.stringify({ ...this.#read(), [kind]: Math.round(milliseconds) }));
    } catch {
      // The browser's storage is full: the next visit has no estimate.
    }
  }

  #read(): Partial<Record<StartKind, unknown>> {
    try {
      const kept: unknown = JSON.parse(this.#store?.getItem(KEY) ?? "{}");
      return typeof kept === "object" && kept !== null ? kept : {};
    } catch {
      return {};
    }
  }
}

/** The browser's storage; undefined where it may not be used. */
export function storageOfBrowser(): Store | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
