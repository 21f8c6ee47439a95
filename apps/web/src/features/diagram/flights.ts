import type { PacketEntry } from "../../record/entry.js";
import { NOBODY } from "../../record/lanes.js";
import { isPast } from "../../record/moment.js";
import { placeOfLoss } from "../../record/wire-loss.js";
import { placeAt, type WirePassage } from "../../record/wire-passage.js";
import { upperBound } from "../../shared/upper-bound.js";
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
import { indexOfEntry, type Row, rowIndex } from "./rows.js";

/** Where in its row an arrow begins that ends in another: below its label, which is beside it. */
const SLANT_AT = 0.88;

/** And where one ends that began in another: above what is said there. */
const ARRIVES_AT = 0.14;

/** And where one goes that is lost in the row where it began: its mark is larger than an arrow. */
const LOST_ROW_AT = 0.8;

/** The part of its way on which a packet is drawn that is lost or under way, and on which one stops that is held. */
const LOST_AT = 0.55;
const HELD_AT = 0.5;

/** Where one is lost: at its sender's end, on its way, where it was held, at its receiver's end. */
const lostAtPlace = { entry: 0.12, way: LOST_AT, stop: HELD_AT, exit: 0.94 } as const;

/** And in a row that is so low that its label lies over its arrow. */
const LOW_LOST_AT = 0.93;

/** A packet that was held goes on in the last so much of a row before it arrives. */
const HELD_FALL = 0.9;

/** Packets before the first row that are looked through for those whose arrows reach into the rows. */
const MAX_EARLIER_FLIGHTS = 512;

/** Whether a packet goes on a wire from one program to another. */
export function isFlight({ packet, fromLane, toLane }: PacketEntry): boolean {
  return packet.wire !== undefined && fromLane !== NOBODY && toLane !== NOBODY;
}

/** The arrows of packets on a wire, of which a part is in the rows: each way of a packet that arrives twice has one. */
export function drawFlights(options: PictureOptions): Arrow[] {
  const { rows, first, end, record, asOf } = options;
  const flights = new Set<PacketEntry>();
  for (let index = first; index < end; index += 1) {
    const row = rows[index];
    if (row?.kind !== "entry") continue;
    if (row.entry.kind === "packet") flights.add(row.entry);
    if (row.entry.kind === "arrival") flights.add(row.entry.of);
  }
  const firstSeq = rows[first]?.seq ?? 0;
  const earlier = upperBound(record.flights, ({ seq }) => seq < firstSeq);
  for (const flight of record.flights.slice(Math.max(0, earlier - MAX_EARLIER_FLIGHTS), earlier)) {
    const last = flight.passages.at(-1);
    if (last === undefined || last.seq >= firstSeq) flights.add(flight);
  }
  return [...flights].flatMap((flight) => {
    if (!isFlight(flight)) return [];
    const place = placeAt(flight, asOf);
    if (place === null) return [];
    if (place.kind === "underWay") return drawFlight(flight, null, options) ?? [];
    return place.passages.flatMap((passage) => drawFlight(flight, passage, options) ?? []);
  });
}

function drawFlight(
  flight: PacketEntry,
  passage: WirePassage | null,
  { rows, end, rowHeight, geometry, columns, asOf }: PictureOptions,
): Arrow | undefined {
  const startRow = indexOfEntry(rows, flight);
  const start = rows[startRow];
  const isStartShown = start?.kind === "entry" && start.entry === flight;
  const arrival = passage === null ? -1 : indexOfArrival(rows, passage);
  if (!isStartShown && arrival === -1) return undefined;
  const ends = columns.ofPacket(flight);
  const { x1, x2 } = columnXs(ends, geometry);
  const direction = Math.sign(x2 - x1);
  const [fromX, toX] = [x1 + direction * (BAR_HALF + 2), x2 - direction * (BAR_HALF + 2)];
  const along = (part: number) => fromX + (toX - fromX) * part;
  const isLost = passage?.fate === "dropped";
  const inRow = rowHeight < LOW_ROW_PX ? LOW_ARROW_AT : isLost ? LOST_ROW_AT : ARROW_AT;
  const isSlanted = passage === null || (isStartShown && arrival > startRow);
  const from = isStartShown ? startRow : arrival;
  const y1 = (from + (isSlanted ? SLANT_AT : inRow)) * rowHeight;
  const endY = isSlanted
    ? ((passage === null ? end : arrival) + (isLost ? LOST_ROW_AT : ARRIVES_AT)) * rowHeight
    : y1 + (isLost ? 0 : ARROW_FALL * rowHeight);
  const wasHeld = passage === null ? isPast(flight.held, asOf) : passage.effects.includes("held");
  const y2 = isSlanted ? Math.max(y1, endY) : endY;
  const isLow = rowHeight < LOW_ROW_PX && !isSlanted;
  const lostAt = passage === null ? LOST_AT : lostAtPlace[placeOfLoss(passage)];
  const endAt = along(wasHeld ? HELD_AT : isLow ? LOW_LOST_AT : lostAt);
  const tip = isLost || passage === null ? endAt : toX;
  const stop = { x: along(HELD_AT), y1: y1 + ARROW_FALL * rowHeight };
  const held =
    wasHeld && isSlanted
      ? {
          ...stop,
          y2: passage === null ? y2 : Math.max(stop.y1, y2 - HELD_FALL * rowHeight),
          isOver: passage !== null,
        }
      : null;
  return {
    key: `flight-${flight.seq}-${passage?.seq ?? "under way"}`,
    entry: flight,
    x1: fromX,
    y1,
    x2: held !== null && passage === null ? stop.x : tip,
    y2: held !== null && passage === null ? stop.y1 : y2,
    isLoop: direction === 0,
    isTwoWay: false,
    lostAt: isLost ? { x: tip, y: y2, cause: passage.cause } : null,
    held,
    isUnderWay: passage === null,
    nobodyAt: [],
  };
}

/** The row of a passage; -1 where it has none. */
function indexOfArrival(rows: readonly Row[], passage: WirePassage): number {
  for (let index = rowIndex(rows, passage.seq); rows[index]?.seq === passage.seq; index -= 1) {
    const row = rows[index];
    if (row?.kind === "entry" && row.entry.kind === "arrival" && row.entry.passage === passage) return index;
  }
  return -1;
}
