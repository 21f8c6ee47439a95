import { availableParallelism, cpus, release } from "node:os";
import { isMet, type Reading, type Row, type Target } from "./row.js";

/** A row that has been measured, or why it could not be. */
export type Result = { readonly row: Row } & ({ readonly reading: Reading } | { readonly failure: string });

/** Written at once, so that a run that is ended early has shown what it measured. */
export function printHead(): void {
  console.log(line("measure", "measured", "of the rounds", "target", "", "product / peer"));
}

export function printResult({ row, ...outcome }: Result): void {
  const target = describeTarget(row.target, row.unit);
  if ("failure" in outcome) {
    console.log(line(row.measure, "-", "", target, "✗", outcome.failure));
    return;
  }
  const { reading } = outcome;
  const { low, high } = reading;
  const range = low === undefined || high === undefined ? "" : `${figure(low)} to ${figure(high)}`;
  const measured = withUnit(reading.value, row.unit);
  const verdict = isMet(row.target, reading) ? "✓" : "✗";
  console.log(line(row.measure, measured, range, target, verdict, reading.detail ?? ""));
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

function line(
  ...[measure = "", measured = "", range = "", target = "", verdict = "", detail = ""]: string[]
): string {
  const cells = [measured.padStart(16), range.padStart(14), target.padStart(16), verdict.padStart(2)];
  return `${measure.padEnd(78)}${cells.join("  ")}  ${detail}`.trimEnd();
}
