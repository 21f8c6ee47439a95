/** What can be done in a program's editor from outside of it. */
export interface EditorHandle {
  find(): void;
  toggleComment(): void;
  toggleBreakpoint(): void;
}

/** The editors that are on the page, by the ids of their programs. */
export class EditorsModel {
  readonly #editors = new Map<string, EditorHandle>();

  /** Undefined: its editor has gone. */
  set(program: string, editor: EditorHandle | undefined): void {
    if (editor === undefined) this.#editors.delete(program);
    else this.#editors.set(program, editor);
  }

  of(program: string): EditorHandle | undefined {
    return this.#editors.get(program);
  }
}
