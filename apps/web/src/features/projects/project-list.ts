import type { Program } from "../../shared/program.js";
import { mergePrograms } from "./merge-programs.js";
import type { Project } from "./project.js";
import type { ProjectTables } from "./tables.js";

/** The list of projects lies beside them, under no project. */
const LIST = "";

/** A deleted project can be brought back for so long, by Undo or in a tab that still shows it. */
const DELETED_KEPT_MS = 24 * 60 * 60 * 1000;

/** The projects that this browser keeps. Other tabs are told of what is changed. */
export class ProjectList {
  readonly #tables: ProjectTables;

  constructor(tables: ProjectTables) {
    this.#tables = tables;
  }

  /** Those that are not deleted, the oldest first. */
  async read(): Promise<readonly Project[]> {
    const projects = await this.#tables.projects.read(LIST);
    const live = projects.filter(({ removedMs }) => removedMs === null);
    return live.toSorted((a, b) => a.createdMs - b.createdMs || (a.id < b.id ? -1 : 1));
  }

  /** Whether there has been none yet, not even one that is deleted. */
  async isNew(): Promise<boolean> {
    return (await this.#tables.projects.read(LIST)).length === 0;
  }

  /** Where there is one with this id already, it gets the programs. */
  async create(id: string, name: string, programs: readonly Program[]): Promise<void> {
    const nowMs = Date.now();
    // The programs first: a tab that sees the project finds them.
    await this.#tables.programs.update(id, (stored) => ({
      put: mergePrograms({ base: new Map(), local: programs, stored, nowMs }).write,
    }));
    await this.#tables.projects.updateOne(LIST, id, (stored) =>
      stored === undefined ? { put: [{ id, name, createdMs: nowMs, removedMs: null }] } : {},
    );
    this.#tables.tabs.post({ kind: "projects" });
  }

  async change(id: string, change: (project: Project) => Project): Promise<void> {
    await this.#tables.projects.updateOne(LIST, id, (stored) =>
      stored === undefined ? {} : { put: [change(stored)] },
    );
    this.#tables.tabs.post({ kind: "projects" });
  }

  /** Projects that were deleted some time ago go for good. */
  async deleteOld(): Promise<void> {
    const { projects, programs, files, states } = this.#tables;
    const beforeMs = Date.now() - DELETED_KEPT_MS;
    for (const { id, removedMs } of await projects.read(LIST)) {
      if (removedMs === null || removedMs > beforeMs) continue;
      await programs.clear(id);
      await files.clear(id);
      await states.clear(id);
      await projects.update(LIST, () => ({ remove: [id] }));
    }
  }
}
