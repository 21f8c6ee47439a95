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
  const responses: Response[] = [];
  page.on("response", (response) => responses.push(response));
  await new Cockpit(page).open();
  await untilUsable(page);
  const usable = responses.length;
  await page.waitForTimeout(SETTLE_MS);
  const workers = new Set(page.workers().map((worker) => worker.url()));
  const sent = { page: 0, later: 0, worker: 0 };
  const files: { name: string; kib: number }[] = [];
  for (const [index, response] of responses.entries()) {
    const { pathname } = new URL(response.url());
    if (!isScript(response) || pathname.startsWith("/pyodide/")) continue;
    const kib = (await sentBytes(response)) / KIBIBYTE;
    const isWorker = workers.has(response.url());
    sent[isWorker ? "worker" : index < usable ? "page" : "later"] += kib;
    files.push({ name: `${pathname}${isWorker ? " (worker)" : index < usable ? "" : " (afterwards)"}`, kib });
  }
  await context.close();
  return {
    untilUsableKib: sent.page,
    afterwardsKib: sent.later,
    workerKib: sent.worker,
    files: files.toSorted((a, b) => b.kib - a.kib),
  };
}

/** An editor can be written in, and *Run* can be pressed. */
export async function untilUsable(page: Page): Promise<void> {
  const program = page.getByRole("region", { name: "server.py", exact: true });
  await program.getByRole("textbox", { name: /^Code of / }).waitFor();
  await program.getByRole("button", { name: /^Run/, disabled: false }).waitFor();
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
