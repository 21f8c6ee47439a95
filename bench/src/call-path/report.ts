import { availableParallelism, cpus, release } from "node:os";
import { isMet, type Reading, type Row, type Target } from "./row.js";

/** A row that has been measured, or why it could not be. */
export type Result = { readonly row: Row } & ({ readonly reading: Reading } | { readonly failure: string });

/** What the table says of a row, without its measure. */
export interface Cells {
  readonly measured: string;
  readonly range: string;
  readonly target: string;
  readonly verdict: string;
  readonly detail: string;
}

const head: Cells = {
  measured: "measured",
  range: "of the rounds",
  target: "target",
  verdict: "",
  detail: "product / peer",
};

export function cellsOf({ row, ...outcome }: Result): Cells {
  const target = describeTarget(row.target, row.unit);
  if ("failure" in outcome)
    return { measured: "-", range: "", target, verdict: "✗", detail: outcome.failure };
  const { reading } = outcome;
  const { low, high, detail = "" } = reading;
  const range = low === undefined || high === undefined ? "" : `${figure(low)} to ${figure(high)}`;
  const verdict = isMet(row.target, reading) ? "✓" : "✗";
  return { measured: withUnit(reading.value, row.unit), range, target, verdict, detail };
}

export function printHead(): void {
  console.log(line("measure", head));
}

export function printResult(result: Result): void {
  console.log(line(result.row.measure, cellsOf(result)));
}

/** The table for programs. */
export function toJson(results: readonly Result[]): object {
  return {
    machine: {
      node: process.version,
      kernel: release(),
      processors: availableParallelism(),
      model: cpus()[0]?.model,
    },
    rows: results.map(({ row, ...outcome }) => {
      const { name, section, measure, unit = "ratio", target } = row;
      const what = { name, section, measure, unit, target };
      if ("failure" in outcome) return { ...what, isMet: false, failure: outcome.failure };
      return { ...what, isMet: isMet(target, outcome.reading), ...outcome.reading };
    }),
  };
}

function describeTarget(target: Target, unit: string | undefined): string {
  return "atMost" in target ? `≤ ${withUnit(target.atMost, unit)}` : `≥ ${withUnit(target.atLeast, unit)}`;
}

function withUnit(value: number, unit: string | undefined): string {
  return unit === undefined ? figure(value) : `${figure(value)} ${unit}`;
}

function figure(value: number): string {
  return String(Number(value.toFixed(2)));
}

function line(measure: string, { measured, range, target, verdict, detail }: Cells): string {
  const cells = [measured.padStart(16), range.padStart(14), target.padStart(16), verdict.padStart(2)];
  return `${measure.padEnd(78)}${cells.join("  ")}  ${detail}`.trimEnd();
}
