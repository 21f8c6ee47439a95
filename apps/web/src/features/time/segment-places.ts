import { textWidth } from "../../shared/text-width.js";

/** Pixels that stay free between two segments. */
const GAP = 2;

/** Pixels of a segment without its name. */
const SHORT = 10;

/** Pixels of a name's font, and beside the name. */
const FONT = 11;
const PADDING = 16;

export interface SegmentPlace {
  /** Pixels from the left. */
  x: number;
  width: number;
  hasName: boolean;
}

interface Segment {
  /** Where it begins and ends between the ends of the line: 0 to 1. */
  from: number;
  to: number;
  name: string;
}

/**
 * Where chapters stand on a line of so many pixels: at their time, and moved where names beside them take the
 * room. A chapter may take a few microseconds of a run of seconds, and must be seen. Where there are too many for
 * their names, none has one; where there are too many altogether, the last ones are left out.
 */
export function placeSegments(segments: readonly Segment[], width: number): SegmentPlace[] {
  const named = placed(segments, width, ({ name }) => PADDING + textWidth(name, FONT));
  if (named !== undefined) return named.map((place) => ({ ...place, hasName: true }));
  const count = Math.max(0, Math.floor(width / (SHORT + GAP)));
  const short = placed(segments.slice(0, count), width, () => SHORT) ?? [];
  return short.map((place) => ({ ...place, hasName: false }));
}

/** Undefined where they have no room beside each other. */
function placed(segments: readonly Segment[], width: number, least: (segment: Segment) => number) {
  const needed = segments.map((segment) => least(segment) + GAP);
  let rest = needed.reduce((sum, need) => sum + need, 0);
  if (rest > width + GAP) return undefined;
  let end = 0;
  return segments.map(({ from, to }, index) => {
    const x = Math.max(end, Math.min(from * width, width + GAP - rest));
    const need = needed[index] ?? 0;
    rest -= need;
    const until = Math.max(x + need - GAP, Math.min(to * width, width - rest));
    end = until + GAP;
    return { x, width: until - x };
  });
}
