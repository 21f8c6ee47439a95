import type { Browser } from "@playwright/test";
import { noteWhenUsable, usableAtMs } from "./first-load.js";

/** Lighthouse's `desktopDense4G` (core/config/constants.js): round trip, throughput, and no slower processor. */
const desktop = { rttMs: 40, throughputKbps: 10 * 1024, cpuSlowdown: 1 };

export interface Paint {
  firstContentfulPaintMs: number;
  usableMs: number;
}

/** The first visit of an empty browser over Lighthouse's desktop network. */
export async function throttledPaint(browser: Browser, baseURL: string): Promise<Paint> {
  const context = await browser.newContext({
    baseURL,
    locale: "en-US",
    viewport: { width: 1350, height: 940 },
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const bytesPerSecond = (desktop.throughputKbps * 1024) / 8;
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: desktop.rttMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: desktop.cpuSlowdown });
  await page.addInitScript(noteWhenUsable);
  await page.goto("/");
  const atMs = await usableAtMs(page);
  const { firstMs, originMs } = await page.evaluate(() => {
    const [entry] = performance.getEntriesByName("first-contentful-paint");
    return { firstMs: entry?.startTime ?? Number.NaN, originMs: performance.timeOrigin };
  });
  const paint = { firstContentfulPaintMs: firstMs, usableMs: atMs - originMs };
  await context.close();
  return paint;
}
