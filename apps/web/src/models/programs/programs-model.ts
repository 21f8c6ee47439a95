import { createStore, type StoreApi } from "zustand/vanilla";
import { type KeyValueStorage, readJson, writeJson } from "../storage.js";
import { MAX_SOURCE_LENGTH, type Program, parseProgram } from "./program.js";

interface ProgramsState {
  programs: readonly Program[];
  /** What the programs were before the samples were restored, while that can be undone. */
  undo: readonly Program[] | null;
}

/** The sample programs of a language, each by its file name. */
export type Samples = readonly { name: string; source: string }[];

interface ProgramsOptions {
  storage: KeyValueStorage | undefined;
  /** Samples by language; all have the same names in the same order. */
  samples: Readonly<Record<string, Samples>>;
  language: string;
}

const STORAGE_KEY = "sockpit.programs";

/** Typing is written down this long after the last key. */
const SAVE_DELAY_MS = 300;

/** The person's programs, kept over a reload. */
export class ProgramsModel {
  readonly store: StoreApi<ProgramsState>;
  readonly #options: ProgramsOptions;
  #language: string;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ProgramsOptions) {
    this.#options = options;
    this.#language = options.language;
    const kept = readPrograms(options.storage);
    this.store = createStore(() => ({ programs: kept ?? this.#samples(), undo: null }));
    this.setLanguage(options.language);
  }

  find(id: string): Program | undefined {
    return this.store.getState().programs.find((program) => program.id === id);
  }

  setSource(id: string, source: string): void {
    const bounded = source.slice(0, MAX_SOURCE_LENGTH);
    this.#change((programs) =>
      programs.map((program) => (program.id === id ? { ...program, source: bounded } : program)),
    );
  }

  /** Samples that nobody has touched change to the language's own. */
  setLanguage(language: string): void {
    this.#language = language;
    const wanted = this.#options.samples[language] ?? [];
    const translate = (program: Program): Program => {
      if (!this.#isUntouched(program)) return program;
      return {
        ...program,
        source: wanted.find(({ name }) => name === program.name)?.source ?? program.source,
      };
    };
    const { programs } = this.store.getState();
    const translated = programs.map(translate);
    if (translated.some((program, index) => program.source !== programs[index]?.source)) {
      this.#change(() => translated);
    }
  }

  /** Whether the page holds just the samples. */
  isSamplesOnly(): boolean {
    const { programs } = this.store.getState();
    const samples = this.#options.samples[this.#language] ?? [];
    return programs.length === samples.length && programs.every((program) => this.#isUntouched(program));
  }

  restoreSamples(): void {
    const before = this.store.getState().programs;
    this.#change(() => this.#samples());
    this.store.setState({ undo: before });
  }

  undoRestore(): void {
    const { undo } = this.store.getState();
    if (undo !== null) this.#change(() => undo);
    this.forgetUndo();
  }

  forgetUndo(): void {
    this.store.setState({ undo: null });
  }

  /** Writes down at once what still waits to be written. */
  save(): void {
    if (this.#saveTimer === undefined) return;
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    writeJson(this.#options.storage, STORAGE_KEY, { version: 1, programs: this.store.getState().programs });
  }

  #change(change: (programs: readonly Program[]) => readonly Program[]): void {
    this.store.setState(({ programs }) => ({ programs: change(programs) }));
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => this.save(), SAVE_DELAY_MS);
  }

  /** The samples keep their ids, so that a program that runs stays the one in its pane. */
  #samples(): readonly Program[] {
    const samples = this.#options.samples[this.#language] ?? [];
    return samples.map(({ name, source }, colour) => ({ id: `sample-${name}`, name, source, colour }));
  }

  #isUntouched({ name, source }: Program): boolean {
    return Object.values(this.#options.samples).some((samples) =>
      samples.some((sample) => sample.name === name && sample.source === source),
    );
  }
}

function readPrograms(storage: KeyValueStorage | undefined): readonly Program[] | undefined {
  const value = readJson(storage, STORAGE_KEY);
  if (typeof value !== "object" || value === null || !("programs" in value)) return undefined;
  if (!Array.isArray(value.programs)) return undefined;
  const programs = value.programs.map(parseProgram).filter((program) => program !== undefined);
  return programs.length > 0 ? programs : undefined;
}
