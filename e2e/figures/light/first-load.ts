import type { Browser, Page, Response } from "@playwright/test";
import { Cockpit } from "../../tests/cockpit.js";

const KIBIBYTE = 1024;
const SETTLE_MS = 1500;

export interface FirstLoad {
  /** JavaScript that the page has asked for until it could be used, in KiB as sent. Without Pyodide and workers. */
  untilUsableKib: number;
  /** What it asked for after that without being touched, in KiB. */
  afterwardsKib: number;
  /** The worker's JavaScript, in KiB, without Pyodide. */
  workerKib: number;
  /** Names and sizes of each of the page's files, largest first. */
  files: readonly { name: string; kib: number }[];
}

/** Opens the page in an empty browser, and adds up what was sent, as the server sends it to a browser: in Brotli. */
export async function firstLoad(browser: Browser, baseURL: string): Promise<FirstLoad> {
  const context = await browser.newContext({ baseURL, locale: "en-US" });
  const page = await context.newPage();
  const responses = new Map<string, Response>();
  // Each file once: a second interpreter that gets ready in the background asks for the worker's file again.
  page.on("response", (response) => responses.has(response.url()) || responses.set(response.url(), response));
  await page.addInitScript(noteWhenUsable);
  await new Cockpit(page).open();
  const usableMs = await usableAtMs(page);
  await page.waitForTimeout(SETTLE_MS);
  const workers = new Set(page.workers().map((worker) => worker.url()));
  const sent = { page: 0, later: 0, worker: 0 };
  const files: { name: string; kib: number }[] = [];
  for (const response of responses.values()) {
    const { pathname } = new URL(response.url());
    if (!isScript(response) || pathname.startsWith("/pyodide/")) continue;
    const kib = (await sentBytes(response)) / KIBIBYTE;
    const isEarly = response.request().timing().startTime < usableMs;
    const part = workers.has(response.url()) ? "worker" : isEarly ? "page" : "later";
    sent[part] += kib;
    files.push({ name: part === "page" ? pathname : `${pathname} (${part})`, kib });
  }
  await context.close();
  return {
    untilUsableKib: sent.page,
    afterwardsKib: sent.later,
    workerKib: sent.worker,
    files: files.toSorted((a, b) => b.kib - a.kib),
  };
}

/** When an editor could be written in, and *Run* be pressed: milliseconds since 1970, by the page's own frames. */
export async function usableAtMs(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => (globalThis as { usableAtMs?: number }).usableAtMs);
  return (await handle.jsonValue()) ?? Number.NaN;
}

/** Runs in the page from its beginning. */
export function noteWhenUsable(): void {
  const look = () => {
    const editor = document.querySelector('[role="textbox"][aria-label^="Code of"]');
    const run = document.querySelector('button[aria-label="Run"]:not([aria-disabled])');
    if (editor === null || run === null) requestAnimationFrame(look);
    else Object.assign(globalThis, { usableAtMs: performance.timeOrigin + performance.now() });
  };
  requestAnimationFrame(look);
}

function isScript(response: Response): boolean {
  return /javascript/.test(response.headers()["content-type"] ?? "");
}

/** The body as it was sent. Where it was not compressed, as that of a small file, its own length. */
async function sentBytes(response: Response): Promise<number> {
  const headers = await response.allHeaders();
  const length = Number(headers["content-length"]);
  return Number.isNaN(length) ? (await response.body()).length : length;
}
