import { endOfString } from "../../shared/python-code.js";

/** Characters that look like Python's and are not: what word processors, web pages and East Asian keyboards write. */
const plain: Readonly<Record<string, string>> = {
  "\u00a0": " ",
  "\u2002": " ",
  "\u2003": " ",
  "\u2009": " ",
  "\u202f": " ",
  "\u3000": " ",
  "\u200b": "",
  "\u200c": "",
  "\u200d": "",
  "\u2060": "",
  "\ufeff": "",
  "\u2010": "-",
  "\u2011": "-",
  "\u2012": "-",
  "\u2013": "-",
  "\u2212": "-",
  "、": ",",
  "。": ".",
  "【": "[",
  "】": "]",
  "〔": "[",
  "〕": "]",
  "×": "*",
  "÷": "/",
  "≤": "<=",
  "≥": ">=",
  "≠": "!=",
};

/** Quotes that open, and those that close them. */
const quotes: Readonly<Record<string, { plain: string; closes: string }>> = {
  "“": { plain: '"', closes: '“”"' },
  "”": { plain: '"', closes: '“”"' },
  "„": { plain: '"', closes: '“”"' },
  "«": { plain: '"', closes: "»" },
  "「": { plain: '"', closes: "」" },
  "‘": { plain: "'", closes: "‘’'" },
  "’": { plain: "'", closes: "‘’'" },
  "＂": { plain: '"', closes: '＂"' },
  "＇": { plain: "'", closes: "＇'" },
};

/** The full-width forms of ASCII's characters: Unicode's block "Halfwidth and Fullwidth Forms". */
const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_SHIFT = 0xfee0;

/**
 * A program's text with plain characters in its code: full-width punctuation, no-break spaces and typographic quotes become
 * what Python reads. What is in strings and comments stays as it is.
 */
export function plainCharacters(source: string): string {
  let text = "";
  let at = 0;
  while (at < source.length) {
    const char = source[at] ?? "";
    const quote = quotes[char];
    if (char === "#") {
      const end = source.indexOf("\n", at);
      text += source.slice(at, end === -1 ? source.length : end);
      at = end === -1 ? source.length : end;
    } else if (char === '"' || char === "'") {
      const end = endOfString(source, at);
      text += source.slice(at, end);
      at = end;
    } else if (quote !== undefined) {
      const end = endOfQuoted(source, at + 1, quote.closes);
      // A quote that nothing closes on its line is no string's.
      if (end === undefined) text += quote.plain;
      else text += `${quote.plain}${escaped(source.slice(at + 1, end), quote.plain)}${quote.plain}`;
      at = end === undefined ? at + 1 : end + 1;
    } else {
      text += plainOf(char);
      at += 1;
    }
  }
  return text;
}

function endOfQuoted(source: string, start: number, closes: string): number | undefined {
  for (let at = start; at < source.length && source[at] !== "\n"; at += 1)
    if (closes.includes(source[at] ?? "")) return at;
  return undefined;
}

function escaped(text: string, quote: string): string {
  return text.replaceAll(quote, `\\${quote}`);
}

function plainOf(char: string): string {
  const code = char.charCodeAt(0);
  if (code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST)
    return String.fromCharCode(code - FULL_WIDTH_SHIFT);
  return plain[char] ?? char;
}
