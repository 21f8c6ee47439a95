import type { TcpSample } from "./plot-book.js";

/** What is plotted of a sample, and in which of the two panels. */
interface Measure {
  readonly panel: "bytes" | "time";
  /** A custom property of tokens.css. */
  readonly colour: string;
  readonly dash?: readonly number[];
  /** In bytes, or in milliseconds. Null where it is not known, or infinite. */
  readonly value: (sample: TcpSample) => number | null;
}

export const measures = {
  cwnd: {
    panel: "bytes",
    colour: "--program-3",
    value: ({ cwndSegments, mssBytes }) => cwndSegments * mssBytes,
  },
  ssthresh: {
    panel: "bytes",
    colour: "--program-1",
    dash: [6, 4],
    value: ({ ssthreshSegments, mssBytes }) =>
      ssthreshSegments === null ? null : ssthreshSegments * mssBytes,
  },
  flying: { panel: "bytes", colour: "--program-0", value: ({ bytesInFlight }) => bytesInFlight },
  window: {
    panel: "bytes",
    colour: "--program-2",
    dash: [2, 3],
    value: ({ sendWindowBytes }) => sendWindowBytes,
  },
  rtt: { panel: "time", colour: "--program-3", value: ({ rttUs }) => (rttUs === 0 ? null : rttUs / 1000) },
  rto: { panel: "time", colour: "--program-4", dash: [6, 4], value: ({ rtoUs }) => rtoUs / 1000 },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof measures;
export const measureNames = Object.keys(measures) as MeasureName[];

/** The receive window is often a hundred times the others, which are then a line at the bottom: it is shown when asked for. */
export const shownAtFirst: ReadonlySet<MeasureName> = new Set(
  measureNames.filter((name) => name !== "window"),
);

export function dashOf(name: MeasureName): readonly number[] | undefined {
  const measure: Measure = measures[name];
  return measure.dash;
}

/** `1.2 kB`, `14 ms`; a dash where it is not known. */
export function formatMeasure(name: MeasureName, value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  return measures[name].panel === "bytes" ? formatBytes(value) : `${round(value)} ms`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${round(bytes / 1000)} kB` : `${round(bytes / 1_000_000)} MB`;
}

function round(value: number): string {
  return value > 0 && value < 10 ? value.toFixed(1) : String(Math.round(value));
}
