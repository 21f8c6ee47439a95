import { createStore, type StoreApi } from "zustand/vanilla";
import type { Program } from "../../shared/program.js";
import type { EditKind, ProgramPart } from "./hint.js";
import { plainCharacters } from "./plain-characters.js";

/** A change that the page has made to a program's text, and how to take it back. */
export interface ProgramEdit {
  readonly what: EditKind | "split";
  readonly program: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** Programs that it has added. */
  readonly added: readonly string[];
}

interface EditedPrograms {
  find(id: string): Program | undefined;
  setSource(id: string, source: string): void;
  add(program: { name: string; source: string }): string | undefined;
  remove(id: string): void;
  forgetUndo(): void;
}

/** Changes of programs' texts that hints make, the last of which can be undone. */
export class EditsModel {
  readonly store: StoreApi<{ undo: ProgramEdit | null }> = createStore(() => ({ undo: null }));
  readonly #programs: EditedPrograms;

  constructor(programs: EditedPrograms) {
    this.#programs = programs;
  }

  edit({ id, name, source: before }: Program, what: EditKind, after: string): void {
    this.#programs.setSource(id, after);
    this.#done({ what, program: id, name, before, after, added: [] });
  }

  /** Keeps the first of the programs in place, and adds the others behind all. */
  split({ id, name, source: before }: Program, parts: readonly ProgramPart[]): void {
    const [first, ...others] = parts;
    if (first === undefined) return;
    const added = others.map((part) => this.#programs.add(part));
    // A page that is full keeps the text as it is.
    if (added.includes(undefined)) {
      for (const other of added) if (other !== undefined) this.#remove(other);
      return;
    }
    this.#programs.setSource(id, first.source);
    const ids = added.filter((other) => other !== undefined);
    this.#done({ what: "split", program: id, name, before, after: first.source, added: ids });
  }

  /** A paste's text as it goes into a program: with plain characters in its code. `place`: the program's text with it. */
  paste({ id, name }: Program, text: string, place: (text: string) => string): string {
    const plain = plainCharacters(text);
    if (plain !== text)
      this.#done({
        what: "plainCharacters",
        program: id,
        name,
        before: place(text),
        after: place(plain),
        added: [],
      });
    return plain;
  }

  undo(): void {
    const { undo } = this.store.getState();
    this.forgetUndo();
    // What has been typed since then stays.
    if (undo === null || this.#programs.find(undo.program)?.source !== undo.after) return;
    this.#programs.setSource(undo.program, undo.before);
    for (const id of undo.added) this.#remove(id);
  }

  forgetUndo(): void {
    this.store.setState({ undo: null });
  }

  #done(undo: ProgramEdit): void {
    this.store.setState({ undo });
  }

  #remove(id: string): void {
    this.#programs.remove(id);
    this.#programs.forgetUndo();
  }
}
