import { growthOf } from "./aims.js";
import { type MeasuredOutcome, misses, type Row, type TriedRow } from "./rows.js";

const columns = [
  "kind",
  "attack",
  "as",
  "p50, ms",
  "p99, ms",
  "×",
  "bare echo's p99, ×",
  "busy echo's p99, ms",
  "p99 ÷ busy echo's",
  "newcomer, ms",
  "RSS before → peak → after, MiB",
  "descriptors",
  "CPU",
  "misses",
];

/** The outcomes as a table in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [columns, columns.map(() => "---"), ...rows.map(cellsOf)];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** What was answered how often, for those who want to see that attacks were refused, and how. */
export function answersOf({ report }: MeasuredOutcome): string {
  return Object.entries(report.answers)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

function cellsOf(row: Row): string[] {
  const { network, user } = row.setting;
  const as = `${network}, ${user}`;
  const missed = misses(row).join("; ").replaceAll("|", "\\|").replaceAll("\n", " ").slice(0, 160);
  if (!("outcome" in row)) {
    const figures = columns.slice(4).map(() => "");
    return [row.kind, row.name, as, ...figures, missed];
  }
  return [row.outcome.attack.kind, row.outcome.attack.name, as, ...figuresOf(row), missed];
}

function figuresOf({ outcome }: TriedRow): string[] {
  const { attack, before, during, busyEcho, usageBefore, usageAfter } = outcome;
  const growth = growthOf(outcome);
  return [
    `${before.p50Ms.toFixed(1)} → ${during.p50Ms.toFixed(1)}`,
    `${before.p99Ms.toFixed(1)} → ${during.p99Ms.toFixed(1)}`,
    growth.probe.toFixed(1),
    growth.bareEcho.toFixed(1),
    busyEcho === undefined ? "" : busyEcho.p99Ms.toFixed(1),
    busyEcho === undefined ? "" : (during.p99Ms / busyEcho.p99Ms).toFixed(1),
    outcome.newcomerMs === undefined ? "never" : outcome.newcomerMs.toFixed(0),
    arrows(usageBefore.rssMib, outcome.peakRssMib, usageAfter.rssMib),
    arrows(usageBefore.descriptors, outcome.peakDescriptors, usageAfter.descriptors),
    attack.maxCpuShare === undefined
      ? `${Math.round(outcome.cpuShare * 100)} %`
      : `+ ${(outcome.heldCpuShare * 100).toFixed(1)} % when idle`,
  ];
}

function arrows(before: number, peak: number, after: number): string {
  return [before, Math.max(peak, before), after].map((value) => value.toFixed(0)).join(" → ");
}
