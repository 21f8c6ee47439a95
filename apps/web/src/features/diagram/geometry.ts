/** Pixels between the lifelines of two lanes, at least: room for a packet's name and its numbers. */
const MIN_LANE_GAP = 190;
const EDGE = 26;
const GUTTER = 78;
const NARROW_GUTTER = 50;

/** From this width on, two lanes have their calls outside and the packets between them to themselves. */
const OUTSIDE_FROM = 1_000;

/** Pixels between a lifeline and what is written beside it. */
const LABEL_DISTANCE = 14;

export interface LabelBox {
  x: number;
  width: number;
  /** The side of the lifeline on which it stands. */
  side: "left" | "right";
}

export interface Geometry {
  /** Width of the whole picture; wider than the pane where there are many lanes. */
  width: number;
  /** Width of the column of times. */
  gutter: number;
  /** Each lane's lifeline. */
  xs: readonly number[];
  /** Where each lane's calls and states are written. */
  labels: readonly LabelBox[];
  /** Room for a lane's head. */
  headWidth: number;
}

/** Where lanes stand in a pane of a width, so that names and numbers have room. */
export function layOut(laneCount: number, paneWidth: number): Geometry {
  const gutter = paneWidth < 460 ? NARROW_GUTTER : GUTTER;
  const lanes = Math.max(1, laneCount);
  if (lanes === 1) return oneLane(paneWidth, gutter);
  if (lanes === 2 && paneWidth >= OUTSIDE_FROM) return labelsOutside(paneWidth, gutter);
  const inner = paneWidth - gutter - 2 * EDGE;
  const gap = Math.max(MIN_LANE_GAP, Math.floor(inner / (lanes - 1)));
  const xs = Array.from({ length: lanes }, (_, lane) => gutter + EDGE + lane * gap);
  const labelWidth = gap - 2 * LABEL_DISTANCE;
  const labels = xs.map((x, lane): LabelBox => {
    const isLast = lane === lanes - 1;
    return isLast
      ? { x: x - LABEL_DISTANCE - labelWidth, width: labelWidth, side: "left" }
      : { x: x + LABEL_DISTANCE, width: labelWidth, side: "right" };
  });
  const width = Math.max(paneWidth, (xs.at(-1) ?? 0) + EDGE);
  return { width, gutter, xs, labels, headWidth: Math.min(200, gap - 10) };
}

function oneLane(paneWidth: number, gutter: number): Geometry {
  const x = gutter + EDGE;
  const label = { x: x + LABEL_DISTANCE, width: paneWidth - x - LABEL_DISTANCE - 8, side: "right" as const };
  return { width: paneWidth, gutter, xs: [x], labels: [label], headWidth: 200 };
}

function labelsOutside(paneWidth: number, gutter: number): Geometry {
  const inner = paneWidth - gutter;
  const between = Math.max(250, Math.floor(inner * 0.4));
  const outside = Math.floor((inner - between) / 2);
  const left = gutter + outside;
  const right = left + between;
  return {
    width: paneWidth,
    gutter,
    xs: [left, right],
    labels: [
      { x: gutter, width: outside - LABEL_DISTANCE, side: "left" },
      { x: right + LABEL_DISTANCE, width: outside - LABEL_DISTANCE - 8, side: "right" },
    ],
    headWidth: Math.min(220, between - 10),
  };
}
