import { newId } from "../../shared/new-id.js";
import type { Program } from "../../shared/program.js";
import type { ProgramsModel } from "../programs/public.js";
import { isSamePrograms, type ProjectState, type StateReason, statesBeyondBounds } from "./project-state.js";
import type { Table } from "./table.js";

interface HistoryOptions {
  programs: ProgramsModel;
  table: Table<ProjectState>;
  /** The project that is open; undefined until one is. */
  project(): string | undefined;
}

/** A person who has not typed for so long has come to a state worth keeping. */
const PAUSE_MS = 20_000;

/** The states that a project's programs were in at sensible moments, and the way back to each. */
export class HistoryModel {
  readonly #options: HistoryOptions;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(options: HistoryOptions) {
    this.#options = options;
    options.programs.store.subscribe(({ programs }, before) => {
      if (programs !== before.programs) this.#takeLater();
    });
  }

  /** The states of the open project, newest first. Empty where they cannot be read. */
  async states(): Promise<readonly ProjectState[]> {
    const project = this.#options.project();
    if (project === undefined) return [];
    const states = await this.#options.table.read(project).catch((): ProjectState[] => []);
    return newestFirst(states);
  }

  /**
   * Keeps the programs as they are now, unless they are as in the newest state. Never rejects: a browser that keeps no
   * programs says so where it keeps them.
   */
  async take(reason: StateReason): Promise<void> {
    const { programs, table, project } = this.#options;
    const id = project();
    if (id === undefined) return;
    const now = programs.store.getState().programs;
    await table.update(id, (states) => change(newestFirst(states), now, reason)).catch(() => {});
  }

  /** The programs are again as they were in a state. What they were before is kept, and `undo` of the programs brings it back. */
  async restore(state: ProjectState): Promise<void> {
    await this.take("restore");
    this.#options.programs.replaceAll(state.programs);
  }

  dispose(): void {
    clearTimeout(this.#pause);
  }

  #takeLater(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.take("pause"), PAUSE_MS);
  }
}

function change(states: readonly ProjectState[], programs: readonly Program[], reason: StateReason) {
  const [newest] = states;
  if (newest !== undefined && isSamePrograms(newest.programs, programs)) return {};
  const atMs = Math.max(Date.now(), (newest?.atMs ?? 0) + 1);
  const state = { id: newId(), atMs, reason, programs };
  return { put: [state], remove: statesBeyondBounds([state, ...states]).map(({ id }) => id) };
}

function newestFirst(states: readonly ProjectState[]): readonly ProjectState[] {
  return states.toSorted((a, b) => b.atMs - a.atMs);
}
