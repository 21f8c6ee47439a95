import { type Browser as Chromium, chromium, type Page, type Route, type Worker } from "@playwright/test";
import type {} from "@sockpit/web/test-handle";
import type { Browser as Firefox } from "puppeteer-core";
import { launchFirefox } from "../../firefox/cockpit-in-firefox.js";
import config from "../../playwright.config.js";
import { type EchoRequest, medianEchoMs } from "./median-echo.js";

/** A first visit on a small machine that has other work. */
const READY_TIMEOUT_MS = 110_000;

/** A script that passed through here comes from no address: Chromium would not let it connect to this machine. */
const reachingLoopback = ["--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets"];

/** What Playwright's pages and Puppeteer's have in common. */
interface EvaluatingPage {
  evaluate<Argument, Result>(
    inPage: (argument: Argument) => Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
}

/** The product's page in a browser, and raw echoes beside it. */
export interface CallsPage {
  /** With its version. */
  readonly browser: string;
  readonly page: EvaluatingPage;
  /** The median of raw WebSocket round trips, in milliseconds. */
  echoMs(durationMs: number): Promise<number>;
  close(): Promise<void>;
}

/** Echoes are sent from a worker of the product's page: the one that runs Python, between its calls. */
export async function openInChromium(productUrl: string, echoUrl: string): Promise<CallsPage> {
  const { args = [], ...options } = config.use?.launchOptions ?? {};
  const browser: Chromium = await chromium.launch({ ...options, args: [...args, ...reachingLoopback] });
  const page = await browser.newPage({ locale: "en-US" });
  await page.route("**/assets/worker-*.js", allowingConnections);
  await page.goto(`${productUrl}/?test`);
  await page.waitForFunction(isPythonReady, undefined, { timeout: READY_TIMEOUT_MS });
  const url = webSocketUrl(echoUrl);
  return {
    browser: `Chromium ${browser.version()}`,
    page,
    echoMs: async (durationMs) => workerOf(page).evaluate(medianEchoMs, { url, durationMs }),
    close: () => browser.close(),
  };
}

/** Echoes are sent from a worker of the echo server's own page, in the same browser. */
export async function openInFirefox(productUrl: string, echoUrl: string): Promise<CallsPage> {
  const browser: Firefox = await launchFirefox();
  const page = await browser.newPage();
  await page.goto(`${productUrl}/?test`);
  await page.waitForFunction(isPythonReady, { timeout: READY_TIMEOUT_MS });
  const peer = await browser.newPage();
  await peer.goto(echoUrl);
  // A page in the background draws nothing, and its timers are slow.
  await page.bringToFront();
  const url = webSocketUrl(echoUrl);
  return {
    browser: await browser.version(),
    page: page as EvaluatingPage,
    echoMs: (durationMs) => peer.evaluate(echoInWorker, { url, durationMs }),
    close: () => browser.close(),
  };
}

/** Its policy lets a worker connect to its own server only. */
async function allowingConnections(route: Route): Promise<void> {
  const response = await route.fetch();
  const { "content-security-policy": _, ...headers } = response.headers();
  await route.fulfill({ response, headers });
}

function isPythonReady(): boolean {
  return globalThis.sockpit?.python.store.getState().kind === "ready";
}

/** Workers are handed out in the order in which they were started. */
function workerOf(page: Page): Worker {
  const [worker] = page.workers();
  if (worker === undefined) throw new Error("The page has no worker.");
  return worker;
}

function webSocketUrl(url: string): string {
  return url.replace(/^http/, "ws");
}

/** Runs inside the echo server's page. */
function echoInWorker(request: EchoRequest): Promise<number> {
  const worker = new Worker("/worker.js");
  return new Promise<number>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data as number);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
