import type { ProgramFile } from "@sockpit/python";
import { createStore, type StoreApi } from "zustand/vanilla";
import { newId } from "../../shared/new-id.js";
import type { Program } from "../../shared/program.js";
import { type KeyValueStorage, readJson, writeJson } from "../../shared/storage.js";
import type { ProgramsModel } from "../programs/public.js";
import { forgetEarlierPrograms, moveEarlierFiles, readEarlierPrograms } from "./earlier-formats.js";
import { HistoryModel } from "./history-model.js";
import { ProgramKeeper } from "./program-keeper.js";
import { isRecord, type Project, tidyProjectName } from "./project.js";
import { ProjectList } from "./project-list.js";
import type { ProjectTables } from "./tables.js";
import { type ListedStorage, UnsavedPrograms } from "./unsaved-programs.js";

/** Why a reload does not find everything again. */
export type StorageProblem = "unavailable" | "unreadable" | "full" | "failed";

interface ProjectsState {
  /** Those that are not deleted, the oldest first. */
  projects: readonly Project[];
  /** The one that the page shows; null until it is read. */
  current: Project | null;
  /** Whether another tab has deleted the one that this one shows. */
  isCurrentRemoved: boolean;
  /** The project that was deleted last, while that can be undone. */
  undo: Project | null;
  problem: StorageProblem | null;
}

interface ProjectsOptions {
  programs: ProgramsModel;
  tables: ProjectTables;
  localStorage: ListedStorage | undefined;
  sessionStorage: KeyValueStorage | undefined;
}

interface ProjectContent {
  readonly programs: readonly Program[];
  readonly files: readonly ProgramFile[];
}

/** Which project a tab shows; in localStorage the one that was opened last. */
const CURRENT_KEY = "sockpit.project";

/** Which programs have a pane, by project. */
const SHOWN_KEY = "sockpit.shown";

/** Tabs that are opened together on a first visit make one project. */
const FIRST_PROJECT = "first";

/** The person's projects in this browser, and the one that is open. */
export class ProjectsModel {
  readonly store: StoreApi<ProjectsState>;
  readonly keeper: ProgramKeeper;
  readonly history: HistoryModel;
  readonly #options: ProjectsOptions;
  readonly #list: ProjectList;
  readonly #unsaved: UnsavedPrograms;

  constructor(options: ProjectsOptions) {
    const { tables, programs } = options;
    this.#options = options;
    this.#list = new ProjectList(tables);
    this.#unsaved = new UnsavedPrograms(tables.isKept ? options.localStorage : undefined);
    this.store = createStore(() => ({
      projects: [],
      current: null,
      isCurrentRemoved: false,
      undo: null,
      problem: tables.isKept ? null : "unavailable",
    }));
    this.history = new HistoryModel({
      programs,
      table: tables.states,
      project: () => this.store.getState().current?.id,
    });
    this.keeper = new ProgramKeeper({
      programs,
      table: tables.programs,
      tabs: tables.tabs,
      unsaved: this.#unsaved,
      onConflict: () => void this.history.take("merge"),
      onProblem: (error) => this.#report(error),
    });
    programs.store.subscribe(({ shown }, before) => {
      if (shown !== before.shown) this.#keepShown(shown);
    });
    tables.tabs.onMessage(({ kind }) => {
      if (kind === "projects") void this.#readProjects();
    });
  }

  /** Reads what is kept and opens the project that was open last. Never rejects: what cannot be read is reported. */
  async load(): Promise<void> {
    const { tables } = this.#options;
    try {
      await this.#unsaved.recover(tables.programs);
      await this.#takeEarlierFormats();
      await this.#readProjects();
      await this.#openLast();
      await this.#list.deleteOld();
      if (this.#options.tables.hasUnreadable()) this.store.setState({ problem: "unreadable" });
    } catch (error) {
      this.#report(error);
      // In memory the page works all the same.
      if (this.#options.programs.store.getState().programs.length === 0)
        this.#options.programs.open(this.#options.programs.samples({ isFirstVisit: true }), []);
    }
  }

  /** What other tabs did while this one slept. */
  refresh(): Promise<void> {
    return this.#reporting(async () => {
      await this.#readProjects();
      await this.keeper.refresh();
    });
  }

