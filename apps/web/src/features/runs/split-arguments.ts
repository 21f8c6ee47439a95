/** The words of a command line, or what keeps it from being one. */
export type SplitArguments =
  | { kind: "words"; words: readonly string[] }
  | { kind: "fault"; fault: "quote" | "backslash" };

/**
 * Splits as a POSIX shell does before it expands anything: blanks part words, '…' keeps all, "…" keeps all
 * but \" and \\, a backslash keeps the next character. See sh(1), Quoting.
 */
export function splitArguments(text: string): SplitArguments {
  const words: string[] = [];
  let word: string | undefined;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (character === "'" || character === '"') {
      const quoted = readQuoted(text, index);
      if (quoted === undefined) return { kind: "fault", fault: "quote" };
      word = (word ?? "") + quoted.text;
      index = quoted.end;
    } else if (character === "\\") {
      index += 1;
      const kept = text[index];
      if (kept === undefined) return { kind: "fault", fault: "backslash" };
      word = (word ?? "") + kept;
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + character;
    }
  }
  if (word !== undefined) words.push(word);
  return { kind: "words", words };
}

/** The text of a quotation that begins at `start`, and where its closing quote stands. */
function readQuoted(text: string, start: number): { text: string; end: number } | undefined {
  const quote = text[start];
  let kept = "";
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (character === quote) return { text: kept, end: index };
    const next = text[index + 1];
    if (quote === '"' && character === "\\" && (next === '"' || next === "\\")) {
      kept += next;
      index += 1;
    } else {
      kept += character;
    }
  }
  return undefined;
}
