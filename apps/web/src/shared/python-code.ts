const triple = /^(?:"""|''')/;

/**
 * A Python program's text with what is in strings and comments replaced by spaces, character by character: what is left
 * is code, at the same places. Quotes stay. Tolerates what is no Python (yet): a string that is not closed ends with its line.
 */
export function codeOf(source: string): string {
  let code = "";
  let at = 0;
  while (at < source.length) {
    const char = source[at] ?? "";
    if (char === "#") {
      const end = endOfLine(source, at);
      code += blank(source.slice(at, end));
      at = end;
    } else if (char === '"' || char === "'") {
      const end = endOfString(source, at);
      const quote = triple.test(source.slice(at, at + 3)) ? 3 : 1;
      const closes = end - at >= 2 * quote && source[end - 1] === char ? quote : 0;
      code += source.slice(at, at + quote) + blank(source.slice(at + quote, end - closes));
      code += source.slice(end - closes, end);
      at = end;
    } else {
      code += char;
      at += 1;
    }
  }
  return code;
}

/** Where the string that begins here ends: behind its closing quote, or at the end of the line or the text. */
export function endOfString(source: string, start: number): number {
  const quote = triple.test(source.slice(start, start + 3)) ? source.slice(start, start + 3) : source[start];
  let at = start + (quote?.length ?? 1);
  while (at < source.length) {
    if (source[at] === "\\") at += 2;
    else if (quote !== undefined && source.startsWith(quote, at)) return at + quote.length;
    else if (source[at] === "\n" && quote?.length === 1) return at;
    else at += 1;
  }
  return source.length;
}

function endOfLine(source: string, start: number): number {
  const end = source.indexOf("\n", start);
  return end === -1 ? source.length : end;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
