import type { Page } from "@playwright/test";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

/** A telephone, a tablet, and 1440×900 at 200 %. Set for the page: the browser's context is that of the tests after these, too. */
const sizes = [
  { width: 375, height: 812 },
  { width: 820, height: 1180 },
  { width: 720, height: 450 },
];

const tab = (page: Page, name: string) => page.getByRole("tab", { name, exact: true });

for (const viewport of sizes) {
  test.describe(`a window of ${viewport.width} × ${viewport.height}`, () => {
    test.beforeEach(({ page }) => page.setViewportSize(viewport));

    test("brings the diagram to the front after Run all, with every program's state and output in reach", async ({
      page,
    }) => {
      const cockpit = new Cockpit(page);
      await cockpit.open();
      await expect(tab(page, "Code")).toHaveAttribute("aria-selected", "true");
      await page.getByRole("button", { name: /^Run all/ }).click();
      await expect(tab(page, "Diagram")).toHaveAttribute("aria-selected", "true");
      await expect(cockpit.program("server.py")).toBeHidden();
      const programs = page.getByRole("region", { name: "Programs" });
      for (const name of ["server.py", "client.py"]) {
        await expect(
          programs.getByRole("button", { name: `${name} finished (exit code 0)` }),
        ).toBeInViewport();
      }
      await programs.getByRole("button", { name: /^client\.py/ }).click();
      await expect(programs.getByRole("log", { name: "Output of client.py" })).toContainText("Good morning!");
      await tab(page, "Diagram").press("ArrowRight");
      await expect(tab(page, "Sockets")).toBeFocused();
      await expect(cockpit.sockets()).toContainText("TIME-WAIT");
      await tab(page, "Sockets").press("Home");
      await expect(cockpit.program("server.py")).toBeVisible();
    });

    test("has all of its bars inside the window", async ({ page }) => {
      const cockpit = new Cockpit(page);
      await cockpit.open();
      for (const name of ["Code", "Diagram", "Sockets"]) {
        await tab(page, name).click();
        for (const button of await page.getByRole("button").all()) {
          if (!(await button.isVisible())) continue;
          const box = await button.boundingBox();
          if (box === null) continue;
          expect(box.x, (await button.textContent()) ?? "").toBeGreaterThanOrEqual(0);
          expect(box.x + box.width, (await button.textContent()) ?? "").toBeLessThanOrEqual(viewport.width);
        }
      }
    });
  });
}

test.describe("a telephone", () => {
  test.beforeEach(({ page }) => page.setViewportSize({ width: 375, height: 812 }));

  test("shows the code of a program that is paused, and opens the output of one that asks", async ({
    page,
  }) => {
    const cockpit = new Cockpit(page);
    await cockpit.open();
    await cockpit.write(
      "client.py",
      "answer = input('name? ')\nbreakpoint_here = 1\nprint('hello', answer)\n",
    );
    await cockpit.run("client.py");
    await expect(tab(page, "Diagram")).toHaveAttribute("aria-selected", "true");
    const field = page.getByRole("textbox", { name: "client.py is waiting for input" });
    await field.fill("Ada");
    await field.press("Enter");
    await expect(page.getByRole("log", { name: "Output of client.py" })).toContainText("hello Ada");
    await tab(page, "Code").click();
    await cockpit.program("client.py").getByRole("button", { name: "Step: pause at the first line" }).click();
    await expect(tab(page, "Code")).toHaveAttribute("aria-selected", "true");
    await expect(cockpit.program("client.py").getByRole("status")).toContainText("before line 1");
  });
});
