import type { TextSize } from "./fit-label.js";
import type { Needs } from "./needs.js";

/** Pixels between a lifeline and what is written beside it. */
export const LABEL_DISTANCE = 14;

/** Pixels between a lifeline and what is written beside the head of an arrow that ends there. */
export const ARROW_HEAD_DISTANCE = 20;

/** Pixels between an outer lifeline and the picture's edge, at least. */
const EDGE = 26;

/** Pixels that stay free between two heads, and at the picture's right edge. */
export const MARGIN = 6;

/** Pixels between two lifelines, at least: an arrow must be seen to go somewhere. */
const MIN_GAP = 64;

/** A folded column's width in pixels; less where there are many. */
const STUB = 24;
const MIN_STUB = 9;

/** Labels and arrows that take more than so many pixels have to give way before lanes move apart further. */
const MAX_LABEL = 440;
const MAX_ARROW = 420;

/** Pixels between lifelines below which a picture gets crowded: there lanes that are not needed fold. */
const COMFORTABLE_GAP = 360;

const GUTTER = 78;
const NARROW_GUTTER = 50;
const NARROW_PANE = 460;

/** What the layout has to know of a column. */
export interface ColumnShape {
  isFolded: boolean;
  /** Width in pixels of its head with the name alone, and with all that it says. */
  headPx: number;
  fullHeadPx: number;
}

export type Side = "left" | "right";

export interface Head {
  left: number;
  width: number;
}

export interface Geometry {
  /** Width of the whole picture; wider than the pane where there are many lanes. */
  width: number;
  /** Width of the column of times. */
  gutter: number;
  /** Each column's lifeline. */
  xs: readonly number[];
  /** The side of each lifeline on which its labels stand where they fit there. */
  sides: readonly Side[];
  /** Where heads stand: over their lifelines, and within the picture. */
  heads: readonly Head[];
  /** Whether heads have room for more than names. */
  hasFullHeads: boolean;
  /** Width in pixels of a folded column. */
  stub: number;
  /** Whether it is as wide as its content: no label is cut then, wherever it ends. */
  isOfContent?: boolean;
}

interface LayoutOptions {
  needs: Needs;
  paneWidth: number;
  size: TextSize;
}

/** Where columns stand in a pane of a width: as wide as what happens in them needs. */
export function layOut(shapes: readonly ColumnShape[], { needs, paneWidth, size }: LayoutOptions): Geometry {
  const gutter = gutterOf(paneWidth, size);
  const inner = paneWidth - gutter;
  const count = shapes.length;
  if (count < 2) return oneColumn(shapes, paneWidth, gutter);
  const stub = stubWidth(shapes, inner);
  const least = minGaps(shapes, { stub, gutter, isFull: false });
  const full = minGaps(shapes, { stub, gutter, isFull: true });
  const wanted = wantedGaps(shapes, needs, full);
  const [first, last] = [outerNeed(needs, 0), outerNeed(needs, count - 1)];
  const slack = inner - sum(wanted);
  let [left, right] = [EDGE, EDGE];
  let gaps = wanted;
  const sides = shapes.map((): Side => "right");
  if (slack >= first + last) {
    const spare = (slack - first - last) / 2;
    gaps = spread(wanted, shapes, spare);
    left = first + spare / 2;
    right = last + spare / 2;
    sides[0] = "left";
  } else if (slack >= EDGE + last) {
    right = last;
    gaps = spread(wanted, shapes, slack - EDGE - last);
  } else {
    sides[count - 1] = "left";
    gaps =
      slack >= 2 * EDGE ? spread(wanted, shapes, slack - 2 * EDGE) : shrink(least, wanted, inner - 2 * EDGE);
  }
  const xs: number[] = [gutter + left];
  for (const gap of gaps) xs.push((xs.at(-1) ?? 0) + gap);
  const rounded = xs.map(Math.round);
  const width = Math.max(paneWidth, Math.round((xs.at(-1) ?? 0) + right));
  const hasFullHeads = gaps.every((gap, index) => gap >= (full[index] ?? 0) - 1);
  const heads = placeHeads(shapes, rounded, { width, stub, hasFullHeads });
  return { width, gutter, xs: rounded, sides, heads, hasFullHeads, stub };
}

/** Where columns stand in a picture that is as wide as its content. */
export function layOutContent(
  shapes: readonly ColumnShape[],
  { needs, size }: Omit<LayoutOptions, "paneWidth">,
) {
  const gutter = gutterOf(Infinity, size);
  const full = minGaps(shapes, { stub: STUB, gutter, isFull: true });
  const outer = shapes.length < 2 ? 2 * EDGE : outerNeed(needs, 0) + outerNeed(needs, shapes.length - 1);
  const paneWidth = gutter + outer + sum(wantedGaps(shapes, needs, full));
  return layOut(shapes, { needs, paneWidth, size });
}

