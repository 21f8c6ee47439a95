/**
 * `pnpm bench page [rounds] [--json file]`: what the page costs a browser, beside targets: bytes, processor time, first
 * paint, and how soon a program prints. See bench/README.md. Nothing is asserted.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release } from "node:os";
import { parseArgs } from "node:util";
import { type FirstLoad, firstLoad } from "./light/first-load.js";
import { throttledPaint } from "./light/paint.js";
import { ReadyPage } from "./light/runs.js";
import { withServerAndBrowser } from "./server-and-browser.js";

interface Figure {
  measure: string;
  unit: string;
  /** One of each round. */
  values: readonly number[];
  atMost?: number;
  /** The largest value counts, otherwise the median. */
  isWorst?: true;
  note?: string;
}

const { values, positionals } = parseArgs({ options: { json: { type: "string" } }, allowPositionals: true });
const rounds = Number(positionals[0] ?? 5);

await withServerAndBrowser(async (server, browser) => {
  const load = await firstLoad(browser, server.url);
  const paints = [];
  for (let round = 0; round < rounds; round++) paints.push(await throttledPaint(browser, server.url));
  const samples = [];
  for (let round = 0; round < rounds; round++) {
    const page = await ReadyPage.open(browser, server.url);
    samples.push(await page.runSamples());
    await page.close();
  }
  const page = await ReadyPage.open(browser, server.url);
  // The first is not counted: what it needs is loaded for it.
  await page.firstOutputMs();
  const outputs = [];
  for (let round = 0; round < rounds; round++) outputs.push(await page.firstOutputMs());
  await page.close();

  const figures: Figure[] = [
    ...bytes(load),
    {
      measure: "main thread's processor time for each event, in the sample run",
      unit: "ms",
      values: samples.map(({ cpuMsPerEvent }) => cpuMsPerEvent),
      atMost: 5,
      note: `${samples.map(({ events }) => events).join(", ")} events`,
    },
    {
      measure: "tasks of 50 ms or more, in the sample run",
      unit: "",
      values: samples.map(({ longTasks }) => longTasks),
      atMost: 0,
      isWorst: true,
      note: `longest ${Math.max(...samples.map(({ longestMs }) => longestMs)).toFixed(0)} ms`,
    },
    {
      measure: "first contentful paint, Lighthouse's desktop network",
      unit: "ms",
      values: paints.map(({ firstContentfulPaintMs }) => firstContentfulPaintMs),
      atMost: 1000,
    },
    { measure: "usable, the same", unit: "ms", values: paints.map(({ usableMs }) => usableMs) },
    { measure: "Run to first output, Python ready", unit: "ms", values: outputs, atMost: 300 },
  ];
  const machine = {
    browser: `Chromium ${browser.version()}`,
    node: process.version,
    kernel: release(),
    processors: availableParallelism(),
    model: cpus()[0]?.model,
    load: loadavg().map((load) => Number(load.toFixed(1))),
  };
  print(figures, machine);
  for (const { name, kib } of load.files) console.log(`${kib.toFixed(1).padStart(9)} KiB  ${name}`);
  if (values.json !== undefined) {
    const rows = figures.map((figure) => ({ ...figure, value: measured(figure), isMet: isMet(figure) }));
    writeFileSync(values.json, `${JSON.stringify({ machine, rows, files: load.files }, null, 2)}\n`);
  }
});

function bytes({ untilUsableKib, afterwardsKib, workerKib }: FirstLoad): Figure[] {
  return [
    {
      measure: "JavaScript until usable, Brotli, without Pyodide",
      unit: "KiB",
      values: [untilUsableKib],
      atMost: 300,
    },
    { measure: "loaded after that, untouched", unit: "KiB", values: [afterwardsKib] },
    { measure: "the worker's JavaScript", unit: "KiB", values: [workerKib] },
  ];
}

function print(figures: readonly Figure[], machine: object): void {
  const { browser, node, processors, load } = machine as Record<string, unknown>;
  console.log(`\n${browser}, Node ${node}, ${processors} processors, load ${load}\n`);
  console.log("| figure | measured | of the rounds | target | met |\n| --- | --- | --- | --- | --- |");
  for (const figure of figures) {
    const { measure, unit, values, atMost, note } = figure;
    const said = (value: number) => `${Number(value.toFixed(value < 10 ? 2 : 0))} ${unit}`.trimEnd();
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

function isMet(figure: Figure): boolean | undefined {
  return figure.atMost === undefined ? undefined : measured(figure) <= figure.atMost;
}

function measured({ values, isWorst }: Figure): number {
  return isWorst ? Math.max(...values) : median(values);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
