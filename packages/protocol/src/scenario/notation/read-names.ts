import { type Cursor, NotationError } from "./cursor.js";

/** Endings of programs' names. A program may be named without. */
export const programEndings = [".py", ".steps"] as const;

const NAME = /[\p{L}\p{N}_][\p{L}\p{N}_./-]*/uy;

export interface ProgramPart {
  readonly program: string;
  /** What of it: a variable, or a call. */
  readonly part?: string;
}

/** Reads `server`, `server.py`, `server.listen` or `server.py.listen`. */
export function readProgramName(cursor: Cursor): ProgramPart {
  const offset = cursor.offset;
  const text = cursor.take(NAME) ?? cursor.fail("a program's name");
  cursor.skipSpaces();
  const ending = /\.(?:py|steps)(?=$|\.)/.exec(text);
  const cut = ending === null ? text.indexOf(".") : ending.index + ending[0].length;
  if (cut < 0 || cut === text.length) return { program: text };
  const part = text.slice(cut + 1);
  if (!/^[A-Za-z_]\w*$/.test(part))
    throw new NotationError(`\`${part}\` is neither a variable nor a call`, offset + cut + 1);
  return { program: text.slice(0, cut), part };
}
