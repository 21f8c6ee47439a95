import type { Column } from "./columns.js";
import type { TextSize } from "./fit-label.js";
import { type ColumnShape, fitsComfortably } from "./geometry.js";
import type { Needs } from "./needs.js";

interface FoldOptions {
  /** By lane: folded or held open by a person. */
  folds: ReadonlyMap<number, boolean>;
  /** Columns in which something stands in view. */
  inView: ReadonlySet<number>;
  /** Keys of columns, those last in view first. */
  recent: readonly string[];
  needs: Needs;
  paneWidth: number;
  size: TextSize;
}

/**
 * Which columns are folded: those that a person has folded, and where there is no room for all of them, those in which
 * nothing happens in view, the longest out of view first.
 */
export function foldColumns(
  columns: readonly Column[],
  shapes: readonly ColumnShape[],
  options: FoldOptions,
): boolean[] {
  const { folds, inView, recent } = options;
  const isFolded = columns.map(({ lane }) => folds.get(lane) === true);
  const rank = new Map(recent.map((key, index) => [key, index]));
  const idle = columns
    .map((column, index) => ({ index, lane: column.lane, rank: rank.get(column.key) ?? Infinity }))
    .filter(({ index, lane }) => !inView.has(index) && !folds.has(lane))
    .sort((a, b) => b.rank - a.rank || b.index - a.index);
  const fits = () =>
    fitsComfortably(
      shapes.map((shape, index) => ({ ...shape, isFolded: isFolded[index] ?? false })),
      options,
    );
  for (const { index } of idle) {
    if (fits()) break;
    isFolded[index] = true;
  }
  return isFolded;
}
