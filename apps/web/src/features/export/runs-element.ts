import { escapeXml } from "@sockpit/protocol";
import { type placeLabel, RUN_GAP, type Run, runFont, runPadding } from "../diagram/public.js";
import { element } from "./svg-elements.js";

interface LineOptions {
  y: number;
  fontPx: number;
  /** The picture's ground, which the text keeps around it where it lies over lines. */
  bg: string;
  /** All that it says, also what there is no room for. */
  title: string;
  colour(run: Run): string;
}

/** A label as one line of SVG. */
export function runsElement(
  { runs, x, anchor }: ReturnType<typeof placeLabel>,
  { y, fontPx, bg, title, colour }: LineOptions,
): string {
  if (runs.length === 0) return "";
  const spans = runs.map((run, index) => {
    const { text, tone, isJoined } = run;
    const isStrong = tone === "arrow" || tone === "badge" || tone === "error";
    const size = runFont(run, { fontPx });
    const attributes = {
      dx: index === 0 || isJoined ? undefined : RUN_GAP + runPadding(run) / 2,
      fill: colour(run),
      "font-size": size === fontPx ? undefined : size,
      "font-weight": isStrong ? 600 : undefined,
    };
    return element("tspan", attributes, text);
  });
  const halo = `stroke="${bg}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`;
  const attributes = `x="${Math.round(x)}" y="${y}" text-anchor="${anchor}" ${halo}`;
  return `<text ${attributes} xml:space="preserve"><title>${escapeXml(title)}</title>${spans.join("")}</text>`;
}
