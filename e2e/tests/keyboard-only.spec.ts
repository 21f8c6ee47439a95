import type { Locator, Page } from "@playwright/test";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

const server = `import socket
sk = socket.create_server(('127.0.0.1', 8088))
conn, _ = sk.accept()
print(conn.recv(100))
conn.close()
`;

const client = `import socket
sk = socket.create_connection(('127.0.0.1', 8088))
sk.sendall(b'by keys')
sk.close()
`;

/** More stops than any part of the page has. */
const MAX_STOPS = 120;

/** Goes there as a person without a pointer does: Tab indents in an editor, unless Esc comes before it. */
async function tabTo(page: Page, target: Locator, key = "Tab"): Promise<void> {
  const isThere = () => target.evaluate((element) => element.contains(document.activeElement));
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    if (await isThere()) return;
    if (await page.evaluate(() => (document.activeElement as HTMLElement | null)?.isContentEditable))
      await page.keyboard.press("Escape");
    await page.keyboard.press(key);
  }
  throw new Error("Tab does not lead there.");
}

test("programs are written, run, stepped, looked at and set up without a pointer", async ({ page }) => {
  const cockpit = new Cockpit(page);
  const { keyboard } = page;
  await cockpit.open();

  // Written: Tab indents in an editor, Esc and then Tab leaves it.
  for (const [name, source] of [
    ["server.py", server],
    ["client.py", client],
  ] as const) {
    await tabTo(page, cockpit.editor(name));
    await keyboard.press("ControlOrMeta+a");
    await keyboard.insertText(source);
    // Where a completion is offered, the first only closes that.
    await keyboard.press("Escape");
    await keyboard.press("Escape");
    await keyboard.press("Tab");
    await expect(cockpit.editor(name)).not.toBeFocused();
  }

  // Run: both, from wherever the focus is.
  await keyboard.press("ControlOrMeta+Shift+Enter");
  await expect(cockpit.output("server.py")).toContainText("b'by keys'");
  await cockpit.end("server.py");
  await cockpit.end("client.py");

  // Read: rows of the diagram by arrow keys, their details, and the line of a call.
  const grid = cockpit.calls().getByRole("grid");
  await tabTo(page, grid);
  await keyboard.press("Home");
  const chosen = grid.getByRole("row", { selected: true });
  await expect(chosen).toHaveCount(1);
  while (!(await chosen.textContent())?.includes("accept")) await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await expect(cockpit.editor("server.py")).toBeFocused();
  await expect(cockpit.lines("server.py", "3: the selected call")).toHaveCount(1);

  // A breakpoint on that line, where the program then pauses; stepped on, and to its end.
  await keyboard.press("ControlOrMeta+F8");
  await expect(cockpit.lines("server.py", "3: breakpoint")).toHaveCount(1);
  await keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("combobox", { name: "Search commands" })).toBeFocused();
  await keyboard.type("reset network");
  await keyboard.press("Enter");
  await expect(cockpit.sockets()).not.toContainText("TIME-WAIT");
  await tabTo(page, cockpit.editor("server.py"));
  await keyboard.press("ControlOrMeta+Enter");
  const place = cockpit.program("server.py").getByRole("status");
  await expect(place).toContainText("before line 3");
  await keyboard.press("F8");
  await tabTo(page, cockpit.editor("client.py"));
  await keyboard.press("ControlOrMeta+Enter");
  await expect(place).toContainText("before line 4");
  await tabTo(page, cockpit.editor("server.py"), "Shift+Tab");
  await keyboard.press("F9");
  await expect(cockpit.output("server.py")).toContainText("b'by keys'");

  // Leaving the editor by Ctrl+M, which stays so until it is pressed again.
  await keyboard.press("Control+m");
  await keyboard.press("Tab");
  await expect(cockpit.editor("server.py")).not.toBeFocused();

  // Settings.
  const appearance = page.getByRole("button", { name: "Appearance" });
  await tabTo(page, appearance);
  await keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeFocused();
  for (const _ of [1, 2, 3]) await keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitemradio", { name: "Light" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await expect(appearance).toBeFocused();
});

test("a tooltip that the keyboard's focus shows goes when the pointer comes upon it, and one that the pointer shows stays", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  const button = cockpit.program("server.py").getByRole("button", { name: "Run", exact: true });
  const tooltip = page.getByRole("tooltip");
  await tabTo(page, button);
  await expect(tooltip).toContainText("Run");
  await page.mouse.move(...(await middleOf(tooltip)));
  await expect(tooltip).toHaveCount(0);
  await page.mouse.move(...(await middleOf(button)));
  await expect(tooltip).toContainText("Run");
  await page.mouse.move(...(await middleOf(tooltip)));
  await page.keyboard.press("Shift");
  await expect(tooltip).toContainText("Run");
});

async function middleOf(thing: Locator): Promise<[number, number]> {
  const box = await thing.boundingBox();
  if (box === null) throw new Error("It is not drawn.");
  return [box.x + box.width / 2, box.y + box.height / 2];
}
