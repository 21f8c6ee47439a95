import { test as base, expect } from "@playwright/test";
import { Server } from "./server.js";

const CODE = "correct horse";

const test = base.extend<object, { server: Server }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it.
    async ({}, use) => {
      const server = await Server.start({ SOCKPIT_ACCESS_CODE: CODE });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
});

test("A server with an access code asks for it once, and then is as any other", async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByLabel("Access code").fill("wrong horse");
  await page.getByRole("button", { name: "Enter" }).click();
  await expect(page.getByRole("alert")).toHaveText("This is not the access code.");
  await page.getByLabel("Access code").fill(CODE);
  await page.keyboard.press("Enter");
  const program = page.getByRole("region", { name: "server.py", exact: true });
  await expect(program.getByRole("button", { name: /^Run/ })).toBeEnabled();
  await page.reload();
  await expect(program).toBeVisible();
  /** From another site, whose link's own request carries no cookie. */
  await page.goto(`data:text/html,<a href="${server.url}">Sockpit</a>`);
  await page.getByRole("link").click();
  await expect(program).toBeVisible();
});

test.describe("Without JavaScript, and in Chinese", () => {
  test.use({ javaScriptEnabled: false, locale: "zh-TW" });

  test("the form works all the same", async ({ page, server }) => {
    await page.goto(server.url);
    await expect(page).toHaveTitle("Sockpit：存取碼");
    await page.getByLabel("存取碼").fill(CODE);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url() === `${server.url}/` && response.status() === 200),
      page.getByRole("button", { name: "進入" }).click(),
    ]);
    expect(await answer.text()).toContain('<div id="root">');
  });
});
