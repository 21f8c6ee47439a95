/** Of a fixed-width font's size: the width of a Latin letter, and of a character of Chinese. */
const NARROW_EM = 0.602;
const WIDE_EM = 1;

/** From here on characters are as wide as two: Hangul Jamo, CJK, full-width forms, emoji. */
const FIRST_WIDE = 0x1100;

/** Arrows, box drawing and the like lie beyond, and are narrow. */
const narrowBlocks: readonly (readonly [number, number])[] = [
  [0x2000, 0x2e7f],
  [0x1d00, 0x1dff],
];

/** About how wide text is in a fixed-width font. A picture that stands alone has no one to measure it. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += isWide(character.codePointAt(0) ?? 0) ? WIDE_EM : NARROW_EM;
  return width * fontSize;
}

/** The text, or as much of its beginning as there is room for. */
export function fitText(text: string, room: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= room) return text;
  let left = room - textWidth("…", fontSize);
  let fitting = "";
  for (const character of text) {
    left -= textWidth(character, fontSize);
    if (left < 0) break;
    fitting += character;
  }
  return fitting === "" ? "" : `${fitting}…`;
}

function isWide(code: number): boolean {
  return code >= FIRST_WIDE && !narrowBlocks.some(([first, last]) => code >= first && code <= last);
}
