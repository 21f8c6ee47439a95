/**
 * `pnpm bench python start [rounds] [--json file]`: what it takes until a program can be run: the bytes of a first visit by
 * file, and the time and the processor time of a visit with a full cache. See bench/README.md. Nothing is asserted.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type BrowserContext, chromium } from "@playwright/test";
import config from "../playwright.config.js";
import { Server } from "../tests/server.js";
import { type Fetched, fetchedFiles, untilPythonIsReady } from "./start/in-page.js";
import { descendantsCpuMs, processWith } from "./start/process-tree.js";

/** Until what is loaded after Python was ready, untouched, has come. */
const SETTLE_MS = 3000;

/** Visits before a visit counts as warm: a browser caches compiled code only of what it has seen more than once. */
const WARM_UP_VISITS = 2;

interface Visit {
  /** From the start of the navigation until a program could be run. */
  readyMs: number;
  /** Processor time of the page's process, all threads, until then. */
  pageCpuMs: number;
  /** The same of the whole browser. */
  browserCpuMs: number;
  /** What was asked for until then, by the page and its workers. */
  files: readonly Fetched[];
  /** Bytes that came afterwards, untouched. */
  laterBytes: number;
}

/** A first visit with an empty profile, and `rounds` with a full one. */
async function pythonStart(url: string, rounds: number): Promise<{ cold: Visit; warm: Visit[] }> {
  const profile = mkdtempSync(join(tmpdir(), "sockpit-start-"));
  const context = await chromium.launchPersistentContext(profile, {
    ...config.use?.launchOptions,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
  });
  try {
    const pid = processWith(`--user-data-dir=${profile}`);
    const cold = await visit(context, url, pid);
    for (let count = 0; count < WARM_UP_VISITS; count++) await visit(context, url, pid);
    const warm = [];
    for (let round = 0; round < rounds; round++) warm.push(await visit(context, url, pid));
    return { cold, warm };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function visit(context: BrowserContext, url: string, browserPid: number): Promise<Visit> {
  const page = await context.newPage();
  /** A worker that has ended has taken its resource timing with it; what it loaded, once and alone, is our package. */
  const packages: Promise<Fetched>[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.includes("/sockpit_runtime-")) return;
    packages.push(
      response
        .request()
        .sizes()
        .then(({ responseBodySize }) => ({
          path: pathname,
          sentBytes: responseBodySize,
          isRevalidated: false,
        })),
    );
  });
  const cpu = () => ({
    page: descendantsCpuMs(browserPid, "--type=renderer"),
    browser: descendantsCpuMs(browserPid, ""),
  });
  const before = cpu();
  await page.goto(`${url}/?test`, { waitUntil: "commit" });
  const readyMs = await page.evaluate(untilPythonIsReady);
  const after = cpu();
  const everything = async () => {
    const workers = page.workers().map((worker) => worker.evaluate(fetchedFiles).catch(() => []));
    return (await Promise.all([page.evaluate(fetchedFiles), ...workers])).flat();
  };
  const files = [...(await everything()), ...(await Promise.all(packages))];
  await page.waitForTimeout(SETTLE_MS);
  const laterBytes =
    sentBytes(await everything()) -
    sentBytes(files.filter(({ path }) => !path.includes("/sockpit_runtime-")));
  await page.close();
  return {
    readyMs,
    pageCpuMs: after.page - before.page,
    browserCpuMs: after.browser - before.browser,
    files,
    laterBytes,
  };
}

function sentBytes(files: readonly Fetched[]): number {
  return files.reduce((sum, file) => sum + file.sentBytes, 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function isPythons({ path }: Fetched): boolean {
  return path.startsWith("/pyodide/") || /\/(worker|sockpit_runtime)-[^/]+$/.test(path);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: "string" } },
    allowPositionals: true,
  });
  const server = await Server.start();
  try {
    const { cold, warm } = await pythonStart(server.url, Number(positionals[0] ?? 5));
    const figures: [figure: string, value: number, unit: string, target: number | undefined][] = [
      [
        "first visit: bytes of Python until it is ready",
        sentBytes(cold.files.filter(isPythons)) / 1e6,
        "MB",
        4,
      ],
      ["first visit: bytes of everything until then", sentBytes(cold.files) / 1e6, "MB", undefined],
      ["first visit: bytes after that, untouched", cold.laterBytes / 1e6, "MB", undefined],
      ["first visit: time until Python is ready", cold.readyMs, "ms", undefined],
      ["first visit: processor time of the page's process", cold.pageCpuMs, "ms", undefined],
      ["warm visit: time until Python is ready", median(warm.map(({ readyMs }) => readyMs)), "ms", 1500],
      [
        "warm visit: processor time of the page's process",
        median(warm.map(({ pageCpuMs }) => pageCpuMs)),
        "ms",
        1000,
      ],
      [
        "warm visit: processor time of the whole browser",
        median(warm.map(({ browserCpuMs }) => browserCpuMs)),
        "ms",
        undefined,
      ],
      [
        "warm visit: files of Python asked for again",
        Math.max(
          ...warm.map(
            ({ files }) =>
              files.filter(isPythons).filter(({ isRevalidated, sentBytes }) => isRevalidated || sentBytes > 0)
                .length,
          ),
        ),
        "",
        0,
      ],
      [
        "warm visit: files revalidated, of all",
        Math.max(...warm.map(({ files }) => files.filter(({ isRevalidated }) => isRevalidated).length)),
        "",
        undefined,
      ],
    ];
    console.log("\n| figure | measured | target | met |\n| --- | --- | --- | --- |");
    for (const [figure, value, unit, target] of figures) {
      const said = `${Number(value.toFixed(unit === "MB" ? 2 : 0))} ${unit}`.trim();
      const goal =
        target === undefined ? ["", ""] : [`≤ ${target} ${unit}`.trim(), value <= target ? "✓" : "✗"];
      console.log(`| ${[figure, said, ...goal].join(" | ")} |`);
    }
    console.log("\nFirst visit, bytes as sent:");
    for (const { path, sentBytes } of cold.files
      .filter(isPythons)
      .toSorted((a, b) => b.sentBytes - a.sentBytes)) {
      console.log(`${String(sentBytes).padStart(9)}  ${path}`);
    }
    console.log(
      `\nWarm visits: ${warm.map(({ readyMs, pageCpuMs }) => `${readyMs.toFixed(0)} (${pageCpuMs})`).join(", ")} ms`,
    );
    if (values.json !== undefined)
      writeFileSync(values.json, `${JSON.stringify({ figures, cold, warm }, null, 2)}\n`);
  } finally {
    await server.stop();
  }
}

await main();
