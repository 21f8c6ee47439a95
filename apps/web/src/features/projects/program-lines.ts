import { structuredPatch } from "diff";

/** A line of a comparison. `gap`: lines that are the same in both are left out. */
export type DiffLine = { kind: "same" | "removed" | "added"; text: string } | { kind: "gap"; text: string };

/** Lines of what is the same, around each difference. */
const CONTEXT_LINES = 3;

/** Two long texts that have little in common take too long to compare line by line. */
const TIMEOUT_MS = 300;

/** How one text becomes another, line by line; undefined where they have too little in common. */
export function compareTexts(before: string, after: string): readonly DiffLine[] | undefined {
  const options = { context: CONTEXT_LINES, timeout: TIMEOUT_MS };
  const patch = structuredPatch("", "", before, after, "", "", options);
  return patch?.hunks.flatMap(({ oldStart, lines }, index): DiffLine[] => {
    const shown = lines.map(asLine).filter((line) => line !== undefined);
    return index === 0 && oldStart <= 1 ? shown : [{ kind: "gap", text: "⋯" }, ...shown];
  });
}

function asLine(line: string): DiffLine | undefined {
  const text = line.slice(1);
  switch (line[0]) {
    case "+":
      return { kind: "added", text };
    case "-":
      return { kind: "removed", text };
    case "\\":
      // "\ No newline at end of file": nobody asks.
      return undefined;
    default:
      return { kind: "same", text };
  }
}
