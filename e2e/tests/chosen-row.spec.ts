import type { ElementHandle, Locator } from "@playwright/test";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

const program = `import socket
listener = socket.create_server(("127.0.0.1", 8088))
for _ in range(4):
    client = socket.create_connection(("127.0.0.1", 8088))
    server, _ = listener.accept()
    client.sendall(b"hello")
    server.recv(9)
    for sk in (client, server):
        sk.close()
print("done")
`;

/** The diagram and the list follow their end here, and have more rows than they show. */
for (const view of ["Diagram", "Calls"] as const) {
  test(`a chosen row stays in view when its details open below (${view})`, async ({ page }) => {
    const cockpit = new Cockpit(page);
    await cockpit.open();
    await cockpit.write("client.py", program);
    await cockpit.run("client.py");
    // Shown once the run has ended, and the diagram has gone to its beginning.
    await page.getByRole("button", { name: "Newest" }).click();
    await expect(cockpit.rows(/client\.py finished/).drawn()).toBeInViewport();
    await cockpit.show(view);
    const id = await chooseTopmostCall(cockpit);
    const row = page.locator(`[id="${id}"]`);
    const detail = page.getByRole("region", { name: "The selected call" });
    await expect(detail).toBeVisible();
    await expect(row).toBeInViewport({ ratio: 1 });
    await expect.poll(() => isOnTop(row)).toBe(true);
  });
}

/** Clicks the uppermost row that is in view, once the pane has come to rest. Returns its id. */
async function chooseTopmostCall(cockpit: Cockpit): Promise<string> {
  let chosen = "";
  await expect(async () => {
    const row = await topmostCall(cockpit);
    // A handle's click fails at once where the pane has scrolled the row out of the document meanwhile.
    await row.click({ timeout: 1_000 });
    chosen = (await row.getAttribute("id")) ?? "";
    await expect(cockpit.page.locator(`[id="${chosen}"]`)).toHaveAttribute("aria-selected", "true", {
      timeout: 1_000,
    });
  }).toPass();
  return chosen;
}

/** The uppermost row that is in view, in one look: rows come and go while the pane follows its end. */
async function topmostCall(cockpit: Cockpit): Promise<ElementHandle> {
  const found = await cockpit
    .rows(/\w\(/)
    .drawn()
    .evaluateAll((rows) => {
      const ids = rows.filter((row) => {
        const { left, top, width, height } = row.getBoundingClientRect();
        return row.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      });
      return ids[0]?.id;
    });
  const row = found === undefined ? null : await cockpit.page.$(`[id="${found}"]`);
  if (row === null) throw new Error("No row is in view");
  return row;
}

/** Whether the middle of a row is seen, and nothing else there. */
function isOnTop(row: Locator): Promise<boolean> {
  return row.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
}
