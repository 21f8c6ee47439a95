/** Values as Python's `repr` writes them: Objects/bytesobject.c and Objects/unicodeobject.c of CPython. */

export function reprBytes(bytes: Uint8Array): string {
  const quote = quoteFor(bytes.includes(0x27), bytes.includes(0x22));
  let body = "";
  for (const byte of bytes) {
    const isPrintable = byte >= 0x20 && byte < 0x7f;
    body += isPrintable ? escaped(String.fromCharCode(byte), quote) : (controls[byte] ?? hex("\\x", byte, 2));
  }
  return `b${quote}${body}${quote}`;
}

export function reprText(text: string): string {
  const quote = quoteFor(text.includes("'"), text.includes('"'));
  let body = "";
  for (const character of text) body += textCharacter(character, quote);
  return `${quote}${body}${quote}`;
}

const controls: Readonly<Record<number, string>> = { 9: "\\t", 10: "\\n", 13: "\\r" };

/** Single quotes, but for what has some, and no double ones. */
function quoteFor(hasSingle: boolean, hasDouble: boolean): "'" | '"' {
  return hasSingle && !hasDouble ? '"' : "'";
}

function escaped(character: string, quote: string): string {
  return character === "\\" || character === quote ? `\\${character}` : character;
}

/** Categories that Python does not print (str.isprintable), but for the space. */
const unprintable = /^[\p{C}\p{Z}]$/u;

function textCharacter(character: string, quote: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === " " || !unprintable.test(character)) return escaped(character, quote);
  if (controls[code] !== undefined) return controls[code];
  if (code <= 0xff) return hex("\\x", code, 2);
  return code <= 0xffff ? hex("\\u", code, 4) : hex("\\U", code, 8);
}

function hex(prefix: string, code: number, digits: number): string {
  return prefix + code.toString(16).padStart(digits, "0");
}
