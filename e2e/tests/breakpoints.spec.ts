import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

const counting = "total = 0\nfor i in range(3):\n    total += i\nprint(total)\n";

test("breakpoints are listed, gone to, disabled and removed", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("client.py", counting);
  const editor = cockpit.editor("client.py");
  await editor.press("ControlOrMeta+Home");
  await editor.press("ControlOrMeta+F8");
  await editor.press("ArrowDown");
  await editor.press("ArrowDown");
  await editor.press("ControlOrMeta+F8");
  await expect(cockpit.lines("client.py", "breakpoint")).toHaveCount(2);

  await editor.press("ControlOrMeta+Shift+F8");
  const list = page.getByRole("dialog", { name: "Breakpoints" });
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await list.getByRole("checkbox", { name: "Pause before line 3 of client.py" }).press("Space");
  await page.keyboard.press("Escape");
  await expect(cockpit.lines("client.py", "3: disabled breakpoint")).toHaveText("    total += i");

  // A program that is under way pauses at those that are enabled alone.
  await cockpit.run("client.py");
  const place = cockpit.program("client.py").getByRole("status");
  await expect(place).toContainText("before line 1");
  await page.keyboard.press("F9");
  await expect(cockpit.output("client.py")).toContainText("3");
  await cockpit.end("client.py");

  await editor.press("ControlOrMeta+Home");
  await cockpit.program("client.py").getByRole("button", { name: "More actions for client.py" }).click();
  await page.getByRole("menuitem", { name: "Breakpoints…" }).click();
  await list.getByRole("button", { name: /^line 3/ }).click();
  await expect(list).toBeHidden();
  await page.keyboard.type("# here: ");
  await expect(editor).toContainText("# here:     total += i");

  await page.reload();
  await expect(cockpit.lines("client.py", "3: disabled breakpoint")).toHaveCount(1);
  await editor.press("ControlOrMeta+Shift+F8");
  await list.getByRole("button", { name: "Remove the breakpoint on line 1 of client.py" }).click();
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await list.getByRole("button", { name: "Remove all breakpoints of client.py" }).click();
  await expect(list).toContainText("None are set.");
  await page.keyboard.press("Escape");
  await expect(cockpit.lines("client.py", "breakpoint")).toHaveCount(0);
});

test("code has a text size of its own, which a reload keeps", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  const editor = cockpit.editor("server.py");
  const line = editor.getByText("import socket").first();
  const heightPx = async () => (await line.boundingBox())?.height ?? 0;
  // The editor draws its lines anew when their syntax is known.
  let before = 0;
  await expect
    .poll(async () => {
      before = await heightPx();
      return before;
    })
    .toBeGreaterThan(0);
  await editor.press("Alt+Shift+Period");
  await editor.press("Alt+Shift+Period");
  await expect.poll(heightPx).toBeCloseTo(before * 1.3, 0);
  await page.reload();
  await expect.poll(heightPx).toBeCloseTo(before * 1.3, 0);
  await editor.press("Alt+Shift+Comma");
  await editor.press("Alt+Shift+Comma");
  await expect.poll(heightPx).toBeCloseTo(before, 0);
});

test("the help lists the keys of the commands, and leads to where problems are reported", async ({
  page,
}) => {
  const feedbackUrl = "https://example.org/issues";
  await page.route("**/healthz", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), feedbackUrl } });
  });
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await page.getByRole("button", { name: "Keyboard and help" }).click();
  const help = page.getByRole("dialog", { name: "Keyboard" });
  await expect(help).toContainText("Run server.py");
  await expect(help).toContainText("Ctrl+Shift+F8");
  await expect(help.getByRole("link", { name: "Report a problem" })).toHaveAttribute("href", feedbackUrl);
});
