import { packetLabel } from "../../record/packet-label.js";
import { formatClock, formatDuration } from "../../shared/format/format-duration.js";
import {
  arrowHead,
  BAR_HALF,
  type Column,
  DiagramLayout,
  draw,
  flightPaths,
  type Geometry,
  hostPlaces,
  type Layout,
  lastLine,
  loopPath,
  lostMark,
  nobodyMark,
  type Picture,
  placeLabel,
  plainText,
  type Row,
  type RowLabel,
  type Run,
  repeatPath,
} from "../diagram/public.js";
import type { ExportOptions } from "./export-options.js";
import { mix, type Palette } from "./palette.js";
import { runsElement } from "./runs-element.js";
import { element } from "./svg-elements.js";

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
const HEAD_HEIGHT = 46;
const HOSTS_HEIGHT = 20;
const TAIL = 14;
const FONT_PX = 12;
const FONTS =
  "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'PingFang TC', 'Microsoft JhengHei', 'Noto Sans Mono CJK TC', 'Noto Sans CJK TC', monospace";

/** How many rows a picture of a height has room for. */
export function rowsWithin(height: number): number {
  return Math.floor((height - HEAD_HEIGHT - TAIL - ROW_HEIGHT) / ROW_HEIGHT);
}

/**
 * Everything that a person sees of the diagram, from its first row to its last, as wide as it is: a picture that needs
 * nothing else. It has room for all lanes, and so none is folded.
 */
export function diagramSvg(options: SvgOptions): SvgPicture {
  const { rows, record, palette, asOf, words, language, maxRows = rows.length } = options;
  const end = Math.min(rows.length, maxRows);
  const shown = rows.slice(0, end);
  const size = { fontPx: FONT_PX };
  const layout = new DiagramLayout().of({
    ...options,
    ...{ rows: shown, folds: new Map(), isLive: false, paneWidth: null, size },
  });
  const { columns, geometry, isFolded, labels } = layout;
  const picture = draw({
    rows,
    first: 0,
    end,
    rowHeight: ROW_HEIGHT,
    geometry,
    columns,
    isFolded,
    record,
    asOf,
  });
  const { width } = geometry;
  const isCut = end < rows.length;
  const top = layout.hosts.length === 0 ? 0 : HOSTS_HEIGHT;
  const height = top + HEAD_HEIGHT + (end + (isCut ? 1 : 0)) * ROW_HEIGHT + TAIL;
  const body = [
    ...lines(picture, geometry, options),
    ...shown.flatMap((row, index) =>
      rowTexts(row, labels[index], { startUs: record.runs.startUs(row.seq), index, geometry, palette }),
    ),
  ];
  if (isCut) {
    const y = end * ROW_HEIGHT + 20;
    body.push(
      element("text", { x: width / 2, y, fill: palette.amber, "text-anchor": "middle" }, words.cut(end)),
    );
  }
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" xml:lang="${language}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONTS}" font-size="${FONT_PX}">`,
    element("title", {}, words.title),
    element("rect", { width, height, fill: palette.bg }),
    ...hostHeads(layout, palette),
    `<g transform="translate(0 ${top})">`,
    ...columns.list.map((column, index) => head(column, index, { layout, options })),
    "</g>",
    `<g transform="translate(0 ${top + HEAD_HEIGHT})">`,
    ...body,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
  return { svg, width, height };
}

/** Over the heads of a host's programs, its name and address. */
function hostHeads({ hosts, geometry }: Layout, palette: Palette): string[] {
  const places = hostPlaces(hosts, { places: geometry.heads, width: geometry.width, fontPx: FONT_PX });
  return places.flatMap(({ line: { left, width }, text: { left: x, width: long }, name, address }) => {
    const text = { x: x + long / 2, y: 16, fill: palette.text, "text-anchor": "middle" };
    const line = { x1: left, x2: left + width, y1: 23, y2: 23, stroke: palette.dim, "stroke-width": 1.5 };
    return [element("text", text, address === null ? name : `${name} ${address}`), element("line", line)];
  });
}

function colourOf(lane: number, { palette, colourOfLane }: SvgOptions): string {
  return palette.programs[colourOfLane(lane) ?? -1] ?? palette.dim;
}

function head(
  column: Column,
  index: number,
  { layout, options }: { layout: Layout; options: SvgOptions },
): string {
  const { palette, headOf } = options;
  const place = layout.geometry.heads[index];
  if (place === undefined || layout.isFolded[index]) return "";
  const { left: x, width } = place;
  const colour = colourOf(column.lane, options);
  const { name, more } = headOf(column);
  return [
    element("rect", {
      ...{ x, y: 8, width, height: 26, rx: 6 },
      ...{
        fill: mix(colour, column.part === null ? 0.16 : 0, palette.bg),
        stroke: mix(colour, 0.4, palette.bg),
      },
    }),
    element(
      "text",
      { x: x + width / 2, y: 25, fill: palette.text, "text-anchor": "middle", "font-weight": 600 },
      `${name}${more}`,
    ),
  ].join("");
}

