import type uPlot from "uplot";
import { marksOf, type SendingSide } from "./plot-book.js";
import { readColour } from "./read-colours.js";

const MARK_PX = 4;

/** In pixels of the canvas, of which a screen may have several in one of the page's. */
const scaled = (px: number) => px * devicePixelRatio;

/** A cross, where a segment died. */
function cross(ctx: CanvasRenderingContext2D, x: number, y: number): void {
  const half = scaled(MARK_PX);
  ctx.moveTo(x - half, y - half);
  ctx.lineTo(x + half, y + half);
  ctx.moveTo(x - half, y + half);
  ctx.lineTo(x + half, y - half);
}

/** Losses as crosses and retransmissions as triangles, along the top of the panel. */
export function drawMarks(
  { ctx, bbox, valToPos }: uPlot,
  side: SendingSide,
  toSeconds: (atUs: number) => number,
) {
  const y = bbox.top + scaled(MARK_PX * 2);
  ctx.lineWidth = scaled(1.5);
  ctx.strokeStyle = readColour("--red");
  ctx.fillStyle = readColour("--amber");
  ctx.beginPath();
  const marks = marksOf(side);
  for (const { atUs, kind } of marks)
    if (kind === "lost") cross(ctx, valToPos(toSeconds(atUs), "x", true), y);
  ctx.stroke();
  const half = scaled(MARK_PX);
  for (const { atUs, kind } of marks) {
    if (kind !== "again") continue;
    const x = valToPos(toSeconds(atUs), "x", true);
    ctx.beginPath();
    ctx.moveTo(x, y + half * 2);
    ctx.lineTo(x + half, y + half * 4);
    ctx.lineTo(x - half, y + half * 4);
    ctx.fill();
  }
}

/** Each segment from its first byte to its last, as tcptrace draws them; retransmissions in another colour, thicker; a cross where it died. */
export function drawSegments(
  { ctx, valToPos }: uPlot,
  { segments }: SendingSide,
  toSeconds: (atUs: number) => number,
): void {
  for (const isAgain of [false, true]) {
    ctx.strokeStyle = readColour(isAgain ? "--amber" : "--program-3");
    ctx.lineWidth = scaled(isAgain ? 3 : 2);
    ctx.beginPath();
    for (const segment of segments) {
      if (segment.isAgain !== isAgain) continue;
      const x = valToPos(toSeconds(segment.atUs), "x", true);
      const top = valToPos(segment.to, "y", true);
      ctx.moveTo(x, Math.max(valToPos(segment.from, "y", true), top + scaled(2)));
      ctx.lineTo(x, top);
    }
    ctx.stroke();
  }
  ctx.strokeStyle = readColour("--red");
  ctx.lineWidth = scaled(1.5);
  ctx.beginPath();
  for (const { atUs, from, to, lostUs } of segments)
    if (lostUs !== null)
      cross(ctx, valToPos(toSeconds(atUs), "x", true), valToPos((from + to) / 2, "y", true));
  ctx.stroke();
}
