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
  const listening = await lab.start("server.py", "server");
  const { fd: listener } = await listening.call("socket", {});
  await listening.call("bind", { fd: listener, address: { host: "", port } });
  await listening.call("listen", { fd: listener, backlog: 5 });
  const client = await lab.start("client.py", "client");
  const { fd } = await client.call("socket", {});
  const connecting = client.call("connect", { fd, address: { host: "server", port } });
  const row = page.getByRole("button", { name: /^Packet \d+: SYN-ACK/ }).first();
  await expect(row).toBeVisible();
  await expect(sockets).toContainText("SYN-SENT");
  await row.press("Enter");
  await connecting;
  await expect(sockets.getByText("ESTABLISHED").first()).toBeVisible();
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
  await page.getByRole("button", { name: "Release all, in this order" }).press("Enter");
  const came = [];
  for (let count = 0; count < 2; count += 1) {
    const { data } = await receiving.call("recvfrom", { fd, bufsize: 100 });
    came.push(new TextDecoder().decode(data as Uint8Array));
  }
  expect(came).toEqual(["second", "first"]);
  await lab.close();
});
