import { NOBODY } from "../../record/lanes.js";
import { fitRuns, runsWidth, type TextSize } from "./fit-label.js";
import { ARROW_HEAD_DISTANCE, type Geometry, LABEL_DISTANCE, MARGIN, type Side } from "./geometry.js";
import type { RowLabel, Run } from "./run.js";

/** Pixels of the arrow that goes to nobody, and between its end and what is written there. */
const STUB_ARROW = 46;
const STUB_DISTANCE = 10;

/** Pixels beside a lifeline for an arrow that comes back to it. */
const LOOP_ROOM = 44;

/** Pixels between the end of a label and a lifeline that it does not lie over: half of a call's bar, and a gap. */
const CLEARANCE = 9;

/** So many pixels beyond the last lifeline are not worth lying over it. */
const LEAST_BEYOND = 64;

/** As much of a label stays, at least, where it is cut for a lifeline. */
const LEAST_PART = 0.6;

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
  const { runs } = label;
  const frame = { runs, needed: runsWidth(runs, size), geometry, size };
  if (label.place === "whole") return over((geometry.gutter + geometry.width) / 2, frame);
  if (label.place === "lane") {
    const x = geometry.xs[label.column] ?? geometry.gutter;
    const distance = label.tone === undefined ? LABEL_DISTANCE : ARROW_HEAD_DISTANCE;
    return beside({ x, side: geometry.sides[label.column] ?? "right", distance }, frame);
  }
  const { from, to } = label;
  if (from === NOBODY || to === NOBODY) {
    const { far, side } = stubEnds(from === NOBODY ? to : from, geometry);
    return oneSide({ x: far, side, distance: STUB_DISTANCE }, frame);
  }
  const [x1, x2] = [geometry.xs[from] ?? 0, geometry.xs[to] ?? 0];
  // The arrow falls away from where it begins: what it carries is said there.
  const toward: Side = x1 < x2 ? "right" : "left";
  const isSlanted = label.line === "slant" && from !== to;
  if (isSlanted && room(x1, toward, LABEL_DISTANCE, geometry) >= frame.needed)
    return oneSide({ x: x1, side: toward, distance: LABEL_DISTANCE }, frame);
  if (from !== to) return onArrow([Math.min(x1, x2), Math.max(x1, x2)], frame);
  const isRoomy = room(x1, "right", LOOP_ROOM, geometry) >= frame.needed;
  const side = isRoomy || widerSide(x1, geometry) === "right" ? "right" : "left";
  const distance = side === "right" ? LOOP_ROOM : LABEL_DISTANCE;
  return oneSide({ x: x1, side, distance }, frame);
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

/** What is to be placed, and how many pixels it needs. */
interface Frame {
  runs: readonly Run[];
  needed: number;
  geometry: Geometry;
  size: TextSize;
}

/** Beside which lifeline a label begins, on which side, and how far from it. */
interface Start {
  x: number;
  side: Side;
  distance: number;
}

/** On the side where it is meant to be if it fits there; else where it fits, or where there is more room. */
function beside({ x, side, distance }: Start, frame: Frame): PlacedLabel {
  const other = side === "left" ? "right" : "left";
  const available = (which: Side) => clearRoom({ x, side: which, distance }, frame);
  const isBetter = available(other) > Math.min(frame.needed, available(side));
  return oneSide({ x, side: isBetter ? other : side, distance }, frame);
}

function oneSide(start: Start, frame: Frame): PlacedLabel {
  const { x, side, distance } = start;
  const { runs, needed, size } = frame;
  const available = clearRoom(start, frame);
  const shown = needed <= available ? runs : fitRuns(runs, available, size);
  const width = Math.min(needed, available);
  return side === "right"
    ? { x: x + distance, anchor: "start", width, runs: shown }
    : { x: x - distance, anchor: "end", width, runs: shown };
}

/** Over an arrow's middle; what is longer than its arrow begins beside one end and lies over the other, or over both. */
function onArrow([left, right]: [number, number], frame: Frame): PlacedLabel {
  const { needed, geometry } = frame;
  if (needed <= right - left - 2 * LABEL_DISTANCE) return over((left + right) / 2, frame);
  const rightward: Start = { x: left, side: "right", distance: LABEL_DISTANCE };
  const leftward: Start = { x: right, side: "left", distance: LABEL_DISTANCE };
  const clear = [rightward, leftward].map((start) => ({ ...start, clear: clearRoom(start, frame) }));
  const best =
    clear.find((start) => start.clear >= needed) ??
    clear.find((start) => start.clear < room(start.x, start.side, LABEL_DISTANCE, geometry));
  const width = Math.min(needed, best?.clear ?? needed);
  const isLeftward = best?.side === "left";
  const middle = isLeftward ? right - LABEL_DISTANCE - width / 2 : left + LABEL_DISTANCE + width / 2;
  return over(middle, frame, width);
}

/** Over a middle, moved as far as the picture's edges want. */
function over(middle: number, { runs, needed, geometry, size }: Frame, atMost = needed): PlacedLabel {
  const [low, high] = [geometry.gutter, geometry.width - MARGIN];
  const width = Math.min(atMost, high - low);
  const shown = needed <= width ? runs : fitRuns(runs, width, size);
  const x = Math.max(low + width / 2, Math.min(middle, high - width / 2));
  return { x, anchor: "middle", width, runs: shown };
}

function widerSide(x: number, geometry: Geometry): Side {
  return room(x, "right", 0, geometry) >= room(x, "left", 0, geometry) ? "right" : "left";
}

/**
 * Pixels for a label that begins there. It may lie over the lifelines of others; it does not end on one, nor reach
 * over the last for little, where it can give so much.
 */
function clearRoom({ x, side, distance }: Start, { runs, needed, geometry, size }: Frame): number {
  const available = room(x, side, distance, geometry);
  if (geometry.isOfContent) return available;
  const wanted = Math.min(needed, available);
  const sign = side === "right" ? 1 : -1;
  const others = geometry.xs.map((other) => (other - x) * sign - distance).filter((at) => at > 0);
  let end = wanted;
  for (const [index, at] of others.sort((a, b) => b - a).entries()) {
    const isForLittle = index === 0 && available - at < LEAST_BEYOND;
    if (end > at - CLEARANCE && (isForLittle || end < at + CLEARANCE)) end = at - CLEARANCE;
  }
  if (end === wanted || end < LEAST_PART * wanted) return available;
  const shown = fitRuns(runs, end, size);
  // Ports say which connection it is.
  const mayGo = ({ gives, tone }: Run) => gives !== undefined && tone !== "port";
  return runs.every((run) => mayGo(run) || shown.includes(run)) ? end : available;
}

function room(x: number, side: Side, distance: number, { gutter, width }: Geometry): number {
  return Math.max(0, side === "right" ? width - MARGIN - x - distance : x - distance - gutter);
}
