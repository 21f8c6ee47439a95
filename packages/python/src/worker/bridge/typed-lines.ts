import type { StandardInput } from "../standard-input.js";
import type { ProgramWaits, Waiting } from "./program-waits.js";

/** What `ask` gives: `text` is undefined at end of file. */
export interface TypedLine {
  text: string | undefined;
  interrupted: boolean;
}

/** The lines that a program reads from standard input, each waited for. */
export class TypedLines {
  readonly #input: StandardInput;
  readonly #waits: ProgramWaits;

  constructor(input: StandardInput, waits: ProgramWaits) {
    this.#input = input;
    this.#waits = waits;
  }

  /** Whether a line waits to be read from standard input. */
  hasInput(): boolean {
    return this.#input.hasLine;
  }

  /** Asks in the page for a line; `text` is undefined at end of file. `isSecret`: nobody is to see it. */
  ask(prompt: string, line: number, thread: string | undefined, isSecret: boolean): Waiting<TypedLine> {
    const { wait } = this.#waits.begin(line, thread, "input");
    const answered = new Promise<TypedLine>((resolve) => {
      const end = (text: string | undefined, interrupted: boolean) => {
        stopListening();
        wait.end();
        resolve({ text, interrupted });
      };
      const interrupt = () => end(undefined, true);
      let stopListening = () => {};
      if (wait.isInterrupted()) {
        end(undefined, true);
        return;
      }
      this.#input.want(prompt, isSecret);
      wait.onInterrupt(interrupt);
      stopListening = this.#input.onLine(() => end(this.#input.take() ?? undefined, false));
    });
    return this.#waits.resumed(answered);
  }
}