  /** Makes a project without programs and opens it. */
  create(name: string): Promise<void> {
    return this.#reporting(async () => {
      const id = newId();
      await this.#create(id, name, []);
      await this.#openById(id);
    });
  }

  /** Makes a project of programs and files and opens it. */
  createFrom(name: string, { programs, files }: ProjectContent): Promise<void> {
    return this.#reporting(async () => {
      const id = newId();
      const kept = files.map((file) => ({
        ...file,
        id: file.path,
        by: null,
        revision: newId(),
        removedMs: null,
      }));
      await this.#options.tables.files.update(id, () => ({ put: kept }));
      await this.#create(id, tidyProjectName(name), programs);
      await this.#openById(id);
    });
  }

  /** Opens another project in place of this one, which stays where it cannot be written down first. */
  open(id: string): Promise<void> {
    return this.#reporting(() => this.#openById(id));
  }

  rename(id: string, name: string): Promise<void> {
    const tidy = tidyProjectName(name);
    return this.#reporting(() => this.#change(id, (project) => ({ ...project, name: tidy })));
  }

  /** Makes a copy with all programs and files, and opens it. */
  duplicate(name: string): Promise<void> {
    return this.#reporting(async () => {
      const { programs, tables } = this.#options;
      const from = this.store.getState().current?.id;
      if (from === undefined) return;
      const id = newId();
      const files = await tables.files.read(from);
      await tables.files.update(id, () => ({ put: files }));
      const copies = programs.store.getState().programs.map((program) => ({ ...program, id: newId() }));
      await this.#create(id, name, copies);
      await this.#openById(id);
    });
  }

  /** The files of the project that is open. */
  async files(): Promise<readonly ProgramFile[]> {
    const { current } = this.store.getState();
    if (current === null) return [];
    const files = await this.#options.tables.files.read(current.id);
    return files.filter(({ removedMs }) => removedMs === null);
  }

  /** Deletes a project; `undo` brings it back as it was. Where it is open, another is opened. */
  remove(id: string): Promise<void> {
    return this.#reporting(async () => {
      const removed = this.store.getState().projects.find((project) => project.id === id);
      if (removed === undefined) return;
      await this.keeper.save();
      await this.#change(id, (project) => ({ ...project, removedMs: Date.now() }));
      if (this.store.getState().current?.id === id) await this.#openLast();
      this.store.setState({ undo: removed });
    });
  }

  /** Brings back the project that was deleted last. */
  async undo(): Promise<void> {
    const { undo } = this.store.getState();
    this.forgetUndo();
    if (undo !== null) await this.bringBack(undo.id);
  }

  forgetUndo(): void {
    this.store.setState({ undo: null });
  }

  /** A deleted project is there again, and opened. */
  bringBack(id: string): Promise<void> {
    return this.#reporting(async () => {
      await this.#change(id, (project) => ({ ...project, removedMs: null }));
      await this.#openById(id);
    });
  }

  dismissProblem(): void {
    this.store.setState({ problem: null });
  }

  async #openLast(): Promise<void> {
    if (this.store.getState().projects.length === 0) await this.#createFirst();
    const { projects } = this.store.getState();
    const project = projects.find(({ id }) => id === this.#lastOpened()) ?? projects[0];
    if (project !== undefined) await this.#open(project);
  }

  async #openById(id: string): Promise<void> {
    const { projects, current } = this.store.getState();
    const project = projects.find((other) => other.id === id);
    if (project !== undefined && current?.id !== id) await this.#open(project);
  }

  async #open(project: Project): Promise<void> {
    const { localStorage, sessionStorage } = this.#options;
    await this.keeper.open(project.id, this.#shownOf(project.id));
    this.store.setState({ current: project, isCurrentRemoved: false });
    writeJson(sessionStorage, CURRENT_KEY, project.id);
    writeJson(localStorage, CURRENT_KEY, project.id);
  }

  async #create(id: string, name: string, programs: readonly Program[]): Promise<void> {
    await this.#list.create(id, name, programs);
    await this.#readProjects();
  }

  async #change(id: string, change: (project: Project) => Project): Promise<void> {
    await this.#list.change(id, change);
    await this.#readProjects();
  }

  async #createFirst(): Promise<void> {
    const isFirstVisit = await this.#list.isNew();
    const id = isFirstVisit ? FIRST_PROJECT : newId();
    await this.#create(id, "", this.#options.programs.samples({ isFirstVisit }));
  }

  async #reporting(act: () => Promise<void>): Promise<void> {
    await act().catch((error: unknown) => this.#report(error));
  }

  /** What a version of the page without projects has kept, or keeps in a tab that is still open. */
  async #takeEarlierFormats(): Promise<void> {
    const { tables, localStorage } = this.#options;
    if (!tables.isKept) return;
    const earlier = readEarlierPrograms(localStorage);
    if (earlier !== undefined) {
      const first = await tables.programs.read(FIRST_PROJECT);
      // Two tabs that are opened together take the same.
      const isThere = ({ id, source }: Program) =>
        first.some((other) => other.id === id && other.source === source);
      const id = first.length === 0 || earlier.programs.every(isThere) ? FIRST_PROJECT : newId();
      await this.#create(id, "", earlier.programs);
      this.#keepShownOf(id, earlier.shown);
      writeJson(localStorage, CURRENT_KEY, id);
      forgetEarlierPrograms(localStorage);
    }
    await moveEarlierFiles((files) => tables.files.update(FIRST_PROJECT, () => ({ put: files })));
  }

  async #readProjects(): Promise<void> {
    const projects = await this.#list.read();
    this.store.setState(({ current }) => ({
      projects,
      current: projects.find(({ id }) => id === current?.id) ?? current,
      isCurrentRemoved: current !== null && !projects.some(({ id }) => id === current.id),
    }));
  }

  #report(error: unknown): void {
    if (!this.#options.tables.isKept) return;
    const isFull = error instanceof Error && error.name === "QuotaExceededError";
    const failed = isFull ? "full" : "failed";
    const { problem } = this.store.getState();
    if (error !== undefined) this.store.setState({ problem: failed });
    else if (problem === "full" || problem === "failed") this.store.setState({ problem: null });
  }

  #lastOpened(): unknown {
    const { localStorage, sessionStorage } = this.#options;
    return readJson(sessionStorage, CURRENT_KEY) ?? readJson(localStorage, CURRENT_KEY);
  }

  #shownOf(project: string): readonly string[] {
    const value = readJson(this.#options.localStorage, SHOWN_KEY);
    const shown = isRecord(value) ? value[project] : undefined;
    return Array.isArray(shown) ? shown.filter((id) => typeof id === "string") : [];
  }

  #keepShown(shown: readonly string[]): void {
    const { current } = this.store.getState();
    if (current !== null) this.#keepShownOf(current.id, shown);
  }

  #keepShownOf(project: string, shown: readonly string[]): void {
    const { localStorage } = this.#options;
    const value = readJson(localStorage, SHOWN_KEY);
    writeJson(localStorage, SHOWN_KEY, { ...(isRecord(value) ? value : {}), [project]: shown });
  }
}
