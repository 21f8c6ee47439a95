import { extentOf } from "./extent.js";
import { runsWidth, type TextSize } from "./fit-label.js";
import { type Geometry, LABEL_DISTANCE, MARGIN } from "./geometry.js";
import { placeLabel } from "./place-label.js";
import type { RowLabel } from "./run.js";

/** Pixels that a label may stand away from its lifeline: beside a loop, or an arrow to nobody. */
const MOST_DISTANCE = 60;

/** A picture made as wide as its labels and heads: none is cut, and no room is left over. */
export function fitToContent(layout: Geometry, labels: readonly RowLabel[], size: TextSize): Geometry {
  const geometry = { ...layout, isOfContent: true };
  let missing = 0;
  for (const label of labels) {
    const needed = runsWidth(label.runs, size);
    if (placeLabel(label, geometry, size).width >= needed) continue;
    missing = Math.max(missing, needed - roomRightOf(label, geometry));
  }
  const wide = { ...geometry, width: geometry.width + Math.ceil(missing) };
  let [left, right] = [Infinity, geometry.gutter];
  for (const label of labels) {
    const extent = extentOf(label, placeLabel(label, wide, size), wide);
    if (label.place !== "whole") left = Math.min(left, extent.left);
    right = Math.max(right, extent.right);
  }
  for (const head of geometry.heads) {
    left = Math.min(left, head.left);
    right = Math.max(right, head.left + head.width);
  }
  const shift = Math.min(0, geometry.gutter - (left === Infinity ? geometry.gutter : Math.floor(left)));
  return {
    ...wide,
    width: Math.ceil(right) + shift + 2 * MARGIN,
    xs: geometry.xs.map((x) => x + shift),
    heads: geometry.heads.map((head) => ({ ...head, left: head.left + shift })),
  };
}

function roomRightOf(label: RowLabel, { xs, width, gutter }: Geometry): number {
  if (label.place === "whole") return width - MARGIN - gutter;
  const columns = label.place === "lane" ? [label.column] : [label.from, label.to];
  const x = Math.max(gutter + MOST_DISTANCE, ...columns.map((column) => xs[column] ?? 0));
  const distance = label.place === "lane" ? LABEL_DISTANCE : MOST_DISTANCE;
  return width - MARGIN - x - distance;
}
