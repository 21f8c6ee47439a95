import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release } from "node:os";

/** A row of a table that `pnpm bench` prints for a browser. */
export interface Figure {
  measure: string;
  unit: string;
  /** One of each round. */
  values: readonly number[];
  atMost?: number;
  /** The largest value counts, otherwise the median. */
  isWorst?: true;
  note?: string;
}

/** What the figures were measured with. */
export interface Machine {
  browser: string;
  node: string;
  kernel: string;
  processors: number;
  model: string | undefined;
  /** Averages of 1, 5 and 15 minutes. */
  load: readonly number[];
}

export function machineWith(browser: string): Machine {
  return {
    browser,
    node: process.version,
    kernel: release(),
    processors: availableParallelism(),
    model: cpus()[0]?.model,
    load: loadavg().map((load) => Number(load.toFixed(1))),
  };
}

export function printFigures(figures: readonly Figure[], { browser, node, processors, load }: Machine): void {
  console.log(`\n${browser}, Node ${node}, ${processors} processors, load ${load}\n`);
  console.log("| figure | measured | of the rounds | target | met |\n| --- | --- | --- | --- | --- |");
  for (const figure of figures) {
    const { measure, unit, values, atMost, note } = figure;
    const said = (value: number) => `${Number(value.toFixed(digitsOf(value)))} ${unit}`.trimEnd();
    const range = values.length > 1 ? `${said(Math.min(...values))} to ${said(Math.max(...values))}` : "";
    const cells = [
      measure,
      `${said(measured(figure))}${note === undefined ? "" : ` (${note})`}`,
      range,
      atMost === undefined ? "" : `≤ ${said(atMost)}`,
      atMost === undefined ? "" : isMet(figure) ? "✓" : "✗",
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
  console.log("");
}

/** The figures for programs, with what else is known of them. */
export function writeJson(file: string, contents: object): void {
  writeFileSync(file, `${JSON.stringify(contents, null, 2)}\n`);
}

export function rowsOf(figures: readonly Figure[]): object[] {
  return figures.map((figure) => ({ ...figure, value: measured(figure), isMet: isMet(figure) }));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function digitsOf(value: number): number {
  if (value >= 10) return 0;
  return value < 1 ? 3 : 2;
}

function isMet(figure: Figure): boolean | undefined {
  return figure.atMost === undefined ? undefined : measured(figure) <= figure.atMost;
}

function measured({ values, isWorst }: Figure): number {
  return isWorst ? Math.max(...values) : median(values);
}
