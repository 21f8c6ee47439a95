import type { ChartData, ChartOptions, Line } from "./chart.js";
import { drawMarks, drawSegments } from "./draw-marks.js";
import { dashOf, formatBytes, formatMeasure, type MeasureName, measureNames, measures } from "./measures.js";
import type { SendingSide } from "./plot-book.js";

type Handlers = Pick<ChartOptions, "onChoose" | "onZoom">;

interface SideChart {
  readonly options: ChartOptions;
  readonly data: ChartData;
}

const BYTES_PX = 210;
const TIME_PX = 130;
const SEQUENCE_PX = 240;

/** The congestion window is often full: it shows behind what is in flight. */
function widthOf(name: MeasureName): Pick<Line, "widthPx"> {
  return name === "cwnd" ? { widthPx: 3 } : {};
}

/** The measures of one panel, in their order. */
export function measuresOf(panel: "bytes" | "time"): MeasureName[] {
  return measureNames.filter((name) => measures[name].panel === panel);
}

/** A panel of samples: windows and bytes, with losses and retransmissions along its top; or times. */
export function sampleChart(
  side: SendingSide,
  panel: "bytes" | "time",
  { toSeconds, ...handlers }: Handlers & { toSeconds: (atUs: number) => number },
): SideChart {
  const names = measuresOf(panel);
  const isBytes = panel === "bytes";
  return {
    options: {
      ...handlers,
      heightPx: isBytes ? BYTES_PX : TIME_PX,
      lines: names.map(
        (name): Line => ({ colour: measures[name].colour, dash: dashOf(name), ...widthOf(name) }),
      ),
      formatY: (value) => (isBytes ? formatBytes(value) : formatMeasure("rtt", value)),
      ...(isBytes ? { draw: (plot) => drawMarks(plot, side, toSeconds) } : {}),
    },
    data: {
      x: side.samples.map(({ at }) => toSeconds(at)),
      lines: names.map((name) => side.samples.map((sample) => measures[name].value(sample))),
    },
  };
}

/** The sequence–time graph, as tcptrace draws it: segments between what is acknowledged and the end of the window. */
export function sequenceChart(
  side: SendingSide,
  { toSeconds, ...handlers }: Handlers & { toSeconds: (atUs: number) => number },
): SideChart {
  return {
    options: {
      ...handlers,
      heightPx: SEQUENCE_PX,
      lines: [{ colour: "--green" }, { colour: "--program-2", dash: [2, 3] }],
      formatY: formatBytes,
      highest: () => side.segments.reduce((highest, { to }) => Math.max(highest, to), 0),
      draw: (plot) => drawSegments(plot, side, toSeconds),
    },
    data: {
      x: side.acks.map(({ atUs }) => toSeconds(atUs)),
      lines: [side.acks.map(({ ack }) => ack), side.acks.map(({ edge }) => edge)],
    },
  };
}

/** From the first to the last of what is known of a side, in the lab's time. */
export function spanOf({ samples, segments, acks }: SendingSide): { fromUs: number; toUs: number } {
  const starts = [samples[0]?.at, segments[0]?.atUs, acks[0]?.atUs].flatMap((at) => at ?? []);
  const ends = [samples.at(-1)?.at, segments.at(-1)?.atUs, acks.at(-1)?.atUs].flatMap((at) => at ?? []);
  return { fromUs: Math.min(...starts), toUs: Math.max(...ends) };
}
