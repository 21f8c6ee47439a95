interface ArrowLine {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  isLoop: boolean;
}

interface FlightLine {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  held: { x: number; y1: number; y2: number; isOver: boolean } | null;
}

/** Pixels: an arrow's head, and how far a loop reaches out from its lifeline. */
const HEAD_LENGTH = 8;
const HEAD_HALF = 4;
const LOOP_REACH = 26;
const LOOP_START = 7;
const LOOP_HEIGHT = 9;
const NOBODY_HALF = 8;
const LOST_HALF = 5;
const REPEAT_REACH = 12;

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

/** SVG paths of a packet's way on a wire: to where it was held, its wait, and on from there. */
export function flightPaths({ x1, y1, x2, y2, held }: FlightLine): { way: string; wait: string } {
  const start = `M${round(x1)} ${round(y1)}`;
  if (held === null) return { way: `${start} L${round(x2)} ${round(y2)}`, wait: "" };
  const [x, from, to] = [round(held.x), round(held.y1), round(held.y2)];
  const on = held.isOver ? ` M${x} ${to} L${round(x2)} ${round(y2)}` : "";
  return { way: `${start} L${x} ${from}${on}`, wait: `M${x} ${from} V${to}` };
}

/** The line at whose end an arrow's head is. */
export function lastLine(arrow: ArrowLine & FlightLine): ArrowLine {
  const { held } = arrow;
  return held?.isOver ? { ...arrow, x1: held.x, y1: held.y2 } : arrow;
}

/** SVG path of the mark where a packet was lost. */
export function lostMark({ x, y }: { x: number; y: number }): string {
  const [left, top, size] = [round(x - LOST_HALF), round(y - LOST_HALF), 2 * LOST_HALF];
  return `M${left} ${top} l${size} ${size} M${left} ${round(y + LOST_HALF)} l${size} ${-size}`;
}

/** SVG path from a segment to the same one sent again: beside its lifeline, away from the arrows. */
export function repeatPath({ x, y1, y2, side }: { x: number; y1: number; y2: number; side: 1 | -1 }): string {
  const [start, bend] = [x + side * LOOP_START, Math.min(REPEAT_REACH, (y2 - y1) / 2)];
  const corner = side * bend;
  return `M${start} ${round(y1)} q${corner} 0 ${corner} ${bend} V${round(y2 - bend)} q0 ${bend} ${-corner} ${bend}`;
}

/** SVG path of the mark at which an arrow ends that nobody takes. */
export function nobodyMark(x: number, y: number): string {
  return `M${x} ${y - NOBODY_HALF} v${2 * NOBODY_HALF}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
