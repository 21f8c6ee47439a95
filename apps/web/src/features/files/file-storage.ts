import type { ProgramFile } from "@sockpit/python";
import { createStore, del, entries, set } from "idb-keyval";

/** A file of the page: what programs see of it, and who changed it last. */
export interface PageFile extends ProgramFile {
  /** The program's name; null for the person. */
  by: string | null;
}

/** Where the page's files stay over a reload. Promises reject where the browser does not let them. */
export interface FileStorage {
  read(): Promise<PageFile[]>;
  put(file: PageFile): Promise<void>;
  delete(path: string): Promise<void>;
}

/** The browser's database (IndexedDB): a file a row, by its path. */
export function browserFileStorage(): FileStorage {
  const store = createStore("sockpit", "files");
  return {
    read: async () => (await entries<string, unknown>(store)).flatMap(([, value]) => parseFile(value)),
    put: (file) => set(file.path, file, store),
    delete: (path) => del(path, store),
  };
}

function parseFile(value: unknown): PageFile[] {
  if (typeof value !== "object" || value === null) return [];
  const { path, data, modifiedMs, by } = value as Partial<Record<keyof PageFile, unknown>>;
  if (typeof path !== "string" || !(data instanceof Uint8Array) || typeof modifiedMs !== "number") return [];
  return [{ path, data, modifiedMs, by: typeof by === "string" ? by : null }];
}
