/** The lines that a person types for a program. Asked for when it wants one, kept until it reads them. */
export class StandardInput {
  readonly #ask: (prompt: string, isSecret: boolean) => void;
  /** Null is end of file. */
  readonly #lines: (string | null)[] = [];
  readonly #listeners = new Set<() => void>();
  #asked: string | undefined;

  /** `ask` shows the page's line of input, or another prompt before it. */
  constructor(ask: (prompt: string, isSecret: boolean) => void) {
    this.#ask = ask;
  }

  /** Whether a line, or end of file, waits to be read. */
  get hasLine(): boolean {
    return this.#lines.length > 0;
  }

  /** Lets a person type, if nothing waits to be read. `isSecret`: nobody is to see what is typed. */
  want(prompt: string, isSecret = false): void {
    const asked = `${isSecret} ${prompt}`;
    if (this.hasLine || this.#asked === asked) return;
    this.#asked = asked;
    this.#ask(prompt, isSecret);
  }

  /** A person has typed a line; null is end of file. */
  typed(line: string | null): void {
    this.#asked = undefined;
    this.#lines.push(line);
    for (const listener of [...this.#listeners]) listener();
  }

  /** The next line; undefined where none waits. */
  take(): string | null | undefined {
    return this.#lines.shift();
  }

  /** Calls back once: when a line waits to be read, at once where one does. Gives how to stop listening. */
  onLine(listener: () => void): () => void {
    const once = () => {
      this.#listeners.delete(once);
      listener();
    };
    this.#listeners.add(once);
    if (this.hasLine) once();
    return () => this.#listeners.delete(once);
  }
}
