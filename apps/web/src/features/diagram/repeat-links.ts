import type { PacketEntry } from "../../record/entry.js";
import type { PictureOptions } from "./arrow.js";
import { isFlight } from "./flights.js";
import { indexOfEntry } from "./rows.js";

/** From a segment to the same one sent again, beside its sender's lifeline. */
export interface RepeatLink {
  key: string;
  /** The one that is sent again. */
  entry: PacketEntry;
  x: number;
  y1: number;
  y2: number;
  /** Away from the arrows: 1 is to the right. */
  side: 1 | -1;
}

/** Where in their rows segments leave their sender's lifeline. */
const LEAVES_AT = 0.88;

/** The links of segments on a wire that were sent again, of which one end is in the rows. */
export function drawRepeats(options: PictureOptions): RepeatLink[] {
  const { rows, first, end, record, asOf } = options;
  const repeats = new Set<PacketEntry>();
  for (let index = first; index < end; index += 1) {
    const row = rows[index];
    if (row?.kind !== "entry" || row.entry.kind !== "packet") continue;
    if (row.entry.original !== null) repeats.add(row.entry);
    for (const number of row.entry.repeats) {
      const repeat = record.findPacket(number);
      if (repeat !== undefined && repeat.seq <= asOf) repeats.add(repeat);
    }
  }
  return [...repeats].flatMap((repeat) => drawRepeat(repeat, options) ?? []);
}

function drawRepeat(
  repeat: PacketEntry,
  { rows, rowHeight, geometry, columns, record }: PictureOptions,
): RepeatLink | undefined {
  const original = repeat.original === null ? undefined : record.findPacket(repeat.original);
  if (original === undefined || !isFlight(repeat) || !isFlight(original)) return undefined;
  const [y1, y2] = [original, repeat].map((entry) => {
    const index = indexOfEntry(rows, entry);
    const row = rows[index];
    return row?.kind === "entry" && row.entry === entry ? (index + LEAVES_AT) * rowHeight : undefined;
  });
  const { from, to } = columns.ofPacket(repeat);
  const [x, toX] = [geometry.xs[from], geometry.xs[to]];
  if (y1 === undefined || y2 === undefined || x === undefined || toX === undefined) return undefined;
  return { key: `repeat-${repeat.seq}`, entry: repeat, x, y1, y2, side: toX > x ? -1 : 1 };
}
