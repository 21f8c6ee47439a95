import { growthOf, missedAims } from "./aims.js";
import type { Outcome } from "./run-attack.js";

/** One way in which the server was started: its network, and whose it was. */
export interface Setting {
  readonly network: string;
  readonly user: string;
}

export interface Row {
  readonly setting: Setting;
  readonly outcome: Outcome;
}

const columns = [
  "kind",
  "attack",
  "as",
  "p50 / p99 before, ms",
  "during",
  "p99 ×",
  "bare echo's p99, ms",
  "×",
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
export function answersOf({ outcome }: Row): string {
  const { answers } = outcome.report;
  return Object.entries(answers)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

function cellsOf({ setting, outcome }: Row): string[] {
  const { attack, before, during, usageBefore, usageAfter } = outcome;
  const misses = missedAims(outcome);
  const growth = growthOf(outcome);
  return [
    attack.kind,
    attack.name,
    `${setting.network}, ${setting.user}`,
    `${before.p50Ms.toFixed(1)} / ${before.p99Ms.toFixed(1)}`,
    `${during.p50Ms.toFixed(1)} / ${during.p99Ms.toFixed(1)}`,
    growth.probe.toFixed(1),
    `${before.controlP99Ms.toFixed(1)} → ${during.controlP99Ms.toFixed(1)}`,
    growth.bareEcho.toFixed(1),
    outcome.newcomerMs === undefined ? "never" : outcome.newcomerMs.toFixed(0),
    arrows(usageBefore.rssMib, outcome.peakRssMib, usageAfter.rssMib),
    arrows(usageBefore.descriptors, outcome.peakDescriptors, usageAfter.descriptors),
    attack.maxCpuShare === undefined
      ? `${Math.round(outcome.cpuShare * 100)} %`
      : `+ ${(outcome.heldCpuShare * 100).toFixed(1)} % when idle`,
    misses.length === 0 ? "" : misses.join("; ").replaceAll("|", "\\|").slice(0, 160),
  ];
}

function arrows(before: number, peak: number, after: number): string {
  return [before, Math.max(peak, before), after].map((value) => value.toFixed(0)).join(" → ");
}
