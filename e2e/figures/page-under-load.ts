/**
 * `pnpm measure:page [rounds]`: two programs in the page say something to each other over TCP 25,000 times, which is
 * 100,000 calls and as many packets, while the page shows them. Prints how the page bore it, as the table of
 * docs/performance.md. Nothing is asserted.
 */

import type { CDPSession, Locator, Page } from "@playwright/test";
import type {} from "@sockpit/web/test-handle";
import { Cockpit } from "../tests/cockpit.js";
import { withServerAndBrowser } from "./server-and-browser.js";

const ROUNDS = Number(process.argv[2] ?? 25_000);
const SAMPLE_MS = 5_000;
const SCROLL_FRAMES = 300;
const MEBIBYTE = 2 ** 20;

interface Frames {
  medianMs: number;
  p95Ms: number;
  longestMs: number;
}

/** Keeps the lengths of all tasks that took 50 ms or longer: Long Tasks API. */
function recordLongTasks(): void {
  const tasks: number[] = [];
  Object.assign(globalThis, { longTasks: tasks });
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe(
    { type: "longtask", buffered: true },
  );
}

/** Takes the long tasks since it was asked last, in milliseconds. */
function takeLongTasks(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const { longTasks } = globalThis as unknown as { longTasks: number[] };
    return longTasks.splice(0);
  });
}

async function heapBytes(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0;
}

/** Scrolls from the newest towards the oldest, a step each frame, and measures how long the frames took. */
function scroll(grid: Locator): Promise<Frames> {
  return grid.evaluate(
    (element, frames) =>
      new Promise<Frames>((resolve, reject) => {
        let box = element.parentElement;
        while (box !== null && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
        if (box === null) {
          reject(new Error("The grid does not scroll"));
          return;
        }
        const scroller = box;
        const times: number[] = [];
        let last = performance.now();
        const step = (now: number) => {
          times.push(now - last);
          last = now;
          scroller.scrollTop -= 200;
          if (times.length < frames) {
            requestAnimationFrame(step);
            return;
          }
          const sorted = times.slice(1).sort((a, b) => a - b);
          const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
          resolve({ medianMs: at(0.5), p95Ms: at(0.95), longestMs: at(1) });
        };
        requestAnimationFrame(step);
      }),
    SCROLL_FRAMES,
  );
}

const server = `import socket

with socket.create_server(("127.0.0.1", 8088)) as listener:
    connection, _ = listener.accept()
    with connection:
        while data := connection.recv(64):
            connection.send(data)
`;

const client = `import socket

with socket.create_connection(("127.0.0.1", 8088)) as connection:
    for _ in range(${ROUNDS}):
        connection.send(b"x" * 32)
        connection.recv(64)
`;

/** Makes the calls; gives the seconds that they took. */
async function exchange(cockpit: Cockpit): Promise<number> {
  await cockpit.write("server.py", server);
  await cockpit.write("client.py", client);
  await cockpit.run("server.py");
  await cockpit.sockets().getByText("LISTEN", { exact: true }).first().waitFor();
  const began = performance.now();
  await cockpit.run("client.py");
  await hasEnded(cockpit.page, "client.py");
  return (performance.now() - began) / 1000;
}

/** Waits inside the page: looking for words again and again would be work of its own. Rejects where the program failed. */
function hasEnded(page: Page, name: string): Promise<void> {
  return page.evaluate(
    (wanted) =>
      new Promise<void>((resolve, reject) => {
        const { sockpit } = globalThis;
        if (sockpit === undefined) throw new Error("The page was not opened with ?test on loopback.");
        const { programs, runs } = sockpit;
        const id = programs.store.getState().programs.find((program) => program.name === wanted)?.id ?? "";
        const stop = runs.store.subscribe(() => {
          const { kind, end } = runs.runOf(id).state;
          if (kind !== "ended") return;
          stop();
          if (end?.status === 0) resolve();
          else reject(new Error(`${wanted} ended with ${end?.status}`));
        });
      }),
    name,
  );
}

/** Samples the heap until the work is done. */
async function sampledHeaps(session: CDPSession, work: Promise<unknown>): Promise<number[]> {
  const heaps = [await heapBytes(session)];
  const isOver = work.then(() => true);
  const tick = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), SAMPLE_MS));
  while (!(await Promise.race([isOver, tick()]))) heaps.push(await heapBytes(session));
  return heaps;
}

function summary(tasks: readonly number[]): string {
  if (tasks.length === 0) return "none of 50 ms or more";
  return `${tasks.length} of 50 ms or more, the longest ${Math.max(...tasks).toFixed(0)} ms`;
}

function frames({ medianMs, p95Ms, longestMs }: Frames): string {
  return `${medianMs.toFixed(0)} ms, 95 % within ${p95Ms.toFixed(0)} ms, longest ${longestMs.toFixed(0)} ms`;
}

await withServerAndBrowser(async (server, browser) => {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: "en-US",
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  await page.addInitScript(recordLongTasks);
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  const cockpit = new Cockpit(page);
  await cockpit.open("/?test");
  await cockpit.sockets().waitFor();
  await takeLongTasks(page);
  const exchanged = exchange(cockpit);
  const heaps = await sampledHeaps(session, exchanged);
  const seconds = await exchanged;
  const whileRunning = await takeLongTasks(page);
  await session.send("HeapProfiler.collectGarbage");
  const heapAfter = await heapBytes(session);
  // Collecting all garbage at once was the measurement's wish, not the page's.
  await takeLongTasks(page);
  const diagram = await scroll(cockpit.calls().getByRole("grid"));
  await cockpit.show("Calls");
  const list = await scroll(cockpit.calls().getByRole("grid"));
  const whileScrolling = await takeLongTasks(page);
  const mebibytes = (bytes: number) => `${(bytes / MEBIBYTE).toFixed(0)} MiB`;
  console.log(`
| figure | measured |
| --- | --- |
| calls | ${ROUNDS * 4} in ${seconds.toFixed(0)} s: ${Math.round((ROUNDS * 4) / seconds)} a second |
| tasks of the page's main thread, while it ran | ${summary(whileRunning)} |
| heap of the page, while it ran | ${heaps.map(mebibytes).slice(0, 1)} at first, ${mebibytes(Math.max(...heaps))} at most |
| heap of the page, afterwards, collected | ${mebibytes(heapAfter)} |
| frames of the diagram, scrolled through | median ${frames(diagram)} |
| frames of the list of calls, scrolled through | median ${frames(list)} |
| tasks while scrolling | ${summary(whileScrolling)} |
`);
});
