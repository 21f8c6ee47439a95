import { createStore, type StoreApi } from "zustand/vanilla";
import {
  MAX_ARGUMENTS_LENGTH,
  MAX_PROGRAMS,
  MAX_SOURCE_LENGTH,
  PALETTE_SIZE,
  type Program,
  parseProgram,
} from "../../shared/program.js";
import { type KeyValueStorage, readJson, writeJson } from "../../shared/storage.js";
import { freeName, type NameFault, nameFault, tidyName } from "./program-name.js";
import { shownPrograms } from "./shown-programs.js";

/** What can be taken back: the samples in place of everything, or one program that was removed. */
export type ProgramsUndo =
  | { kind: "samples"; programs: readonly Program[] }
  | { kind: "removed"; program: Program; index: number };

interface ProgramsState {
  programs: readonly Program[];
  /** The programs that have a pane; the one used last comes last. */
  shown: readonly string[];
  undo: ProgramsUndo | null;
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
    const programs = kept?.programs ?? this.#samples();
    const shown = shownPrograms(programs, kept?.shown ?? []);
    this.store = createStore(() => ({ programs, shown, undo: null }));
    this.setLanguage(options.language);
  }

  find(id: string): Program | undefined {
    return this.store.getState().programs.find((program) => program.id === id);
  }

  setSource(id: string, source: string): void {
    this.#edit(id, { source: source.slice(0, MAX_SOURCE_LENGTH) });
  }

  setArguments(id: string, text: string): void {
    this.#edit(id, { arguments: text.replace(/[\r\n\0]+/g, " ").slice(0, MAX_ARGUMENTS_LENGTH) });
  }

  /** Renames a program, or says why that name cannot be its. */
  rename(id: string, wanted: string): NameFault | undefined {
    const name = tidyName(wanted);
    const others = this.store.getState().programs.filter((program) => program.id !== id);
    const fault = nameFault(name, others);
    if (fault === undefined) this.#edit(id, { name });
    return fault;
  }

  get isFull(): boolean {
    return this.store.getState().programs.length >= MAX_PROGRAMS;
  }

  /** Adds a program behind the others and shows it. Its id; undefined where the page is full. */
  add({ name, source }: { name: string; source: string }): string | undefined {
    const { programs } = this.store.getState();
    return this.#insert(programs.length, {
      name: freeName(tidyName(name), programs),
      source: source.slice(0, MAX_SOURCE_LENGTH),
    });
  }

  /** Adds a copy right behind the original. */
  duplicate(id: string): string | undefined {
    const { programs } = this.store.getState();
    const index = programs.findIndex((program) => program.id === id);
    const original = programs[index];
    if (original === undefined) return undefined;
    const { id: _id, colour: _colour, ...copied } = original;
    return this.#insert(index + 1, { ...copied, name: freeName(original.name, programs) });
  }

  /** Removes a program; `undo` brings it back where it was. The last one stays. */
  remove(id: string): void {
    const { programs } = this.store.getState();
    const index = programs.findIndex((program) => program.id === id);
    const program = programs[index];
    if (program === undefined || programs.length === 1) return;
    this.#change((before) => before.filter((other) => other.id !== id));
    this.store.setState({ undo: { kind: "removed", program, index } });
  }

  /** Moves a program by places, within the list. */
  move(id: string, by: number): void {
    this.#change((programs) => {
      const from = programs.findIndex((program) => program.id === id);
      const program = programs[from];
      if (program === undefined) return programs;
      const to = Math.min(Math.max(0, from + by), programs.length - 1);
      return programs.toSpliced(from, 1).toSpliced(to, 0, program);
    });
  }

  /** Gives a program a pane, in place of the one that was used longest ago. */
  show(id: string): void {
    const { programs, shown } = this.store.getState();
    if (shown.at(-1) === id || this.find(id) === undefined) return;
    const next = shownPrograms(programs, [...shown.filter((other) => other !== id), id]);
    this.store.setState({ shown: next });
    this.#saveSoon();
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
    this.store.setState({ undo: { kind: "samples", programs: before } });
  }

  undo(): void {
    const { undo } = this.store.getState();
    this.forgetUndo();
    if (undo?.kind === "samples") this.#change(() => undo.programs);
    if (undo?.kind !== "removed") return;
    this.#change((programs) => {
      const name = freeName(undo.program.name, programs);
      return programs.toSpliced(undo.index, 0, { ...undo.program, name }).slice(0, MAX_PROGRAMS);
    });
    this.show(undo.program.id);
  }

  forgetUndo(): void {
    this.store.setState({ undo: null });
  }

  /** Writes down at once what still waits to be written. */
  save(): void {
    if (this.#saveTimer === undefined) return;
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    const { programs, shown } = this.store.getState();
    writeJson(this.#options.storage, STORAGE_KEY, { version: 1, programs, shown });
  }

  #edit(id: string, change: Partial<Program>): void {
    this.#change((programs) =>
      programs.map((program) => (program.id === id ? { ...program, ...change } : program)),
    );
  }

  #insert(index: number, made: Omit<Program, "id" | "colour">): string | undefined {
    if (this.isFull) return undefined;
    const id = `program-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
    this.#change((programs) => programs.toSpliced(index, 0, { ...made, id, colour: freeColour(programs) }));
    this.show(id);
    return id;
  }

  #change(change: (programs: readonly Program[]) => readonly Program[]): void {
    this.store.setState(({ programs, shown }) => {
      const changed = change(programs);
      return { programs: changed, shown: shownPrograms(changed, shown) };
    });
    this.#saveSoon();
  }

  #saveSoon(): void {
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

/** The colour that the fewest programs have. */
function freeColour(programs: readonly Program[]): number {
  const counts = Array.from(
    { length: PALETTE_SIZE },
    (_, colour) => programs.filter((program) => program.colour === colour).length,
  );
  return counts.indexOf(Math.min(...counts));
}

function readPrograms(
  storage: KeyValueStorage | undefined,
): { programs: readonly Program[]; shown: readonly string[] } | undefined {
  const value = readJson(storage, STORAGE_KEY);
  if (typeof value !== "object" || value === null || !("programs" in value)) return undefined;
  if (!Array.isArray(value.programs)) return undefined;
  const parsed = value.programs.map(parseProgram).filter((program) => program !== undefined);
  const programs = parsed.slice(0, MAX_PROGRAMS);
  const shown = "shown" in value && Array.isArray(value.shown) ? value.shown : [];
  return programs.length > 0 ? { programs, shown: shown.filter((id) => typeof id === "string") } : undefined;
}
