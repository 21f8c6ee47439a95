/** What has to be written of what was read: rows under their ids, and rows that go. */
export interface TableChange<T> {
  put?: readonly T[];
  remove?: readonly string[];
}

/**
 * Rows of one kind, those of each project apart. Promises reject where the browser refuses: with a
 * `QuotaExceededError` where it has no room.
 */
export interface Table<T extends { id: string }> {
  /** All rows of a project that can be read. */
  read(project: string): Promise<T[]>;
  /** Reads all rows of a project and writes what changes, in one transaction: no other tab comes in between. */
  update(project: string, change: (rows: readonly T[]) => TableChange<T>): Promise<void>;
  /** The same for one row. */
  updateOne(project: string, id: string, change: (row: T | undefined) => TableChange<T>): Promise<void>;
  /** Removes all rows of a project. */
  clear(project: string): Promise<void>;
}

/** Rows in memory: where the browser keeps nothing, and in tests. */
export class MemoryTable<T extends { id: string }> implements Table<T> {
  readonly #projects = new Map<string, Map<string, T>>();

  async read(project: string): Promise<T[]> {
    return [...this.#rows(project).values()];
  }

  async update(project: string, change: (rows: readonly T[]) => TableChange<T>): Promise<void> {
    this.#write(project, change([...this.#rows(project).values()]));
  }

  async updateOne(
    project: string,
    id: string,
    change: (row: T | undefined) => TableChange<T>,
  ): Promise<void> {
    this.#write(project, change(this.#rows(project).get(id)));
  }

  async clear(project: string): Promise<void> {
    this.#projects.delete(project);
  }

  #rows(project: string): Map<string, T> {
    const rows = this.#projects.get(project) ?? new Map<string, T>();
    this.#projects.set(project, rows);
    return rows;
  }

  #write(project: string, { put = [], remove = [] }: TableChange<T>): void {
    const rows = this.#rows(project);
    for (const row of put) rows.set(row.id, row);
    for (const id of remove) rows.delete(id);
  }
}
