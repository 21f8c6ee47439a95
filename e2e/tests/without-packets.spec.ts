import { Cockpit } from "./cockpit.js";
import { expect, Server, test } from "./server.js";

const unixServer = `import socket
sk = socket.socket(socket.AF_UNIX)
sk.bind('/tmp/there')
sk.listen(5)
conn, addr = sk.accept()
print(conn.recv(100))
input('end? ')
`;

const unixClient = `import socket
sk = socket.socket(socket.AF_UNIX)
sk.connect('/tmp/there')
sk.sendall(b'hello')
input('end? ')
`;

test("calls over a Unix socket, which has no packets, are joined with those at the other end", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.runServerThenClient(unixServer, unixClient);
  await expect(cockpit.output("server.py")).toContainText("hello");
  await expect(cockpit.calls()).toContainText("Unix sockets and pipes have no packets");
  expect(await cockpit.packets().count()).toBe(0);

  await cockpit.callRows("connect").click();
  await expect.poll(() => cockpit.callRows("accept").related()).toEqual([true]);
  await cockpit.callRows("recv").click();
  await expect.poll(() => cockpit.callRows("sendall").related()).toEqual([true]);
  await expect(cockpit.lines("server.py", "the selected call")).toContainText("conn.recv");
  await expect(
    cockpit.calls().getByRole("img", { name: "connect() → accept(), sendall() → recv()", exact: true }),
  ).toBeVisible();
  await expect(cockpit.chosenSockets()).toHaveCount(2);
  const detail = page.getByRole("region", { name: "The selected call" });
  await detail.getByRole("button", { name: /sendall\(\) · line 4/ }).click();
  await expect(cockpit.lines("client.py", "the selected call")).toContainText("sk.sendall");
});

test("where packets cannot be captured, the diagram says so and why", async ({ page }) => {
  const server = await Server.start({ SOCKPIT_NETWORK: "mapped" }, { canCapture: false });
  try {
    const cockpit = new Cockpit(page);
    await page.goto(server.url);
    await expect(cockpit.calls()).toContainText("Packets cannot be seen here: on a shared loopback (mapped)");
    await expect(cockpit.calls()).toContainText("CAP_NET_RAW");
  } finally {
    await page.close();
    await server.stop();
  }
});

test("a word explains itself on focus, in both languages, with a link to where it stands", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", unixServer);
  await cockpit.run("server.py");
  const state = cockpit.sockets().getByText("LISTEN", { exact: true });
  await state.focus();
  const tooltip = page.getByRole("tooltip");
  await expect(tooltip).toContainText("Waiting for connections.");
  const section = "https://www.rfc-editor.org/rfc/rfc9293.html#section-3.3.2";
  await expect(page.getByRole("link", { name: "RFC 9293 §3.3.2" })).toHaveAttribute("href", section);
  await expect(state).toHaveAttribute("href", section);
  await page.getByRole("button", { name: "中文" }).click();
  await state.hover();
  await expect(tooltip).toContainText("等待連線進來。");
});
