/** `pnpm screenshots`: runs the samples of the first visit, and keeps what the page shows in docs/images. */
import type { Browser } from "@playwright/test";
import { repositoryPath } from "../parity/folder.js";
import { Cockpit } from "../tests/cockpit.js";
import { withServerAndBrowser } from "./server-and-browser.js";

const languages = ["en-US", "zh-TW"] as const;
const themes = ["light", "dark"] as const;
const wide = { width: 1440, height: 900 };

interface Look {
  locale: (typeof languages)[number];
  colorScheme: (typeof themes)[number];
  viewport: { width: number; height: number };
}

/** Both samples have run, and the three-way handshake is in view. */
async function picture(browser: Browser, baseURL: string, look: Look, file: string): Promise<void> {
  const context = await browser.newContext({ baseURL, ...look });
  const page = await context.newPage();
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await page.getByRole("button", { name: /^(Run all|全部執行)/ }).click();
  await cockpit.sockets().getByText("TIME-WAIT").first().waitFor({ timeout: 60_000 });
  await cockpit.rows().scrollToTop();
  await cockpit.packets("SYN").click();
  await page.screenshot({ path: repositoryPath(`docs/images/${file}.png`), animations: "disabled" });
  console.log(`docs/images/${file}.png`);
  await context.close();
}

await withServerAndBrowser(async (server, browser) => {
  for (const locale of languages) {
    for (const colorScheme of themes) {
      await picture(browser, server.url, { locale, colorScheme, viewport: wide }, `${locale}-${colorScheme}`);
    }
  }
});
