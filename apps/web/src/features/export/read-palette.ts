import type { Palette } from "./palette.js";

const PROGRAM_COLOURS = 6;

/** The colours of the theme that the page shows now: styles/tokens.css. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    bg: colour("bg"),
    border: colour("border"),
    text: colour("text"),
    dim: colour("text-dim"),
    blue: colour("blue"),
    green: colour("green"),
    amber: colour("amber"),
    red: colour("red"),
    purple: colour("code-keyword"),
    programs: Array.from({ length: PROGRAM_COLOURS }, (_, index) => colour(`program-${index}`)),
  };
}
