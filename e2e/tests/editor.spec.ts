import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

test("the editor completes what a socket can do, and says what it means", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", "import socket\nlistener = socket.socket()\n");
  // Completion is fetched behind the editor: until it is there, letters are only letters.
  await expect(async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.type("listener.re");
    await expect(page.getByRole("option", { name: /^recv\(/ })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(cockpit.editor("server.py")).toContainText("listener.recv");
});

test("a syntax error is marked with what is wrong, in the page's language", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", "if True\n    pass\nprint（1）\n");
  await expect(cockpit.lines("server.py", "syntax error: a colon is missing")).toBeVisible();
  await page.getByRole("button", { name: "中文" }).click();
  await expect(cockpit.lines("server.py", "3: 語法錯誤：（ 是全形")).toBeVisible();
});

test("text is found and replaced, and lines become comments", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", "alpha = 1\nprint(alpha)\n");
  const find = page.getByRole("textbox", { name: "Find" });
  await expect(async () => {
    await cockpit.editor("server.py").press("ControlOrMeta+f");
    await expect(find).toBeVisible({ timeout: 1000 });
  }).toPass();
  await find.fill("alpha");
  await page.getByRole("textbox", { name: "Replace" }).fill("beta");
  await page.getByRole("button", { name: "replace all" }).click();
  await page.keyboard.press("Escape");
  const editor = cockpit.editor("server.py");
  await expect(editor).toContainText("beta = 1print(beta)");
  await editor.press("ControlOrMeta+Home");
  await editor.press("ControlOrMeta+/");
  await expect(editor).toContainText("# beta = 1");
});
