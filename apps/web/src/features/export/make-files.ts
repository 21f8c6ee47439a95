import type { Language } from "../../shared/language.js";
import { diagramMermaid } from "./export-mermaid.js";
import type { ExportOptions } from "./export-options.js";
import { diagramSvg, rowsWithin } from "./export-svg.js";
import { readPalette } from "./read-palette.js";
import { MAX_PNG_SIDE, svgToPng } from "./svg-to-png.js";

/** The diagram as a picture, in the page's colours. */
export function svgFile(options: ExportOptions, language: Language): Blob {
  const { svg } = diagramSvg({ ...options, palette: readPalette(), language });
  return new Blob([svg], { type: "image/svg+xml" });
}

/** The same in pixels: its newest rows, where all would be more than a browser can draw. */
export function pngFile(options: ExportOptions, language: Language): Promise<Blob> {
  const maxRows = rowsWithin(MAX_PNG_SIDE);
  return svgToPng(diagramSvg({ ...options, palette: readPalette(), language, maxRows }));
}

/** The diagram as Mermaid's text. */
export function mermaidFile(options: ExportOptions): Blob {
  return new Blob([diagramMermaid(options).text], { type: "text/plain" });
}
