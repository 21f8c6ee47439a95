import type { Lane } from "../../record/lanes.js";
import { packetLabel } from "../../record/packet-label.js";
import { formatClock } from "../../shared/format/format-duration.js";
import {
  arrowHead,
  BAR_HALF,
  draw,
  type Geometry,
  layOut,
  loopPath,
  type Picture,
  type Row,
} from "../diagram/public.js";
import { type LabelOptions, plainText, type RowLabel, type Run, rowLabel } from "./export-labels.js";
import { mix, type Palette } from "./palette.js";
import { element, escapeXml } from "./svg-elements.js";
import { fitText, textWidth } from "./text-width.js";

export interface ExportOptions extends LabelOptions {
  rows: readonly Row[];
  lanes: readonly Lane[];
  nameOfLane(lane: number): string;
  /** Its place among the colours of programs; undefined for what is no program of the page. */
  colourOfLane(lane: number): number | undefined;
}

interface SvgOptions extends ExportOptions {
  palette: Palette;
  /** BCP 47. */
  language: string;
  /** Rows beyond these are left out, and the picture says so. */
  maxRows?: number;
}

interface SvgPicture {
  svg: string;
  width: number;
  height: number;
}

const ROW_HEIGHT = 28;
/** Of a page this wide: two programs have the packets between them to themselves. */
const PAGE_WIDTH = 1180;
const HEAD_HEIGHT = 46;
const TAIL = 30;
const FONT_SIZE = 12;
const SMALL = 11;
const RUN_GAP = 7;
const LABEL_MARGIN = 14;
const LOOP_ROOM = 44;
const FONTS =
  "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'PingFang TC', 'Microsoft JhengHei', 'Noto Sans Mono CJK TC', 'Noto Sans CJK TC', monospace";

/** How many rows a picture of a height has room for. */
export function rowsWithin(height: number): number {
  return Math.floor((height - HEAD_HEIGHT - TAIL) / ROW_HEIGHT);
}

/** Everything that a person sees of the diagram, from its first row to its last, as a picture that needs nothing else. */
export function diagramSvg(options: SvgOptions): SvgPicture {
  const { rows, lanes, record, palette, asOf, words, language, maxRows = rows.length } = options;
  const end = Math.min(rows.length, maxRows);
  const geometry = layOut(lanes.length, PAGE_WIDTH);
  const picture = draw({ rows, first: 0, end, rowHeight: ROW_HEIGHT, geometry, record, asOf });
  const { width } = geometry;
  const height = HEAD_HEIGHT + end * ROW_HEIGHT + TAIL;
  const body = [
    ...lines(picture, geometry, options),
    ...rows.slice(0, end).flatMap((row, index) => rowTexts(row, index, { geometry, options })),
  ];
  if (end < rows.length) {
    const y = end * ROW_HEIGHT + 20;
    body.push(
      element("text", { x: width / 2, y, fill: palette.amber, "text-anchor": "middle" }, words.cut(end)),
    );
  }
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" xml:lang="${language}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONTS}" font-size="${FONT_SIZE}">`,
    element("title", {}, words.title),
    element("rect", { width, height, fill: palette.bg }),
    ...lanes.map((lane) => head(lane, geometry, options)),
    `<g transform="translate(0 ${HEAD_HEIGHT})">`,
    ...body,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
  return { svg, width, height };
}

function colourOf(lane: number, { palette, colourOfLane }: SvgOptions): string {
  return palette.programs[colourOfLane(lane) ?? -1] ?? palette.dim;
}

function head({ id, lives, kind }: Lane, { xs, headWidth, width }: Geometry, options: SvgOptions): string {
  const { palette, nameOfLane } = options;
  const x = Math.max(4, Math.min((xs[id] ?? 0) - headWidth / 2, width - headWidth - 4));
  const colour = colourOf(id, options);
  const pid = kind === "nobody" ? "" : ` pid ${lives.at(-1)?.pid ?? 0}`;
  const name = fitText(`${nameOfLane(id)}${pid}`, headWidth - 16, FONT_SIZE);
  return [
    element("rect", {
      ...{ x, y: 8, width: headWidth, height: 26, rx: 6 },
      ...{ fill: mix(colour, 0.16, palette.bg), stroke: mix(colour, 0.4, palette.bg) },
    }),
    element(
      "text",
      { x: x + headWidth / 2, y: 25, fill: palette.text, "text-anchor": "middle", "font-weight": 600 },
      name,
    ),
  ].join("");
}

function lines(picture: Picture, { width }: Geometry, options: SvgOptions): string[] {
  const { palette } = options;
  return [
    ...picture.lifelines.map(({ lane, x, y1, y2 }) =>
      element("line", {
        ...{ x1: x, x2: x, y1, y2, "stroke-width": 1.5 },
        stroke: mix(colourOf(lane, options), 0.45, palette.border),
      }),
    ),
    ...picture.gaps.map(({ y }) => element("rect", { x: 0, y: y - 7, width, height: 14, fill: palette.bg })),
    ...picture.bars.map((bar) => barElement(bar, options)),
    ...picture.arrows.map((arrow) => arrowElement(arrow, palette)),
  ];
}

function barElement({ call, x, y1, y2, hasWaited }: Picture["bars"][number], options: SvgOptions): string {
  const { palette } = options;
  const colour = colourOf(call.lane, options);
  const isFailed = call.end?.outcome.kind === "failed";
  const tint = isFailed ? palette.red : colour;
  const share = isFailed ? 0.55 : hasWaited ? 0.32 : 1;
  return element("rect", {
    ...{ x: x - BAR_HALF, y: y1, width: 2 * BAR_HALF, height: y2 - y1, rx: 3 },
    ...{ fill: mix(tint, share, palette.bg), stroke: isFailed || hasWaited ? tint : palette.bg },
  });
}

