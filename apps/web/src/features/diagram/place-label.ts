import { NOBODY } from "../../record/lanes.js";
import { fitRuns, runsWidth, type TextSize } from "./fit-label.js";
import { type Geometry, LABEL_DISTANCE, MARGIN, type Side } from "./geometry.js";
import type { RowLabel, Run } from "./run.js";

/** Pixels of the arrow that goes to nobody, and between its end and what is written there. */
const STUB_ARROW = 46;
const STUB_DISTANCE = 10;

/** Pixels beside a lifeline for an arrow that comes back to it. */
const LOOP_ROOM = 44;

/** A label where it stands, and what there is room for of it. */
export interface PlacedLabel {
  /** The label's left edge, middle or right edge, after `anchor`, in pixels. */
  x: number;
  anchor: "start" | "middle" | "end";
  /** Pixels that it takes at most. */
  width: number;
  runs: readonly Run[];
}

/** The two ends of an arrow to or from nobody, in pixels: the program's, and the other. */
interface StubEnds {
  near: number;
  far: number;
  side: Side;
}

/**
 * A row has one label, and all of the row is its: it stands beside its lifeline, or over the middle of its arrow, and
 * reaches as far as it needs.
 */
export function placeLabel(label: RowLabel, geometry: Geometry, size: TextSize): PlacedLabel {
  const needed = runsWidth(label.runs, size);
  if (label.place === "whole") return whole(label.runs, needed, { geometry, size });
  if (label.place === "lane") {
    const x = geometry.xs[label.column] ?? geometry.gutter;
    return beside(
      label.runs,
      { x, side: geometry.sides[label.column] ?? "right" },
      { needed, geometry, size },
    );
  }
  const { from, to, runs } = label;
  if (from === NOBODY || to === NOBODY) {
    const { far, side } = stubEnds(from === NOBODY ? to : from, geometry);
    return oneSide(runs, { x: far, side, distance: STUB_DISTANCE }, { needed, geometry, size });
  }
  const [x1, x2] = [geometry.xs[from] ?? 0, geometry.xs[to] ?? 0];
  if (from !== to) {
    // What is longer than its arrow lies over one lifeline rather than two.
    const isLonger = needed > Math.abs(x2 - x1) - 2 * LABEL_DISTANCE;
    const middle = isLonger ? Math.min(x1, x2) + LABEL_DISTANCE + needed / 2 : (x1 + x2) / 2;
    return over(runs, middle, { needed, geometry, size });
  }
  const isRoomy = room(x1, "right", LOOP_ROOM, geometry) >= needed;
  const side = isRoomy || widerSide(x1, geometry) === "right" ? "right" : "left";
  const distance = side === "right" ? LOOP_ROOM : LABEL_DISTANCE;
  return oneSide(runs, { x: x1, side, distance }, { needed, geometry, size });
}

/** Where an arrow to or from nobody goes, beside the program at its other end; without one, beside the times. */
export function stubEnds(column: number, geometry: Geometry): StubEnds {
  const x = geometry.xs[column];
  if (column === NOBODY || x === undefined) {
    const near = geometry.gutter + LABEL_DISTANCE;
    return { near, far: near + STUB_ARROW, side: "right" };
  }
  const side = widerSide(x, geometry);
  return { near: x, far: side === "right" ? x + STUB_ARROW : x - STUB_ARROW, side };
}

interface Frame {
  needed: number;
  geometry: Geometry;
  size: TextSize;
}

function whole(runs: readonly Run[], needed: number, { geometry, size }: Omit<Frame, "needed">): PlacedLabel {
  return over(runs, (geometry.gutter + geometry.width) / 2, { needed, geometry, size });
}

/** On the side where it is meant to be if it fits there; else where it fits, or where there is more room. */
function beside(runs: readonly Run[], at: { x: number; side: Side }, frame: Frame): PlacedLabel {
  const { x, side } = at;
  const other = side === "left" ? "right" : "left";
  const fits = (which: Side) => room(x, which, LABEL_DISTANCE, frame.geometry) >= frame.needed;
  const chosen = fits(side) ? side : fits(other) ? other : widerSide(x, frame.geometry);
  return oneSide(runs, { x, side: chosen, distance: LABEL_DISTANCE }, frame);
}

function oneSide(
  runs: readonly Run[],
  { x, side, distance }: { x: number; side: Side; distance: number },
  { needed, geometry, size }: Frame,
): PlacedLabel {
  const available = room(x, side, distance, geometry);
  const shown = needed <= available ? runs : fitRuns(runs, available, size);
  const width = Math.min(needed, available);
  return side === "right"
    ? { x: x + distance, anchor: "start", width, runs: shown }
    : { x: x - distance, anchor: "end", width, runs: shown };
}

/** Over a middle, moved as far as the picture's edges want. */
function over(runs: readonly Run[], middle: number, { needed, geometry, size }: Frame): PlacedLabel {
  const [low, high] = [geometry.gutter, geometry.width - MARGIN];
  const width = Math.min(needed, high - low);
  const shown = needed <= width ? runs : fitRuns(runs, width, size);
  const x = Math.max(low + width / 2, Math.min(middle, high - width / 2));
  return { x, anchor: "middle", width, runs: shown };
}

function widerSide(x: number, geometry: Geometry): Side {
  return room(x, "right", 0, geometry) >= room(x, "left", 0, geometry) ? "right" : "left";
}

function room(x: number, side: Side, distance: number, { gutter, width }: Geometry): number {
  return Math.max(0, side === "right" ? width - MARGIN - x - distance : x - distance - gutter);
}
