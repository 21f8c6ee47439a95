import { type CallEntry, isOpenAt, type PacketEntry } from "../../record/entry.js";
import { NOBODY } from "../../record/lanes.js";
import {
  ARROW_AT,
  ARROW_FALL,
  type Arrow,
  BAR_HALF,
  columnXs,
  LOW_ARROW_AT,
  LOW_ROW_PX,
  type PictureOptions,
} from "./arrow.js";
import type { Columns } from "./columns.js";
import { drawFlights, isFlight } from "./flights.js";
import type { Geometry } from "./geometry.js";
import { stubEnds } from "./place-label.js";
import { drawRepeats, type RepeatLink } from "./repeat-links.js";
import { indexOfEnd, indexOfEntry, type Row, rowIndex } from "./rows.js";

/** Pixels by which bars of calls that overlap (threads) are set apart. */
const SLOT_SHIFT = 7;

interface Lifeline {
  key: string;
  lane: number;
  x: number;
  y1: number;
  y2: number;
  /** Its program has ended; packets may still come. */
  isOver: boolean;
}

interface Bar {
  call: CallEntry;
  x: number;
  y1: number;
  y2: number;
  isOpen: boolean;
  hasWaited: boolean;
}

/** From a call to the one that took what it gave, where no packet goes between them. */
interface Link {
  key: string;
  from: CallEntry;
  to: CallEntry;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

interface Gap {
  key: string;
  y: number;
}

/** The lines of a part of the diagram, in pixels from its very top. */
export interface Picture {
  lifelines: readonly Lifeline[];
  bars: readonly Bar[];
  arrows: readonly Arrow[];
  links: readonly Link[];
  repeats: readonly RepeatLink[];
  gaps: readonly Gap[];
}

/** What is to be drawn of some rows: lifelines, bars that begin or end elsewhere too, arrows. */
export function draw(options: PictureOptions): Picture {
  return {
    lifelines: drawLifelines(options),
    bars: drawBars(options),
    arrows: [...drawArrows(options), ...drawFlights(options)],
    links: drawLinks(options),
    repeats: drawRepeats(options),
    gaps: drawGaps(options),
  };
}

function drawLifelines({
  rows,
  first,
  end,
  rowHeight,
  geometry,
  columns,
  record,
  asOf,
  isFolded,
}: PictureOptions): Lifeline[] {
  const top = first * rowHeight;
  const bottom = (end + 1) * rowHeight;
  const lifelines: Lifeline[] = [];
  for (const [index, { key, lane, startSeq: begins }] of columns.list.entries()) {
    const x = geometry.xs[index];
    if (x === undefined) continue;
    const add = (name: string, isOver: boolean, from: number, to: number) => {
      const [y1, y2] = [Math.max(top, from), Math.min(bottom, to)];
      if (y2 > y1) lifelines.push({ key: `${key}-${name}`, lane, x, y1, y2, isOver });
    };
    let overAt = bottom;
    for (const { pid, startSeq, endSeq } of record.lanes[lane]?.lives ?? []) {
      const start = Math.max(startSeq, begins);
      if (start > asOf) break;
      if (endSeq !== null && endSeq < begins) continue;
      const startAt = startY(rows, start) * rowHeight;
      add(`before ${pid}`, true, overAt, startAt);
      overAt = endSeq !== null && endSeq <= asOf ? (rowIndex(rows, endSeq) + 0.5) * rowHeight : bottom;
      add(`${pid}`, false, startAt, overAt);
    }
    if (!isFolded[index]) add("over", true, overAt, bottom);
  }
  return lifelines;
}

/** A process that began before the first row has its line from the top on. */
function startY(rows: readonly Row[], seq: number): number {
  const index = rowIndex(rows, seq);
  return (rows[index]?.seq ?? 0) <= seq ? index + 0.5 : 0;
}

function drawBars(options: PictureOptions): Bar[] {
  const { rows, first, end, record } = options;
  const firstSeq = rows[first]?.seq ?? 0;
  const shown = new Set<CallEntry>();
  for (let index = first; index < end; index += 1) {
    const row = rows[index];
    if (row?.kind === "entry" && row.entry.kind === "call") shown.add(row.entry);
  }
  for (const call of record.longCalls) {
    const reaches = call.end === null || call.end.seq >= firstSeq;
    if (call.seq < firstSeq && reaches && isShown(rows, call)) shown.add(call);
  }
  return [...shown].flatMap((call) => drawBar(call, options) ?? []);
}

/** Whether a call has a row, and is not filtered out or folded away. */
function isShown(rows: readonly Row[], call: CallEntry): boolean {
  const row = rows[indexOfEntry(rows, call)];
  return row?.kind === "entry" && row.entry === call;
}

function drawBar(call: CallEntry, { rows, first, end, rowHeight, geometry, columns, asOf }: PictureOptions) {
  const column = columns.ofEntry(call);
  const lifeline = geometry.xs[column];
  if (lifeline === undefined) return undefined;
  const isOpen = isOpenAt(call, asOf);
  const startRow = indexOfEntry(rows, call);
  const endRow = isOpen ? end + 1 : indexOfEnd(rows, call);
  const y1 = Math.max((first - 1) * rowHeight, (startRow + 0.5) * rowHeight - 6);
  const y2 = Math.min((end + 1) * rowHeight, Math.max(y1 + 12, (endRow + 0.5) * rowHeight + 6));
  const outward = geometry.sides[column] === "left" ? 1 : -1;
  // Parts of a lane need no setting apart.
  const slot = columns.list[column]?.part === null ? call.slot : 0;
  const x = lifeline + outward * slot * SLOT_SHIFT;
  return { call, x, y1, y2, isOpen, hasWaited: call.blocked !== null };
}

/** Of arrows that end in the row where they begin, at their receivers. */
const onNoWire = { lostAt: null, held: null, isUnderWay: false };

function drawArrows({ rows, first, end, rowHeight, geometry, columns }: PictureOptions): Arrow[] {
  const arrows: Arrow[] = [];
  for (let index = first; index < end; index += 1) {
    const row = rows[index];
    const ends = row === undefined ? undefined : endsOf(row, columns);
    if (row === undefined || ends === undefined) continue;
    const { entry, isTwoWay } = ends;
    const isToNobody = ends.from === NOBODY || ends.to === NOBODY;
    const { x1, x2 } = isToNobody ? stubXs(ends, geometry) : columnXs(ends, geometry);
    const direction = Math.sign(x2 - x1);
    const fall = isTwoWay || isToNobody ? 0 : ARROW_FALL * rowHeight;
    const arrowAt = rowHeight < LOW_ROW_PX ? LOW_ARROW_AT : ARROW_AT;
    const y = (index + (isToNobody ? 0.5 : arrowAt)) * rowHeight;
    arrows.push({
      key: `${row.kind}-${row.seq}`,
      entry,
      x1: x1 + direction * (ends.from === NOBODY ? 0 : BAR_HALF + 2),
      y1: y,
      x2: x2 - direction * (ends.to === NOBODY ? 2 : BAR_HALF + 2),
      y2: y + fall,
      isLoop: direction === 0,
      isTwoWay,
      ...onNoWire,
      nobodyAt: [
        ...(ends.from === NOBODY ? [{ x: x1, y }] : []),
        ...(ends.to === NOBODY ? [{ x: x2, y }] : []),
      ],
    });
  }
  return arrows;
}

interface ArrowEnds {
  from: number;
  to: number;
  entry: PacketEntry | null;
  isTwoWay: boolean;
}

function stubXs({ from, to }: ArrowEnds, geometry: Geometry): { x1: number; x2: number } {
  const { near, far } = stubEnds(from === NOBODY ? to : from, geometry);
  return from === NOBODY && to !== NOBODY ? { x1: far, x2: near } : { x1: near, x2: far };
}

function endsOf(row: Row, columns: Columns): ArrowEnds | undefined {
  if (row.kind === "fold") {
    const { first, backBytes } = row.fold;
    return first === null ? undefined : { ...columns.ofPacket(first), entry: null, isTwoWay: backBytes > 0 };
  }
  if (row.kind !== "entry" || row.entry.kind !== "packet" || isFlight(row.entry)) return undefined;
  return { ...columns.ofPacket(row.entry), entry: row.entry, isTwoWay: false };
}

function drawLinks({ rows, first, end, rowHeight, geometry, columns, record, asOf }: PictureOptions): Link[] {
  const links = new Map<string, Link>();
  const add = (from: CallEntry, to: CallEntry) => {
    const [x1, x2] = [geometry.xs[columns.ofEntry(from)], geometry.xs[columns.ofEntry(to)]];
    const taken = to.end?.seq ?? to.seq;
    if (x1 === undefined || x2 === undefined || taken > asOf) return;
    if (!isShown(rows, from) || !isShown(rows, to)) return;
    const direction = Math.sign(x2 - x1);
    // A call that waited for it takes it where it returns.
    const takenRow = taken > from.seq ? indexOfEnd(rows, to) : indexOfEntry(rows, to);
    links.set(`${from.call}-${to.call}`, {
      key: `link-${from.call}-${to.call}`,
      from,
      to,
      x1: x1 + direction * (BAR_HALF + 2),
      y1: (indexOfEntry(rows, from) + 0.5) * rowHeight,
      x2: x2 - direction * (BAR_HALF + 2),
      y2: (takenRow + 0.5) * rowHeight,
    });
  };
  const findAll = (calls: readonly number[]) => calls.flatMap((call) => record.findCall(call) ?? []);
  for (let index = first; index < end; index += 1) {
    const row = rows[index];
    if (row?.kind !== "entry") continue;
    const call =
      row.entry.kind === "call" ? row.entry : row.entry.kind === "return" ? row.entry.of : undefined;
    if (call === undefined) continue;
    for (const giver of findAll(call.givers)) add(giver, call);
    for (const taker of findAll(call.takers)) add(call, taker);
  }
  return [...links.values()];
}

function drawGaps({ rows, first, end, rowHeight }: PictureOptions): Gap[] {
  const gaps: Gap[] = [];
  for (let index = first; index < end; index += 1) {
    const row = rows[index];
    if (row?.kind === "gap") gaps.push({ key: `gap-${row.seq}`, y: (index + 0.5) * rowHeight });
  }
  return gaps;
}