function lines(picture: Picture, { width }: Geometry, options: SvgOptions): string[] {
  const { palette } = options;
  return [
    ...picture.lifelines.map(({ lane, x, y1, y2, isOver }) =>
      element("line", {
        ...{ x1: x, x2: x, y1, y2, "stroke-width": isOver ? 1 : 1.5 },
        "stroke-dasharray": isOver ? "2 6" : undefined,
        stroke: mix(colourOf(lane, options), 0.45, palette.border),
      }),
    ),
    ...picture.gaps.map(({ y }) => element("rect", { x: 0, y: y - 7, width, height: 14, fill: palette.bg })),
    ...picture.bars.map((bar) => barElement(bar, options)),
    ...picture.repeats.map((repeat) =>
      element("path", {
        ...{ d: repeatPath(repeat), fill: "none", stroke: palette.amber },
        ...{ "stroke-width": 1.2, "stroke-dasharray": "2 3" },
      }),
    ),
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
  const { entry, x1, y1, x2, y2, isLoop, isTwoWay, nobodyAt, lostAt, held, isUnderWay } = arrow;
  const tone = entry === null ? "bulk" : packetLabel(entry.packet, true).tone;
  const colour = arrowColour(tone, palette);
  const dashes = tone === "ack" ? "2 3" : tone === "trouble" ? "5 4" : undefined;
  const bulk = tone === "bulk" ? { "stroke-width": 4, "stroke-opacity": 0.55 } : { "stroke-width": 1.4 };
  const line = { fill: "none", stroke: colour, ...bulk, "stroke-dasharray": dashes };
  const { way, wait } = flightPaths(arrow);
  const waits = { fill: "none", stroke: palette.amber, "stroke-width": 2, "stroke-dasharray": "1 4" };
  const lost = { fill: "none", stroke: palette.red, "stroke-width": 2.4 };
  return [
    element("path", { d: isLoop ? loopPath(arrow) : way, ...line }),
    held === null ? "" : element("path", { d: wait, ...waits }),
    held === null ? "" : element("circle", { cx: held.x, cy: held.y1, r: 4, ...waits, fill: palette.bg }),
    lostAt !== null || isUnderWay ? "" : element("path", { d: arrowHead(lastLine(arrow)), fill: colour }),
    lostAt === null ? "" : element("path", { d: lostMark(lostAt), ...lost }),
    isTwoWay && !isLoop
      ? element("path", { d: arrowHead({ ...arrow, x1: x2, y1: y2, x2: x1, y2: y1 }), fill: colour })
      : "",
    ...nobodyAt.map(({ x, y }) =>
      element("path", { d: nobodyMark(x, y), fill: "none", stroke: colour, "stroke-width": 3 }),
    ),
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

interface RowScene {
  /** The lab's clock when the row's run began. */
  startUs: number;
  index: number;
  geometry: Geometry;
  palette: Palette;
}

function rowTexts(
  row: Row,
  label: RowLabel | undefined,
  { startUs, index, geometry, palette }: RowScene,
): string[] {
  if (row.kind === "time") return [];
  const y = (index + 0.5) * ROW_HEIGHT + 4;
  const at = Math.max(0, row.at - startUs);
  const us = Math.floor(at % 1000);
  const time =
    row.kind === "gap" ? formatDuration(row.us) : `${formatClock(at - us)} ${String(us).padStart(3, "0")}`;
  const texts = [element("text", { x: 10, y, fill: palette.dim, "font-size": 9.5 }, time)];
  if (label === undefined) return texts;
  if (row.kind === "chapter") return chapterBand(label, { index, geometry, palette });
  const placed = placeLabel(label, geometry, { fontPx: FONT_PX });
  const isOverArrow = label.place === "arrow" && placed.anchor === "middle";
  const top = isOverArrow ? (index + 0.66) * ROW_HEIGHT - 3 : y;
  const tone = label.place === "arrow" ? arrowColour(label.tone, palette) : palette.text;
  const colour = (run: Run) => runColour(run.tone, palette, tone);
  const line = runsElement(placed, {
    ...{ y: top, fontPx: FONT_PX, bg: palette.bg, colour },
    title: plainText(label.runs),
  });
  return line === "" ? texts : [...texts, line];
}

/** Across the whole picture, with its name where the first lifelines are: the middle of a wide picture is out of view. */
function chapterBand(
  { runs }: RowLabel,
  { index, geometry: { gutter, width }, palette }: Omit<RowScene, "startUs">,
): string[] {
  const [top, y] = [index * ROW_HEIGHT + 2, (index + 0.5) * ROW_HEIGHT + 4];
  const name = { x: gutter, y, fill: mix(palette.blue, 0.75, palette.text), "font-weight": 600 };
  return [
    element("rect", {
      ...{ x: 0, y: top, width, height: ROW_HEIGHT - 4 },
      fill: mix(palette.blue, 0.09, palette.bg),
    }),
    element("text", name, plainText(runs)),
  ];
}

function runColour(tone: Run["tone"], palette: Palette, arrow: string): string {
  switch (tone) {
    case "plain":
    case "waits":
    case "elapsed":
      return palette.text;
    case "dim":
    case "small":
    case "fd":
    case "port":
    case "output":
    case "places":
      return palette.dim;
    case "name":
    case "badge":
      return palette.blue;
    case "arrow":
      return mix(arrow, 0.85, palette.text);
    case "error":
    case "stderr":
      return palette.red;
    case "note":
      return palette.amber;
  }
}
