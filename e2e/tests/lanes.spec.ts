import type { Locator } from "@playwright/test";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

const twoThreads = `import socket, threading
sk = socket.create_server(('127.0.0.1', 8088))
def serve(conn):
    conn.sendall(conn.recv(100))
    conn.close()
for _ in range(2):
    conn, _ = sk.accept()
    threading.Thread(target=serve, args=(conn,)).start()
`;

const twoConnections = `import socket
for _ in range(2):
    with socket.create_connection(('127.0.0.1', 8088)) as sk:
        sk.sendall(b'hello')
        print(sk.recv(100))
`;

test("a server's threads stand in lanes of their own, and its connections are told apart by their ports", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.runServerThenClient(twoThreads, twoConnections);
  await expect(cockpit.output("client.py")).toContainText("b'hello'\nb'hello'");
  const heads = cockpit.calls().getByRole("toolbar", { name: "Programs" });
  await heads.getByRole("button", { name: "server.py: how it is shown" }).press("Enter");
  const perThread = page.getByRole("menuitemradio", { name: "A lane for each thread" });
  // Once a row names a thread.
  await expect(perThread).toBeEnabled();
  await perThread.press("Enter");
  await expect(heads.getByRole("button", { name: /server\.py Thread-\d/ })).toHaveCount(2);
  await expect.poll(() => cockpit.packets("SYN").count()).toBe(2);
  const syns = await cockpit.packets("SYN").read();
  for (const { words } of syns) {
    expect(words).toContain(":8088");
    expect(words.filter((word) => /^:\d+$/.test(word))).toHaveLength(2);
  }
});

const manySockets = `import socket
sks = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(14)]
for n, sk in enumerate(sks):
    sk.bind(('127.0.0.1', 9000 + n))
`;

test("the view follows a chosen row up, down and sideways in a lane for each of many sockets", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("client.py", manySockets);
  await cockpit.run("client.py");
  await cockpit.end("client.py");
  const heads = cockpit.calls().getByRole("toolbar", { name: "Programs" });
  await heads.getByRole("button", { name: "client.py: how it is shown" }).press("Enter");
  await page.getByRole("menuitemradio", { name: "A lane for each socket" }).press("Enter");
  await expect(heads.getByRole("button", { name: /client\.py fd \d+/ }).first()).toBeVisible();

  const row = cockpit.rows(/bind\(\('127\.0\.0\.1', 9012\)\)/).drawn();
  const call = row.getByText("bind", { exact: true });
  const detail = page.getByRole("region", { name: "The selected call" });
  // Its details take the room of the lowest row, and its label is beyond the right edge.
  await expect(async () => {
    await scrollBox(row, "lowest");
    await clickAtItsTime(row);
    await expect(row).toHaveAttribute("aria-selected", "true", { timeout: 1_000 });
  }).toPass();
  await expect(detail).toBeVisible();
  await expect(row).toBeInViewport();
  await expect(call).toBeInViewport({ ratio: 1 });
  // Chosen again, it comes back.
  await scrollBox(row, "here");
  await expect(call).not.toBeInViewport({ ratio: 1 });
  await clickAtItsTime(row);
  await expect(call).toBeInViewport({ ratio: 1 });
});

/** Scrolls to the left edge, with the row where it is or as the lowest one. */
async function scrollBox(row: Locator, place: "lowest" | "here"): Promise<void> {
  await row.evaluate((element, where) => {
    let box = element.parentElement;
    while (box !== null && getComputedStyle(box).overflowY !== "auto") box = box.parentElement;
    if (box === null) throw new Error("No box scrolls the row");
    box.scrollLeft = 0;
    const lowest = box.getBoundingClientRect().top + box.clientHeight;
    if (where === "lowest") box.scrollTop += element.getBoundingClientRect().bottom - lowest;
  }, place);
}

/** Clicks where the row's time stands, whatever else of it is in view; fails at once where the pane has moved. */
async function clickAtItsTime(row: Locator): Promise<void> {
  await row.click({ position: { x: 40, y: 8 }, timeout: 1_000 });
}

test("a folded lane opens with a press, and folds again", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.exchange();
  const heads = cockpit.calls().getByRole("toolbar", { name: "Programs" });
  await heads.getByRole("button", { name: "client.py: how it is shown" }).click();
  await page.getByRole("menuitem", { name: "Fold this lane" }).click();
  await heads.getByRole("button", { name: "client.py is folded: open it" }).press("Enter");
  await expect(heads.getByRole("button", { name: "client.py: how it is shown" })).toBeVisible();
});
