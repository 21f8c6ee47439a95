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
  // Once a row tells of a thread.
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