function arrowElement(arrow: Picture["arrows"][number], palette: Palette): string {
  const { entry, x1, y1, x2, y2, isLoop, isTwoWay } = arrow;
  const tone = entry === null ? "bulk" : packetLabel(entry.packet, true).tone;
  const colour = arrowColour(tone, palette);
  const dashes = tone === "ack" ? "2 3" : tone === "trouble" ? "5 4" : undefined;
  const bulk = tone === "bulk" ? { "stroke-width": 4, "stroke-opacity": 0.55 } : { "stroke-width": 1.4 };
  const line = { fill: "none", stroke: colour, ...bulk, "stroke-dasharray": dashes };
  return [
    isLoop ? element("path", { d: loopPath(arrow), ...line }) : element("line", { x1, y1, x2, y2, ...line }),
    element("path", { d: arrowHead(arrow), fill: colour }),
    isTwoWay && !isLoop
      ? element("path", { d: arrowHead({ ...arrow, x1: x2, y1: y2, x2: x1, y2: y1 }), fill: colour })
      : "",
  ].join("");
}

function arrowColour(tone: (RowLabel & { place: "arrow" })["tone"], palette: Palette): string {
  switch (tone) {
    case "open":
      return palette.blue;
    case "ack":
      return mix(palette.blue, 0.55, palette.dim);
    case "data":
    case "bulk":
      return palette.green;
    case "close":
      return palette.purple;
    case "reset":
    case "error":
      return palette.red;
    case "trouble":
      return palette.amber;
  }
}

interface Scene {
  geometry: Geometry;
  options: SvgOptions;
}

function rowTexts(row: Row, index: number, { geometry, options }: Scene): string[] {
  const { palette } = options;
  const y = (index + 0.5) * ROW_HEIGHT + 4;
  const texts: string[] = [];
  if (row.kind !== "gap") {
    const us = Math.floor(row.at % 1000);
    const time = `${formatClock(row.at - us)} ${String(us).padStart(3, "0")}`;
    texts.push(element("text", { x: 10, y, fill: palette.dim, "font-size": 9.5 }, time));
  }
  const label = rowLabel(row, options);
  const box = boxOf(label, geometry);
  const top = label.place === "arrow" ? (index + 0.66) * ROW_HEIGHT - 3 : y;
  const tone = label.place === "arrow" ? arrowColour(label.tone, palette) : palette.text;
  const line = runsElement(label.runs, { ...box, y: top }, { palette, arrow: tone });
  if (line !== "") texts.push(line);
  return texts;
}

interface Box {
  x: number;
  width: number;
  anchor: "start" | "middle" | "end";
}

function boxOf(label: RowLabel, { xs, labels, gutter, width }: Geometry): Box {
  if (label.place === "whole") return { x: gutter, width: width - gutter, anchor: "middle" };
  if (label.place === "lane") {
    const box = labels[label.lane];
    if (box === undefined) return { x: gutter, width: 0, anchor: "start" };
    return { x: box.x, width: box.width, anchor: box.side === "left" ? "end" : "start" };
  }
  const [from, to] = [xs[label.fromLane] ?? 0, xs[label.toLane] ?? 0];
  if (from === to) {
    const box = labels[label.fromLane];
    const room = box?.side === "right" ? box.width : width - from;
    return { x: from + LOOP_ROOM, width: room - LOOP_ROOM, anchor: "start" };
  }
  const room = Math.abs(to - from) - 2 * LABEL_MARGIN;
  return { x: Math.min(from, to) + LABEL_MARGIN, width: room, anchor: "middle" };
}

/** Runs in one line, as far as there is room. */
function runsElement(
  runs: readonly Run[],
  { x, y, width, anchor }: Box & { y: number },
  { palette, arrow }: { palette: Palette; arrow: string },
): string {
  const shown: Run[] = [];
  let used = 0;
  for (const run of runs) {
    const gap = shown.length === 0 ? 0 : RUN_GAP;
    const text = fitText(run.text, width - used - gap, SMALL);
    if (text === "") break;
    shown.push({ ...run, text });
    used += gap + textWidth(text, SMALL);
  }
  if (shown.length === 0) return "";
  const at = anchor === "start" ? x : anchor === "end" ? x + width : x + width / 2;
  const spans = shown.map((run, index) => {
    const { text, tone } = run;
    const isStrong = tone === "arrow" || tone === "badge" || tone === "error";
    const attributes = {
      dx: index === 0 ? undefined : RUN_GAP,
      fill: runColour(tone, palette, arrow),
      "font-weight": isStrong ? 600 : undefined,
    };
    return element("tspan", attributes, text);
  });
  const attributes = `x="${at}" y="${y}" font-size="${SMALL}" text-anchor="${anchor}"`;
  return `<text ${attributes} xml:space="preserve"><title>${escapeXml(plainText(runs))}</title>${spans.join("")}</text>`;
}

function runColour(tone: Run["tone"], palette: Palette, arrow: string): string {
  switch (tone) {
    case "plain":
      return palette.text;
    case "dim":
      return palette.dim;
    case "name":
    case "badge":
      return palette.blue;
    case "arrow":
      return mix(arrow, 0.85, palette.text);
    case "error":
      return palette.red;
    case "note":
      return palette.amber;
  }
}
