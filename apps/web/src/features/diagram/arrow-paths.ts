interface ArrowLine {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  isLoop: boolean;
}

/** Pixels: an arrow's head, and how far a loop reaches out from its lifeline. */
const HEAD_LENGTH = 8;
const HEAD_HALF = 4;
const LOOP_REACH = 26;
const LOOP_START = 7;
const LOOP_HEIGHT = 9;
const NOBODY_HALF = 8;

/** SVG path of an arrow's head, its point at the line's end. */
export function arrowHead({ x1, y1, x2, y2, isLoop }: ArrowLine): string {
  if (isLoop) {
    const x = x1 + LOOP_START;
    return `M${x} ${y1} l${HEAD_LENGTH} ${-HEAD_HALF} v${2 * HEAD_HALF} z`;
  }
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [baseX, baseY] = [x2 - dx * HEAD_LENGTH, y2 - dy * HEAD_LENGTH];
  const point = (sign: number) =>
    `${round(baseX - sign * dy * HEAD_HALF)} ${round(baseY + sign * dx * HEAD_HALF)}`;
  return `M${round(x2)} ${round(y2)} L${point(1)} L${point(-1)} z`;
}

/** SVG path of an arrow from a lifeline back to itself. */
export function loopPath({ x1, y1 }: ArrowLine): string {
  const x = x1 + LOOP_START;
  return `M${x} ${y1 - LOOP_HEIGHT} h${LOOP_REACH - LOOP_HEIGHT / 2} a4.5 4.5 0 0 1 0 ${LOOP_HEIGHT} H${x + HEAD_LENGTH - 1}`;
}

/** SVG path from a call to the one that took what it gave: straight, or beside the lifeline that both are on. */
export function linkPath({ x1, y1, x2, y2 }: Omit<ArrowLine, "isLoop">): string {
  if (x1 !== x2) return `M${round(x1)} ${round(y1)} L${round(x2)} ${round(y2)}`;
  const [start, reach] = [x1 + LOOP_START, x1 + LOOP_START + LOOP_REACH];
  return `M${start} ${y1} C${reach} ${y1} ${reach} ${y2} ${start + HEAD_LENGTH - 1} ${y2}`;
}

/** SVG path of the mark at which an arrow ends that nobody takes. */
export function nobodyMark(x: number, y: number): string {
  return `M${x} ${y - NOBODY_HALF} v${2 * NOBODY_HALF}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
