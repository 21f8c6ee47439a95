import { AxeBuilder } from "@axe-core/playwright";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

test("programs survive a reload, also right after the last key", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("client.py", "print('kept')\n");
  await page.reload();
  await expect(cockpit.program("client.py")).toContainText("print('kept')");
});

test("the language follows the browser and can be switched", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: "zh-TW", baseURL });
  const page = await context.newPage();
  await page.goto("/");
  await expect(page.getByRole("button", { name: /^全部執行/ })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-TW");
  await context.close();
});

for (const colorScheme of ["dark", "light"] as const) {
  test(`axe finds no serious fault (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const cockpit = new Cockpit(page);
    await cockpit.open();
    await page.getByRole("button", { name: /^Run all/ }).click();
    await cockpit.callRows("close").see();
    for (const name of ["server.py", "client.py"]) await cockpit.end(name);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  });
}

test("a phone's width scrolls in one direction only", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 });
  await new Cockpit(page).open();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test("the page puts nothing on globalThis, unless a test on loopback asks for it", async ({ page }) => {
  const own = () => page.evaluate(() => Object.keys(globalThis).filter((key) => /sockpit/i.test(key)));
  const cockpit = new Cockpit(page);
  await cockpit.open();
  expect(await own()).toEqual([]);
  await cockpit.open("/?test");
  expect(await own()).toEqual(["sockpit"]);
});

test("nothing sticks out of the panels that separators part", async ({ page }) => {
  await new Cockpit(page).open();
  const separators = page.getByRole("separator");
  await expect(separators.first()).toBeAttached();
  const shiftable = await separators.evaluateAll((elements) =>
    elements
      .filter(({ parentElement: group }) => {
        if (group === null) return false;
        return group.scrollWidth > group.clientWidth || group.scrollHeight > group.clientHeight;
      })
      .map((element) => element.getAttribute("aria-label")),
  );
  expect(shiftable).toEqual([]);
});