/** Whether so many open columns have room beside each other, without scrolling sideways or crowding. */
export function fitsComfortably(shapes: readonly ColumnShape[], { needs, paneWidth, size }: LayoutOptions) {
  const gutter = gutterOf(paneWidth, size);
  const inner = paneWidth - gutter;
  const least = minGaps(shapes, { stub: stubWidth(shapes, inner), gutter, isFull: false });
  const wanted = wantedGaps(shapes, needs, least);
  const comfortable = least.map((gap, index) => Math.max(gap, Math.min(wanted[index] ?? 0, COMFORTABLE_GAP)));
  return sum(comfortable) + 2 * EDGE <= inner;
}

function gutterOf(paneWidth: number, { fontPx }: TextSize): number {
  return Math.round(((paneWidth < NARROW_PANE ? NARROW_GUTTER : GUTTER) * Math.max(12, fontPx)) / 12);
}

function oneColumn(shapes: readonly ColumnShape[], paneWidth: number, gutter: number): Geometry {
  const xs = [gutter + EDGE];
  const heads = placeHeads(shapes, xs, { width: paneWidth, stub: STUB, hasFullHeads: true });
  return { width: paneWidth, gutter, xs, sides: ["right"], heads, hasFullHeads: true, stub: STUB };
}

function placeHeads(
  shapes: readonly ColumnShape[],
  xs: readonly number[],
  { width, stub, hasFullHeads }: { width: number; stub: number; hasFullHeads: boolean },
): Head[] {
  return shapes.map(({ isFolded, headPx, fullHeadPx }, index) => {
    const head = isFolded ? stub : hasFullHeads ? fullHeadPx : headPx;
    const left = (xs[index] ?? 0) - head / 2;
    return { left: Math.max(MARGIN, Math.min(left, width - MARGIN - head)), width: head };
  });
}

/** Two fifths of the pane at most are for folded columns. */
function stubWidth(shapes: readonly ColumnShape[], inner: number): number {
  const folded = shapes.filter(({ isFolded }) => isFolded).length;
  return folded === 0 ? STUB : Math.max(MIN_STUB, Math.min(STUB, Math.floor((inner * 0.4) / folded)));
}

/** What heads need between each two lifelines. */
function minGaps(
  shapes: readonly ColumnShape[],
  { stub, gutter, isFull }: { stub: number; gutter: number; isFull: boolean },
): number[] {
  const half = ({ isFolded, headPx, fullHeadPx }: ColumnShape) =>
    isFolded ? stub / 2 : Math.max(stub, (isFull ? fullHeadPx : headPx) + MARGIN) / 2;
  return shapes.slice(1).map((shape, index) => {
    const before = shapes[index] ?? shape;
    // The outer heads keep within the picture, and so come nearer to those beside them.
    const isLast = index === shapes.length - 2;
    const moved =
      (index === 0 ? Math.max(0, half(before) + MARGIN - gutter - EDGE) : 0) +
      (isLast ? Math.max(0, half(shape) + MARGIN - EDGE) : 0);
    const gap = half(before) + half(shape) + moved;
    return before.isFolded || shape.isFolded ? gap : Math.max(MIN_GAP, gap);
  });
}

/** What arrows need beyond that, between columns that have none but folded ones between them. */
function wantedGaps(shapes: readonly ColumnShape[], needs: Needs, least: readonly number[]): number[] {
  const gaps = [...least];
  let before = -1;
  for (const [index, { isFolded }] of shapes.entries()) {
    if (isFolded) continue;
    if (before >= 0) {
      const need = Math.min(MAX_ARROW, needs.arrow(before, index)) + 2 * LABEL_DISTANCE;
      const missing = need - sum(gaps.slice(before, index));
      gaps[before] = (gaps[before] ?? 0) + Math.max(0, missing);
    }
    before = index;
  }
  return gaps;
}

function outerNeed(needs: Needs, column: number): number {
  return Math.max(EDGE, Math.min(MAX_LABEL, needs.label(column)) + LABEL_DISTANCE + MARGIN);
}

/** Shares what is left among the gaps between open columns. */
function spread(gaps: readonly number[], shapes: readonly ColumnShape[], rest: number): number[] {
  const isOpen = (index: number) => !shapes[index]?.isFolded && !shapes[index + 1]?.isFolded;
  const open = gaps.filter((_, index) => isOpen(index)).length;
  if (open === 0) return gaps.map((gap) => gap + rest / gaps.length);
  return gaps.map((gap, index) => (isOpen(index) ? gap + rest / open : gap));
}

/** Less than wanted where there is less room, but never less than the least. */
function shrink(least: readonly number[], wanted: readonly number[], room: number): number[] {
  const [low, high] = [sum(least), sum(wanted)];
  const part = high <= low ? 0 : Math.max(0, Math.min(1, (room - low) / (high - low)));
  return least.map((gap, index) => gap + ((wanted[index] ?? gap) - gap) * part);
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
