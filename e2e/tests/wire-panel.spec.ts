import { Cockpit } from "./cockpit.js";
import { newLab } from "./new-lab.js";
import { expect, test } from "./server.js";
import { WireLab } from "./wire-lab.js";

const port = 8088;

test("a SYN-ACK that is held keeps the client in SYN-SENT until it is released by a key", async ({
  page,
  server,
}) => {
  const lab = await WireLab.open(server.url);
  await lab.show(page);
  const sockets = page.getByRole("region", { name: /^Sockets/ });
  await page.getByRole("button", { name: "Hold server → client" }).click();
  await expect(page.getByRole("button", { name: "Hold server → client" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(page.getByText("The next one that is sent stops here.")).toBeVisible();
  await expect
    .poll(async () => (await lab.rest.wire(lab.key)).directions.map(({ settings }) => settings.isHolding))
    .toEqual([false, true]);
  await lab.listen(port);
  const client = await lab.start("client.py", "client");
  const { fd } = await client.call("socket", {});
  const connecting = client.call("connect", { fd, address: { host: "server", port } });
  const row = page.getByRole("button", { name: /^Packet \d+: SYN-ACK/ }).first();
  await expect(row).toBeVisible();
  await expect(sockets.getByText("SYN-SENT", { exact: true })).toHaveCount(1);
  await expect(sockets.getByText("SYN-RECEIVED", { exact: true })).toHaveCount(1);
  await page.getByRole("button", { name: "Clear the diagram" }).click();
  await expect(row).toBeVisible();
  await row.press("Enter");
  await connecting;
  await expect(sockets.getByText("ESTABLISHED", { exact: true })).toHaveCount(2);
  await lab.close();
});

test("datagrams that are put in another order by keys arrive in that order", async ({ page, server }) => {
  const lab = await WireLab.open(server.url, { wire: { settings: { isHolding: true } } });
  await lab.show(page);
  const receiving = await lab.start("server.py", "server");
  const { fd } = await receiving.call("socket", { type: "SOCK_DGRAM" });
  await receiving.call("bind", { fd, address: { host: "", port } });
  const client = await lab.start("client.py", "client");
  const { fd: from } = await client.call("socket", { type: "SOCK_DGRAM" });
  for (const text of ["first", "second"])
    await client.call("sendto", { fd: from, data: { text }, address: { host: "server", port } });
  const held = page.getByRole("list", { name: "Held packets, client to server" });
  await held.getByRole("button", { name: /“second”/ }).press("Alt+ArrowUp");
  await expect(held.getByRole("listitem").first()).toContainText("second");
  await page.getByRole("button", { name: "Clear the diagram" }).click();
  await expect(held.getByRole("listitem")).toHaveCount(2);
  await expect(held.getByRole("listitem").first()).toContainText("second");
  await page.getByRole("button", { name: "Release all, in this order" }).press("Enter");
  const came = [];
  for (let count = 0; count < 2; count += 1) {
    const { data } = await receiving.call("recvfrom", { fd, bufsize: 100 });
    came.push(new TextDecoder().decode(data as Uint8Array));
  }
  expect(came).toEqual(["second", "first"]);
  await lab.close();
});

test("datagrams that are put in another order by keys are printed in that order by the receiver", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await newLab(page, ["client", "server"]);
  await cockpit.write(
    "server.py",
    `import socket
sk = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sk.bind(("", ${port}))
print("bound")
for _ in range(3):
    print(sk.recvfrom(100)[0])
`,
  );
  // The first one has the hosts know each other's hardware addresses, where the wire carries frames.
  await cockpit.write(
    "client.py",
    `import socket
sk = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sk.sendto(b"hello", ("server", ${port}))
input("held? ")
sk.sendto(b"first", ("server", ${port}))
sk.sendto(b"second", ("server", ${port}))
`,
  );
  await cockpit.run("server.py");
  await expect(cockpit.output("server.py")).toContainText("bound");
  await cockpit.run("client.py");
  await expect(cockpit.output("server.py")).toContainText("b'hello'");
  const hold = page.getByRole("button", { name: "Hold client → server" });
  await hold.press("Enter");
  await expect(page.getByText("The next one that is sent stops here.")).toBeVisible();
  await cockpit.answer("client.py", "yes");
  const held = page.getByRole("list", { name: "Held packets, client to server" });
  await held.getByRole("button", { name: /“second”/ }).press("Alt+ArrowUp");
  await expect(held.getByRole("listitem").first()).toContainText("second");
  await page.getByRole("button", { name: "Release all, in this order" }).press("Enter");
  await expect(cockpit.output("server.py")).toContainText(/b'hello'\s*b'second'\s*b'first'/);
});

test("a segment that is dropped by a key has its cross in the diagram, and what is sent again is linked to it", async ({
  page,
  server,
}) => {
  const lab = await WireLab.open(server.url);
  await lab.show(page);
  const { server: listening, listener } = await lab.listen(port);
  const client = await lab.start("client.py", "client");
  const { fd } = await client.call("socket", {});
  await client.call("connect", { fd, address: { host: "server", port } });
  const { fd: accepted } = await listening.call("accept", { fd: listener });
  const hold = page.getByRole("button", { name: "Hold client → server" });
  await hold.press("Enter");
  await expect(hold).toHaveAttribute("aria-pressed", "true");
  await expect
    .poll(async () => (await lab.rest.wire(lab.key)).directions.map(({ settings }) => settings.isHolding))
    .toEqual([true, false]);
  await client.call("send", { fd, data: { text: "hello" } });
  const held = page.getByRole("list", { name: "Held packets, client to server" });
  await held
    .getByRole("button", { name: /“hello”/ })
    .first()
    .press("d");
  const cockpit = new Cockpit(page);
  await cockpit.rows("dropped by hand").see();
  await held
    .getByRole("button", { name: /“hello”/ })
    .first()
    .press("Enter");
  const { data } = await listening.call("recv", { fd: accepted, bufsize: 100 });
  expect(new TextDecoder().decode(data as Uint8Array)).toBe("hello");
  const again = cockpit.packets("DATA").filter({ hasText: /packet \d+ again/ });
  await again.click();
  const detail = page.getByRole("region", { name: "The selected packet" });
  await expect(detail).toContainText(/first sent as\s*packet \d+/);
  await lab.close();
});

test("a delay set by the keyboard is what connect waits for, there and back", async ({ page, server }) => {
  const lab = await WireLab.open(server.url);
  await lab.show(page);
  const delay = page.getByRole("textbox", { name: "Delay", exact: true });
  await page.getByRole("button", { name: "Settings", exact: true }).press("Enter");
  await delay.fill("100 ms");
  await delay.press("Enter");
  await expect
    .poll(async () => (await lab.rest.wire(lab.key)).directions.map(({ settings }) => settings.delayMs))
    .toEqual([100, 100]);
  await lab.listen(port);
  const client = await lab.start("client.py", "client");
  const { fd } = await client.call("socket", {});
  await client.call("connect", { fd, address: { host: "server", port } });
  const events = await lab.rest.trace(lab.key);
  const started = events.find((event) => event.event === "callStarted" && event.command === "connect");
  const ended = events.find(
    (event) => event.event === "callEnded" && started?.event === "callStarted" && event.call === started.call,
  );
  expect((ended?.at ?? 0) - (started?.at ?? 0)).toBeGreaterThanOrEqual(200_000);
  await lab.close();
});
