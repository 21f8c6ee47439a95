import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

test("the editor completes what a socket can do, and says what it means", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  // Completion is fetched behind the editor: until it is there, letters are only letters.
  await expect(async () => {
    await page.keyboard.press("Escape");
    await cockpit.write("server.py", "import socket\nlistener = socket.socket()\n");
    await page.keyboard.type("listener.re");
    await expect(page.getByRole("option", { name: /^recv\(/ })).toBeVisible({ timeout: 2000 });
  }).toPass();
  await page.getByRole("option", { name: /^recv\(/ }).click();
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

test("every command is found by words of either language, and run from the keyboard", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.editor("client.py").click();
  await page.keyboard.press("ControlOrMeta+k");
  const commands = page.getByRole("dialog", { name: "All commands" });
  await expect(commands.getByRole("option", { name: "Save client.py to a file" })).toBeVisible();
  await page.keyboard.type("說明");
  await expect(commands.getByRole("option")).toHaveText(/Keyboard and help/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+Shift+P");
  await page.keyboard.type("traditional");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "全部執行" })).toBeVisible();
});

test("a program is saved to a file by Ctrl+S", async ({ page }) => {
  // A picker is the browser's own window, which no test can reach: without one the page downloads.
  await page.addInitScript(() => Object.assign(globalThis, { showSaveFilePicker: undefined }));
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("client.py", "print(1)\n");
  const saved = await cockpit.saved(() => page.keyboard.press("ControlOrMeta+s"));
  expect(saved.toString()).toBe("print(1)\n");
});

test("the diagram is copied as Mermaid and as a picture", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.exchange();
  const copied = async (name: string) => {
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  await copied("Copy the diagram as Mermaid");
  await expect(async () => {
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^sequenceDiagram/);
  }).toPass();
  await copied("Copy the diagram as a picture");
  await expect(async () => {
    const types = await page.evaluate(async () =>
      (await navigator.clipboard.read()).flatMap((item) => item.types),
    );
    expect(types).toContain("image/png");
  }).toPass();
});
