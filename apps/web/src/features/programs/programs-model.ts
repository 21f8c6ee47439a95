import { createStore, type StoreApi } from "zustand/vanilla";
import { newId } from "../../shared/new-id.js";
import {
  MAX_ARGUMENTS_LENGTH,
  MAX_PROGRAMS,
  MAX_SOURCE_LENGTH,
  PALETTE_SIZE,
  type Program,
} from "../../shared/program.js";
import { freeName, type NameFault, nameFault, tidyName } from "./program-name.js";
import { shownPrograms } from "./shown-programs.js";

/** What can be taken back: the samples or an earlier state in place of all programs, or one that was removed. */
export type ProgramsUndo =
  | { kind: "samples" | "restored"; programs: readonly Program[] }
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
  /** Samples by language; all have the same names in the same order. */
  samples: Readonly<Record<string, Samples>>;
  language: string;
  /** Called before the samples replace all programs, or one is removed. */
  beforeLoss?(reason: "samples" | "remove"): void;
}

/** The programs of the page. Who keeps them watches `store`, and calls `open` and `adopt`. */
export class ProgramsModel {
  readonly store: StoreApi<ProgramsState> = createStore(() => ({ programs: [], shown: [], undo: null }));
  readonly #options: ProgramsOptions;
  readonly #paneKeys = new Map<string, string>();
  #language: string;
  /** The host of the samples' server, in a lab of hosts. */
  #server: string | null = null;

  constructor(options: ProgramsOptions) {
    this.#options = options;
    this.#language = options.language;
  }

  /** Other programs in place of those that are here. */
  open(programs: readonly Program[], shown: readonly string[]): void {
    this.store.setState({ programs, shown: shownPrograms(programs, shown), undo: null });
    this.setLanguage(this.#language);
  }

  /** The programs as another tab has left them. */
  adopt(programs: readonly Program[]): void {
    if (programs !== this.store.getState().programs) this.#change(() => programs);
  }

  /** One program takes another's pane, with the editor in it: who types goes on typing. */
  replaceShown(id: string, by: string): void {
    this.#paneKeys.set(by, this.paneKey(id));
    this.#paneKeys.set(id, newId());
    this.store.setState(({ programs, shown }) => ({
      shown: shownPrograms(
        programs,
        shown.filter((other) => other !== by).map((other) => (other === id ? by : other)),
      ),
    }));
  }

  /** The samples of the language as programs. Those of a first visit have the same ids in every tab. */
  samples({ isFirstVisit = false } = {}): readonly Program[] {
    const samples = this.#options.samples[this.#language] ?? [];
    return samples.map(({ name, source }, colour) => ({
      id: isFirstVisit ? `sample-${name}` : newId(),
      name,
      source: onHosts(source, this.#server),
      colour,
    }));
  }

  /** What the pane of a program is known by, also after it has taken the place of another. */
  paneKey(id: string): string {
    return this.#paneKeys.get(id) ?? id;
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

  /** Places a program on a host. */
  setHost(id: string, host: string): void {
    this.#edit(id, { host });
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

  /** Removes a program; `undo` brings it back where it was. */
  remove(id: string): void {
    const { programs } = this.store.getState();
    const index = programs.findIndex((program) => program.id === id);
    const program = programs[index];
    if (program === undefined) return;
    this.#options.beforeLoss?.("remove");
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
  }

  /** Samples that nobody has touched change to the language's own. */
  setLanguage(language: string): void {
    this.#renewSamples(() => {
      this.#language = language;
    });
  }

  /** Samples that nobody has touched find each other on the hosts of a lab, or without any, on its loopback. */
  setServer(host: string | null): void {
    this.#renewSamples(() => {
      this.#server = host;
    });
  }

  #renewSamples(change: () => void): void {
    const { programs } = this.store.getState();
    const untouched = new Set(programs.filter((program) => this.#isUntouched(program)));
    change();
    const wanted = this.samples();
    const translated = programs.map((program) => {
      if (!untouched.has(program)) return program;
      return {
        ...program,
        source: wanted.find(({ name }) => name === program.name)?.source ?? program.source,
      };
    });
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

  /** A program that runs stays the one in its pane: samples keep the ids of programs of their names. */
  restoreSamples(): void {
    this.#options.beforeLoss?.("samples");
    const before = this.store.getState().programs;
    const idOf = (name: string) => before.find((program) => program.name === name)?.id;
    this.#change(() => this.samples().map((sample) => ({ ...sample, id: idOf(sample.name) ?? sample.id })));
    this.store.setState({ undo: { kind: "samples", programs: before } });
  }

  /** An earlier state in place of all programs; `undo` brings back those that are here. */
  replaceAll(programs: readonly Program[]): void {
    const before = this.store.getState().programs;
    this.#change(() => programs);
    this.store.setState({ undo: { kind: "restored", programs: before } });
  }

  /** Begins a project that has no programs with the samples. */
  addSamples(): void {
    if (this.store.getState().programs.length === 0) this.#change(() => this.samples());
  }

  undo(): void {
    const { undo } = this.store.getState();
    this.forgetUndo();
    if (undo === null) return;
    if (undo.kind !== "removed") {
      this.#change(() => undo.programs);
      return;
    }
    this.#change((programs) => {
      const name = freeName(undo.program.name, programs);
      return programs.toSpliced(undo.index, 0, { ...undo.program, name }).slice(0, MAX_PROGRAMS);
    });
    this.show(undo.program.id);
  }

  forgetUndo(): void {
    this.store.setState({ undo: null });
  }

  #edit(id: string, change: Partial<Program>): void {
    this.#change((programs) =>
      programs.map((program) => (program.id === id ? { ...program, ...change } : program)),
    );
  }

  #insert(index: number, made: Omit<Program, "id" | "colour">): string | undefined {
    if (this.isFull) return undefined;
    const id = newId();
    this.#change((programs) => programs.toSpliced(index, 0, { ...made, id, colour: freeColour(programs) }));
    this.show(id);
    return id;
  }

  #change(change: (programs: readonly Program[]) => readonly Program[]): void {
    this.store.setState(({ programs, shown }) => {
      const changed = change(programs);
      return { programs: changed, shown: shownPrograms(changed, shown) };
    });
  }

  #isUntouched({ name, source }: Program): boolean {
    return Object.values(this.#options.samples).some((samples) =>
      samples.some(
        (sample) =>
          sample.name === name && [sample.source, onHosts(sample.source, this.#server)].includes(source),
      ),
    );
  }
}

/** A sample as it is on the hosts of a lab: the server listens on all addresses, the client connects to its host's name. */
function onHosts(source: string, server: string | null): string {
  if (server === null) return source;
  return source
    .replace("bind(('127.0.0.1'", "bind((''")
    .replace("connect(('127.0.0.1'", `connect(('${server}'`);
}

/** The colour that the fewest programs have. */
function freeColour(programs: readonly Program[]): number {
  const counts = Array.from(
    { length: PALETTE_SIZE },
    (_, colour) => programs.filter((program) => program.colour === colour).length,
  );
  return counts.indexOf(Math.min(...counts));
}
