/**
 * `pnpm bench page [rounds] [--json file]`: what the page costs a browser, beside targets: bytes, processor time, first
 * paint, and how soon a program prints. See bench/README.md. Nothing is asserted.
 */
import { parseArgs } from "node:util";
import { type Figure, machineWith, printFigures, rowsOf, writeJson } from "./figure-table.js";
import { type FirstLoad, firstLoad } from "./light/first-load.js";
import { throttledPaint } from "./light/paint.js";
import { ReadyPage } from "./light/runs.js";
import { withServerAndBrowser } from "./server-and-browser.js";

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
  const machine = machineWith(`Chromium ${browser.version()}`);
  printFigures(figures, machine);
  for (const { name, kib } of load.files) console.log(`${kib.toFixed(1).padStart(9)} KiB  ${name}`);
  if (values.json !== undefined) {
    writeJson(values.json, { machine, rows: rowsOf(figures), files: load.files });
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
