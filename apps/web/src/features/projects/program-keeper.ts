import { createStore, type StoreApi } from "zustand/vanilla";
import type { Program } from "../../shared/program.js";
import type { ProgramsModel } from "../programs/public.js";
import { inOrder, mergePrograms, type ProgramConflict } from "./merge-programs.js";
import { type KeptProgram, programOf, REMOVED_KEPT_MS } from "./project.js";
import { shownAfter } from "./shown-after.js";
import type { TabChannel } from "./tab-channel.js";
import type { Table } from "./table.js";
import type { UnsavedPrograms } from "./unsaved-programs.js";

interface KeeperOptions {
  programs: ProgramsModel;
  table: Table<KeptProgram>;
  tabs: TabChannel;
  unsaved: UnsavedPrograms;
  /** Two tabs have changed one program; the page still shows this tab's. */
  onConflict(): void;
  /** The browser did not take what there was to write; undefined once it has. */
  onProblem(error: unknown): void;
}

interface KeeperState {
  /** Programs that two tabs have changed, until the person has decided. */
  conflicts: readonly ProgramConflict[];
}

/** Typing is written down this long after the first key that is not, so that other tabs follow it. */
const SAVE_DELAY_MS = 300;

/**
 * Keeps the programs of the page and those of the project's records the same: what is changed here is written, what
 * another tab writes is shown here, and what both change is kept twice.
 */
export class ProgramKeeper {
  readonly store: StoreApi<KeeperState> = createStore(() => ({ conflicts: [] }));
  readonly #options: KeeperOptions;
  #project = "";
  /** What this tab has last read or written. */
  #base: ReadonlyMap<string, KeptProgram> = new Map();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Each look at the records waits for the one before. */
  #queue: Promise<void> = Promise.resolve();
  #isAdopting = false;
  /** Whether something was changed that is in no record yet, and whether records are being written. */
  #isUnsaved = false;
  #isWriting = false;
  /** Why the last changes could not be written; undefined where they were. */
  #failure: unknown;

  constructor(options: KeeperOptions) {
    this.#options = options;
    options.programs.store.subscribe(({ programs }, before) => {
      if (programs === before.programs || this.#isAdopting || this.#project === "") return;
      this.#isUnsaved = true;
      this.#saveSoon();
    });
    options.tabs.onMessage((message) => {
      if (!("project" in message) || message.project !== this.#project) return;
      if (message.kind === "programs") void this.refresh();
      if (message.kind === "conflict") {
        const { program, copy } = message;
        void this.refresh().then(() => this.#addConflicts([{ program, copy }]));
      }
    });
  }

  /**
   * Shows the programs of a project in place of those of the one before, which is written down first. Rejects where the
   * browser does not take that: then they stay.
   */
  async open(project: string, shown: readonly string[]): Promise<void> {
    const { table, programs } = this.#options;
    await this.save();
    if (this.#failure !== undefined) throw this.#failure;
    const records = await table.read(project);
    const old = Date.now() - REMOVED_KEPT_MS;
    const remove = records.flatMap(({ id, removedMs }) =>
      removedMs !== null && removedMs < old ? [id] : [],
    );
    if (remove.length > 0) await table.update(project, () => ({ remove }));
    this.#project = project;
    this.#setBase(records);
    this.#adopt(() => programs.open(inOrder(records.filter(isLive)).map(programOf), shown));
    this.store.setState({ conflicts: [] });
  }

  /** Writes down what is not yet, and takes in what other tabs have written. Never rejects. */
  refresh(): Promise<void> {
    this.#queue = this.#queue.then(() => this.#sync());
    return this.#queue;
  }

  async save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isUnsaved) await this.refresh();
    else await this.#queue;
  }

  /** The page goes, perhaps for good: what the browser may not get to write to its database in time is put aside. */
  leave(): void {
    if (!this.#isUnsaved && !this.#isWriting) return;
    const { programs } = this.#options.programs.store.getState();
    this.#options.unsaved.put({ project: this.#project, base: [...this.#base.values()], local: programs });
    void this.save();
  }

  /** Both are kept: the person knows. */
  dismiss(conflict: ProgramConflict): void {
    this.store.setState(({ conflicts }) => ({ conflicts: conflicts.filter((other) => other !== conflict) }));
  }

  async #sync(): Promise<void> {
    const { table, programs, tabs, unsaved, onProblem } = this.#options;
    const project = this.#project;
    if (project === "") return;
    let local: readonly Program[] = [];
    let merged: ReturnType<typeof mergePrograms> | undefined;
    this.#isUnsaved = false;
    this.#isWriting = true;
    try {
      await table.update(project, (stored) => {
        local = programs.store.getState().programs;
        merged = mergePrograms({ base: this.#base, local, stored, nowMs: Date.now() });
        return { put: merged.write };
      });
      this.#failure = undefined;
      onProblem(undefined);
    } catch (error) {
      this.#isUnsaved = true;
      this.#failure = error;
      onProblem(error);
      return;
    } finally {
      this.#isWriting = false;
    }
    if (merged === undefined || project !== this.#project) return;
    const { records, write, conflicts } = merged;
    const live = inOrder(records.filter(isLive)).map(programOf);
    const current = programs.store.getState().programs;
    const after = shownAfter({ current, local, merged: live, conflicts });
    const known = this.#base;
    if (conflicts.length > 0) this.#options.onConflict();
    this.#setBase(records.map((record) => (after.behind.has(record.id) ? known.get(record.id) : record)));
    this.#adopt(() => programs.adopt(after.programs));
    for (const { program, copy } of conflicts) programs.replaceShown(program, copy);
    unsaved.clear();
    // A burst of typing goes on while it is written.
    if (this.#isUnsaved) this.#saveSoon();
    if (write.length > 0) tabs.post({ kind: "programs", project });
    for (const conflict of conflicts) tabs.post({ kind: "conflict", project, ...conflict });
    this.#addConflicts(conflicts);
  }

  #adopt(act: () => void): void {
    this.#isAdopting = true;
    act();
    this.#isAdopting = false;
  }

  #addConflicts(added: readonly ProgramConflict[]): void {
    if (added.length > 0) this.store.setState(({ conflicts }) => ({ conflicts: [...conflicts, ...added] }));
  }

  #setBase(records: readonly (KeptProgram | undefined)[]): void {
    const known = records.filter((record) => record !== undefined);
    this.#base = new Map(known.map((record) => [record.id, record]));
  }

  #saveSoon(): void {
    this.#timer ??= setTimeout(() => void this.save(), SAVE_DELAY_MS);
  }
}

function isLive({ removedMs }: KeptProgram): boolean {
  return removedMs === null;
}
