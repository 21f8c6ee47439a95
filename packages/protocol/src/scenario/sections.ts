/** A section of a scenario's text: `-- name -- options`, and the lines below it. */
export interface Section {
  readonly name: string;
  /** Where its name stands in the text. */
  readonly nameAt: number;
  /** Where its options begin and end: what stands behind the name, in the same line. */
  readonly optionsAt: number;
  readonly optionsEnd: number;
  /** Its lines, each with its line break, and where they begin. */
  readonly contentAt: number;
  readonly contentEnd: number;
}

export interface Sections {
  /** The lines before the first section. */
  readonly headerEnd: number;
  readonly sections: readonly Section[];
}

/** A line that begins a section, up to the end of its name. */
const HEADING = /^-- [^\n]*? --(?=[ \t]|\r?$)/gm;

/** The same line, with or without backslashes before it. */
const LOOKS_LIKE_HEADING = /^(\\*)(?=-- [^\n]*? --(?:[ \t]|\r?$))/gm;

/** Finds the sections of a text. As in a txtar archive, all that is not before the first one is in one. */
export function findSections(text: string): Sections {
  const headings = [...text.matchAll(HEADING)];
  const sections = headings.map(({ 0: heading, index }, at): Section => {
    const lineEnd = endOfLine(text, index);
    const optionsAt = index + heading.length;
    const options = text.slice(optionsAt, lineEnd);
    return {
      name: heading.slice(3, -3).trim(),
      nameAt: index + 3,
      optionsAt: optionsAt + options.length - options.trimStart().length,
      optionsEnd: optionsAt + options.trimEnd().length,
      contentAt: Math.min(text.length, lineEnd + 1),
      contentEnd: headings[at + 1]?.index ?? text.length,
    };
  });
  return { headerEnd: headings[0]?.index ?? text.length, sections };
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at < 0 ? text.length : at;
}

/** The lines of a section as they are meant: `\-- x --` stands for a line that would begin a section. */
export function unescapeLines(content: string): string {
  return content.replace(LOOKS_LIKE_HEADING, (backslashes) => backslashes.slice(1));
}

/** Lines as they can stand in a section. */
export function escapeLines(content: string): string {
  return content.replace(LOOKS_LIKE_HEADING, (backslashes) => `\\${backslashes}`);
}
