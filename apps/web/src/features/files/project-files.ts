import { newId } from "../../shared/new-id.js";
import { type KeptFile, REMOVED_KEPT_MS, type TabChannel, type Table } from "../projects/public.js";
import type { FileStorage, PageFile, StoredFileChange } from "./file-storage.js";

/**
 * The files of a project, a row each, which other tabs read and write too. What another tab changed is shown here. Where
 * both did and one of them is a person, both are kept; of what programs write, the last whole file stands.
 */
export class ProjectFiles implements FileStorage {
  readonly #table: Table<KeptFile>;
  readonly #tabs: TabChannel;
  readonly #listeners = new Set<(change: StoredFileChange) => void>();
  /** The revision that this tab has last read or written, by path. */
  #known = new Map<string, string>();
  /** How many changes of a path are being written. */
  readonly #writing = new Map<string, number>();
  #project = "";

  constructor({ table, tabs }: { table: Table<KeptFile>; tabs: TabChannel }) {
    this.#table = table;
    this.#tabs = tabs;
    tabs.onMessage((message) => {
      if (message.kind === "file" && message.project === this.#project) void this.#look(message.path);
    });
  }

  async open(project: string): Promise<PageFile[]> {
    this.#project = project;
    const rows = await this.#table.read(project);
    const old = Date.now() - REMOVED_KEPT_MS;
    const remove = rows.flatMap(({ id, removedMs }) => (removedMs !== null && removedMs < old ? [id] : []));
    if (remove.length > 0) await this.#table.update(project, () => ({ remove }));
    this.#known = new Map(rows.map(({ id, revision }) => [id, revision]));
    return rows.filter(isLive).map(pageFile);
  }

  put(file: PageFile): Promise<void> {
    return this.#write(file.path, (stored) => {
      const row: KeptFile = { ...file, id: file.path, revision: newId(), removedMs: null };
      if (stored === undefined || !isLive(stored) || !this.#isForeign(stored)) return { mine: row };
      const isEqual =
        stored.data.length === file.data.length && stored.data.every((byte, at) => byte === file.data[at]);
      const isByPerson = stored.by === null || file.by === null;
      if (isEqual || !isByPerson) return { mine: row };
      const path = copyPath(file.path);
      return { theirs: stored, mine: { ...row, id: path, path } };
    });
  }

  delete(path: string): Promise<void> {
    return this.#write(path, (stored) => {
      if (stored === undefined) return {};
      // What another tab has changed meanwhile is not what was to be deleted.
      if (isLive(stored) && this.#isForeign(stored)) return { theirs: stored };
      return { mine: { ...stored, data: new Uint8Array(), revision: newId(), removedMs: Date.now() } };
    });
  }

  onChange(listener: (change: StoredFileChange) => void): void {
    this.#listeners.add(listener);
  }

  async #write(
    path: string,
    decide: (stored: KeptFile | undefined) => { mine?: KeptFile; theirs?: KeptFile },
  ): Promise<void> {
    const project = this.#project;
    let decided: ReturnType<typeof decide> = {};
    this.#writing.set(path, (this.#writing.get(path) ?? 0) + 1);
    try {
      await this.#table.updateOne(project, path, (stored) => {
        decided = decide(stored);
        return decided.mine === undefined ? {} : { put: [decided.mine] };
      });
    } finally {
      this.#writing.set(path, (this.#writing.get(path) ?? 1) - 1);
    }
    const { mine, theirs } = decided;
    if (project !== this.#project) return;
    for (const row of [mine, theirs]) if (row !== undefined) this.#known.set(row.id, row.revision);
    if (mine !== undefined) this.#tabs.post({ kind: "file", project, path: mine.id });
    if (theirs === undefined) return;
    if (mine === undefined) this.#tell({ kind: "put", file: pageFile(theirs) });
    else this.#tell({ kind: "conflict", file: pageFile(theirs), copy: pageFile(mine) });
  }

  /** Another tab has changed a file. */
  async #look(path: string): Promise<void> {
    let found: KeptFile | undefined;
    await this.#table.updateOne(this.#project, path, (stored) => {
      found = stored;
      return {};
    });
    // What this tab writes to the same file just now finds it by itself.
    if (found === undefined || (this.#writing.get(path) ?? 0) > 0 || !this.#isForeign(found)) return;
    this.#known.set(path, found.revision);
    this.#tell(isLive(found) ? { kind: "put", file: pageFile(found) } : { kind: "delete", path });
  }

  #isForeign({ id, revision }: KeptFile): boolean {
    return this.#known.get(id) !== revision;
  }

  #tell(change: StoredFileChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}

function isLive({ removedMs }: KeptFile): boolean {
  return removedMs === null;
}

function pageFile({ path, data, modifiedMs, by }: KeptFile): PageFile {
  return { path, data, modifiedMs, by };
}

/** "data/notes.txt" → "data/notes_copy_2f9k.txt": another one each time, so that no copy takes an earlier one's place. */
function copyPath(path: string): string {
  const dot = path.lastIndexOf(".");
  const at = dot > path.lastIndexOf("/") + 1 ? dot : path.length;
  return `${path.slice(0, at)}_copy_${newId().slice(0, 4)}${path.slice(at)}`;
}
