export const textSizes = ["normal", "large", "projector"] as const;
export type TextSize = (typeof textSizes)[number];

/** How much larger everything is drawn, the diagram too. public/boot.js has the same numbers. */
const zooms: Readonly<Record<TextSize, number>> = { normal: 1, large: 1.25, projector: 1.6 };

/** Text of the editors, in per cent of the page's. */
export const codeSizes = [85, 100, 115, 130, 150, 175, 200] as const;
export type CodeSize = (typeof codeSizes)[number];

/** The size so many steps larger, as far as there is one. */
export function steppedCodeSize(size: CodeSize, steps: number): CodeSize {
  return codeSizes[codeSizes.indexOf(size) + steps] ?? size;
}

/** What the browser's own text size is without a person's wish: CSS Fonts Level 4 §3.5. */
const USUAL_FONT_SIZE_PX = 16;

/** The zoom of a text size, on top of the text size that the browser is set to. */
export function zoomOf(size: TextSize): number {
  const wanted = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return zooms[size] * (wanted > 0 ? wanted / USUAL_FONT_SIZE_PX : 1);
}
