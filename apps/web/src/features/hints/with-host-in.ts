import { codeOf } from "../../shared/python-code.js";

const LOOPBACK = /(['"])(?:127\.0\.0\.1|localhost|::1)\1/g;

/**
 * A program's text with another host in place of its loopback: in this line where it is written there, else wherever it is.
 * Undefined where it is written nowhere.
 */
export function withHostIn(source: string, line: number | undefined, host: string): string | undefined {
  const lines = source.split("\n");
  const code = codeOf(source).split("\n");
  // A line of which nothing is code is a comment, or the middle of a text.
  const named = lines.flatMap((text, at) =>
    text.search(LOOPBACK) >= 0 && code[at]?.trim() !== "" ? [at] : [],
  );
  const own = line === undefined ? -1 : line - 1;
  const changed = named.includes(own) ? [own] : named;
  if (changed.length === 0) return undefined;
  for (const at of changed) lines[at] = (lines[at] ?? "").replace(LOOPBACK, `$1${host}$1`);
  return lines.join("\n");
}
