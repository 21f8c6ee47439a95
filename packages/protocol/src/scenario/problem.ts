import { z } from "zod";
import type { NotationError } from "./notation/cursor.js";

/** What is wrong with a scenario, and where. */
export const ScenarioProblem = z
  .strictObject({
    file: z.string().optional().describe("The file, where it has a name."),
    line: z.int().min(1).describe("Counted from 1."),
    column: z.int().min(1).describe("In characters, counted from 1."),
    message: z.string().describe("What was expected, and what stands there."),
    hint: z.string().optional().describe("What to write instead."),
  })
  .describe("A mistake in a scenario.");
export type ScenarioProblem = z.infer<typeof ScenarioProblem>;

/** Lines and columns of offsets into a text. */
export class Lines {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  /** Both counted from 1; columns in characters, as people count them. */
  placeOf(offset: number): { line: number; column: number } {
    const line = this.lineOf(offset);
    const start = this.#starts[line - 1] ?? 0;
    return { line, column: [...this.#text.slice(start, offset)].length + 1 };
  }

  /** Where a line begins. */
  startOf(line: number | undefined): number {
    return this.#starts[(line ?? 1) - 1] ?? 0;
  }

  /** Counted from 1. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}

/** `chat.scenario:12:7: expected …. Hint.` */
export function describeProblem({ file, line, column, message, hint }: ScenarioProblem): string {
  const place = `${file === undefined ? "" : `${file}:`}${line}:${column}`;
  return `${place}: ${message}${hint === undefined ? "" : `\n    ${hint}`}`;
}

export function problemAt(error: NotationError, lines: Lines, file: string | undefined): ScenarioProblem {
  return {
    ...(file !== undefined && { file }),
    ...lines.placeOf(error.offset),
    message: error.message,
    ...(error.hint !== undefined && { hint: error.hint }),
  };
}
