import type { Page } from "@playwright/test";
import { labChip, newLab } from "./new-lab.js";
import { expect, test } from "./server.js";

const HOSTS = /client – server/;

test.beforeEach(async ({ request }) => {
  const { isolation } = await (await request.get("/healthz")).json();
  test.skip(isolation.wire == null, "this machine has no wires");
});

const keptKey = (page: Page) => page.evaluate(() => sessionStorage.getItem("sockpit.lab"));

async function idOfLab(page: Page): Promise<string> {
  return JSON.parse((await keptKey(page)) ?? "{}").lab;
}

async function reset(page: Page): Promise<void> {
  const before = await idOfLab(page);
  await labChip(page).click();
  await page.getByRole("button", { name: "Reset network" }).click();
  await expect(labChip(page)).toHaveText(/private network|–/);
  await expect(labChip(page)).not.toContainText(before);
}

test("a page whose project has one host joins a lab of hosts, and keeps these on a reload and a reset", async ({
  page,
  browser,
  baseURL,
}) => {
  const other = await browser.newContext({ baseURL, locale: "en-US" });
  try {
    const maker = await other.newPage();
    await maker.goto("/");
    await newLab(maker, ["client", "server"]);
    const key = await keptKey(maker);

    await page.goto("/");
    await expect(labChip(page)).toContainText("private network");
    await page.evaluate((joined) => sessionStorage.setItem("sockpit.lab", joined ?? ""), key);
    for (const _ of ["joined", "loaded again"]) {
      await page.reload();
      await expect(page.getByRole("textbox", { name: "Code of server.py" })).toBeVisible();
      await expect(labChip(page)).toContainText(HOSTS);
      expect(await keptKey(page)).toBe(key);
    }

    await reset(page);
    await expect(labChip(page)).toContainText(HOSTS);
    const id = await idOfLab(page);
    await page.reload();
    await expect(labChip(page)).toContainText(HOSTS);
    await expect(labChip(page)).toContainText(id);
  } finally {
    await other.close();
  }
});

test("a tab with a lab of one host keeps it where another tab makes a lab of hosts for their project", async ({
  page,
}) => {
  await page.goto("/");
  await expect(labChip(page)).toContainText("private network");
  const id = await idOfLab(page);
  const second = await page.context().newPage();
  try {
    await second.goto("/");
    await newLab(second, ["client", "server"]);
    await page.reload();
    await expect(page.getByRole("textbox", { name: "Code of server.py" })).toBeVisible();
    await expect(labChip(page)).toContainText(id);
    await reset(page);
    await expect(labChip(page)).toContainText("private network");
    // A tab that has no lab yet begins with the project's.
    const third = await page.context().newPage();
    await third.goto("/");
    await expect(labChip(third)).toContainText(HOSTS);
    await third.close();
  } finally {
    await second.close();
  }
});
