import { useEffect, useEffectEvent, useRef } from "react";
import { useMediaQuery } from "../../shared/use-media-query.js";
import { useModel } from "../../shared/use-model.js";
import { useSettings } from "../settings/public.js";
import type { ColourOfPid, ScrubberMark } from "./mark-book.js";
import { useMoment } from "./moment-context.js";
import { useWidth } from "./use-width.js";

/** A line that grows is drawn again this often at most: every mark moves. */
const REDRAW_MS = 200;

/** Height of each kind of mark, from the middle of the line, as a part of the whole. */
const heights: Readonly<Record<ScrubberMark["kind"], number>> = {
  process: 1,
  call: 0.72,
  failure: 0.86,
  packet: 0.5,
  state: 0.28,
};

interface ScrubberMarksProps extends ColourOfPid {
  fractionOf(atUs: number): number;
  /** The newest event: more to draw. */
  seq: number;
}

/** What happened, as ticks on the line of time: calls in their program's colour, packets blue, failures red. */
export function ScrubberMarks({ fractionOf, seq, colourOfPid }: ScrubberMarksProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const moment = useMoment();
  const { theme } = useSettings();
  const isSystemLight = useMediaQuery("(prefers-color-scheme: light)");
  const isShort = useModel(moment.store, (state) => state.isShorteningGaps);
  const width = useWidth(canvas);
  const nextDrawMs = useRef(Number.NEGATIVE_INFINITY);

  const draw = useEffectEvent(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context || width === 0) return;
    const scale = devicePixelRatio;
    const height = element.clientHeight;
    element.width = width * scale;
    element.height = height * scale;
    context.scale(scale, scale);
    const colourOf = colours(element);
    for (const mark of moment.marks.marks(width, fractionOf)) {
      const colour = mark.pid === null ? undefined : colourOfPid(mark.pid);
      context.fillStyle = colourOf(colourName(mark, colour));
      const length = heights[mark.kind] * height;
      context.fillRect(mark.x, (height - length) / 2, mark.kind === "process" ? 2 : 1.5, length);
    }
    nextDrawMs.current = performance.now() + REDRAW_MS;
  });

  useEffect(() => {
    const timer = setTimeout(draw, Math.max(0, nextDrawMs.current - performance.now()));
    return () => clearTimeout(timer);
  }, [seq, width, isShort, theme, isSystemLight]);

  return (
    <div className="scrubber-marks" aria-hidden="true">
      <canvas ref={canvas} />
    </div>
  );
}

/** The values of the element's custom properties, each asked for once. */
function colours(element: Element): (name: string) => string {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return (name) => {
    const colour = known.get(name) ?? style.getPropertyValue(name);
    known.set(name, colour);
    return colour;
  };
}

function colourName({ kind }: ScrubberMark, colour: number | undefined): string {
  if (kind === "failure") return "--red";
  if (kind === "packet") return "--blue";
  return colour === undefined ? "--border-strong" : `--program-${colour}`;
}
