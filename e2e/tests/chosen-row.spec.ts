import type { Locator } from "@playwright/test";
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
    await cockpit.show(view);
    await cockpit.write("client.py", program);
    await cockpit.run("client.py");
    await expect(cockpit.output("client.py")).toContainText("done");
    const row = page.locator(`[id="${await topmostCall(cockpit)}"]`);
    await row.click();
    const detail = page.getByRole("region", { name: "The selected call" });
    await expect(detail).toBeVisible();
    await expect(row).toBeInViewport({ ratio: 1 });
    await expect.poll(() => isOnTop(row)).toBe(true);
  });
}

/** The id of the uppermost row that is in view. */
async function topmostCall(cockpit: Cockpit): Promise<string> {
  const rows = cockpit.rows(/\w\(/).drawn();
  for (const row of await rows.all()) if (await isOnTop(row)) return (await row.getAttribute("id")) ?? "";
  throw new Error("No row is in view");
}

/** Whether the middle of a row is seen, and nothing else there. */
function isOnTop(row: Locator): Promise<boolean> {
  return row.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
}
