import type { Page } from "@playwright/test";
import { expect, Server, test } from "./server.js";

/** Four seconds after a page said goodbye, twenty after its connection was lost. */
const KEPT_MS = 20_000;
const settings = { SOCKPIT_LAB_IDLE_SECONDS: "20" };

async function labOf(page: Page): Promise<string> {
  const chip = page.getByRole("button", { name: /lab \w+ ·/i });
  await expect(chip).toBeVisible();
  const id = /lab (\w+) ·/i.exec((await chip.textContent()) ?? "")?.[1];
  if (id === undefined) throw new Error("the page shows no lab");
  return id;
}

test("a page that is loaded anew keeps its lab, and one that is closed gives it back", async ({ page }) => {
  const server = await Server.start(settings);
  try {
    await page.goto(server.url);
    const lab = await labOf(page);
    await page.reload();
    expect(await labOf(page)).toBe(lab);
    const closedAt = Date.now();
    await page.close();
    // Without the token, so that asking is no use of the lab.
    const status = async () => (await fetch(`${server.url}/api/labs/${lab}`)).status;
    await expect.poll(status, { timeout: KEPT_MS }).toBe(404);
    expect(Date.now() - closedAt).toBeLessThan(KEPT_MS);
  } finally {
    await server.stop();
  }
});
