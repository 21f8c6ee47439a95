import type { Geometry } from "./geometry.js";
import { type PlacedLabel, stubEnds } from "./place-label.js";
import type { RowLabel } from "./run.js";

/** From where to where a row reaches, in pixels. */
export interface Extent {
  left: number;
  right: number;
}

/** What a row takes up from left to right: its label, and its arrow. */
export function extentOf(label: RowLabel, placed: PlacedLabel, geometry: Geometry): Extent {
  const { x, width, anchor } = placed;
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  const ends =
    label.place === "whole"
      ? []
      : label.place === "lane"
        ? [geometry.xs[label.column] ?? left]
        : [label.from, label.to].map((column) => geometry.xs[column] ?? stubEnds(column, geometry).far);
  return { left: Math.min(left, ...ends), right: Math.max(left + width, ...ends) };
}
