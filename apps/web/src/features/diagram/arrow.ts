import type { WireCause } from "@sockpit/protocol";
import type { PacketEntry } from "../../record/entry.js";
import type { LabRecord } from "../../record/lab-record.js";
import type { Columns } from "./columns.js";
import type { Geometry } from "./geometry.js";
import type { Row } from "./rows.js";

/** Half of a bar's width, in pixels. */
export const BAR_HALF = 5;

/** A packet's arrow falls by this part of a row from its sender to its receiver. */
export const ARROW_FALL = 0.16;

/** Where in its row an arrow begins: below its label, and behind it in rows that are too low for both. */
export const ARROW_AT = 0.7;
export const LOW_ARROW_AT = 0.5 - ARROW_FALL / 2;

/** Rows lower than so many pixels have no room for a label over its arrow. */
export const LOW_ROW_PX = 22;

/** A packet's way, or that of bulk. */
export interface Arrow {
  key: string;
  /** The packet, or null for a fold's. */
  entry: PacketEntry | null;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  /** From a lane to itself: drawn as a loop beside it. */
  isLoop: boolean;
  isTwoWay: boolean;
  /** On a wire, where it was lost. */
  lostAt: { x: number; y: number; cause: WireCause | null } | null;
  /** On a wire, where it was held: until when in pixels. */
  held: { x: number; y1: number; y2: number; isOver: boolean } | null;
  /** Still on its way: it has no head yet. */
  isUnderWay: boolean;
  /** Where it ends in nothing, or comes from there: the places of the marks that say so. */
  nobodyAt: readonly { x: number; y: number }[];
}

export interface PictureOptions {
  rows: readonly Row[];
  /** Indices of the rows to draw: the second is not among them. */
  first: number;
  end: number;
  rowHeight: number;
  geometry: Geometry;
  columns: Columns;
  /** By column. */
  isFolded: readonly boolean[];
  record: LabRecord;
  /** Draws calls as they stood when this event was the newest. */
  asOf: number;
}

/** The lifelines between which something goes. */
export function columnXs(
  { from, to }: { from: number; to: number },
  { xs }: Geometry,
): { x1: number; x2: number } {
  return { x1: xs[from] ?? 0, x2: xs[to] ?? 0 };
}
