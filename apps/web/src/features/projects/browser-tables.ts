import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { Table, TableChange } from "./table.js";

/** The stores of the browser's database. Each row lies under its project's id and its own. */
export type StoreName = "projects" | "programs" | "files" | "states";

interface Schema extends DBSchema {
  projects: Store;
  programs: Store;
  files: Store;
  states: Store;
}

interface Store {
  key: [project: string, id: string];
  value: unknown;
}

const NAME = "sockpit-projects";

/** One more with each change of the stores; `upgrade` has a step for each. */
const VERSION = 1;

/** A browser that has not opened the database by then will not. */
const OPEN_TIMEOUT_MS = 3_000;

/** The browser's database (IndexedDB), opened again where the browser has closed it. */
export class BrowserDatabase {
  /** Whether there are rows that could not be read: broken ones, or those of a newer version. They are left as they are. */
  hasUnreadable = false;
  #database: Promise<IDBPDatabase<Schema>> | undefined;

  /** Rejects where the browser has none (private windows of some, blocked site data), or does not open it in time. */
  static async open(): Promise<BrowserDatabase> {
    const database = new BrowserDatabase();
    await inTime(database.#open());
    return database;
  }

  table<T extends { id: string }>(store: StoreName, parse: (value: unknown) => T | undefined): Table<T> {
    return new BrowserTable(
      () => this.#open(),
      store,
      (value) => {
        const row = parse(value);
        if (row === undefined && value !== undefined) this.hasUnreadable = true;
        return row;
      },
    );
  }

  /** All who ask while it is being opened get the same connection: one that nobody knew would never be closed. */
  #open(): Promise<IDBPDatabase<Schema>> {
    if (this.#database !== undefined) return this.#database;
    const forget = () => {
      if (this.#database === opened) this.#database = undefined;
    };
    const opened = openDB<Schema>(NAME, VERSION, {
      upgrade(database, oldVersion) {
        if (oldVersion < 1)
          for (const store of ["projects", "programs", "files", "states"] as const)
            database.createObjectStore(store);
      },
      // A page of a newer version waits for this one to let go.
      blocking: () => {
        forget();
        void opened.then((database) => database.close());
      },
      terminated: forget,
    });
    opened.catch(forget);
    this.#database = opened;
    return opened;
  }
}

function inTime<T>(opened: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("The database did not open.")), OPEN_TIMEOUT_MS);
    opened.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

class BrowserTable<T extends { id: string }> implements Table<T> {
  readonly #open: () => Promise<IDBPDatabase<Schema>>;
  readonly #store: StoreName;
  readonly #parse: (value: unknown) => T | undefined;

  constructor(
    open: () => Promise<IDBPDatabase<Schema>>,
    store: StoreName,
    parse: (value: unknown) => T | undefined,
  ) {
    this.#open = open;
    this.#store = store;
    this.#parse = parse;
  }

  async read(project: string): Promise<T[]> {
    const database = await this.#open();
    return this.#readable(await database.getAll(this.#store, rowsOf(project)));
  }

  async update(project: string, change: (rows: readonly T[]) => TableChange<T>): Promise<void> {
    await this.#inTransaction(async ({ store }) => {
      const rows = this.#readable(await store.getAll(rowsOf(project)));
      await write(store, project, change(rows));
    });
  }

  async updateOne(
    project: string,
    id: string,
    change: (row: T | undefined) => TableChange<T>,
  ): Promise<void> {
    await this.#inTransaction(async ({ store }) => {
      await write(store, project, change(this.#parse(await store.get([project, id]))));
    });
  }

  async clear(project: string): Promise<void> {
    const database = await this.#open();
    await database.delete(this.#store, rowsOf(project));
  }

  async #inTransaction(act: (transaction: ReadWrite) => Promise<void>): Promise<void> {
    const transaction = (await this.#open()).transaction(this.#store, "readwrite");
    try {
      await act(transaction);
    } catch (error) {
      // What a person's change fails with is the transaction's reason, QuotaExceededError say.
      transaction.done.catch(() => {});
      throw transaction.error ?? error;
    }
    await transaction.done;
  }

  #readable(values: readonly unknown[]): T[] {
    return values.map(this.#parse).filter((row) => row !== undefined);
  }
}

type ReadWrite = IDBPTransaction<Schema, [StoreName], "readwrite">;

async function write<T extends { id: string }>(
  store: ReadWrite["store"],
  project: string,
  { put = [], remove = [] }: TableChange<T>,
): Promise<void> {
  await Promise.all([
    ...put.map((row) => store.put(row, [project, row.id])),
    ...remove.map((id) => store.delete([project, id])),
  ]);
}

/** In IndexedDB's order of keys, arrays come behind all strings. */
function rowsOf(project: string): IDBKeyRange {
  return IDBKeyRange.bound([project], [project, []]);
}
