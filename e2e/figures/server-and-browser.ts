import { type Browser, chromium } from "@playwright/test";
import config from "../playwright.config.js";
import { Server } from "../tests/server.js";

/** A real server and a real browser, for as long as `use` takes. */
export async function withServerAndBrowser(
  use: (server: Server, browser: Browser) => Promise<void>,
): Promise<void> {
  const server = await Server.start();
  const browser = await chromium.launch(config.use?.launchOptions);
  try {
    await use(server, browser);
  } finally {
    await browser.close();
    await server.stop();
  }
}
