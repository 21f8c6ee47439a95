import { Cockpit } from "./cockpit.js";
import * as programs from "./programs.js";
import { expect, Server, test } from "./server.js";

async function printAsPython(cockpit: Cockpit): Promise<void> {
  await expect.poll(() => cockpit.printed("server.py")).toBe(programs.serverPrints);
  await expect.poll(() => cockpit.printed("client.py")).toBe(programs.clientPrints);
}

test("two programs talk over real sockets, and print what python3 prints", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.exchange();
  await printAsPython(cockpit);
});

test("the same holds on a shared loopback (mapped), and the page says so", async ({ page }) => {
  const server = await Server.start({ SOCKPIT_NETWORK: "mapped" });
  try {
    const cockpit = new Cockpit(page);
    await page.goto(server.url);
    await expect(page.getByText(/shared loopback/i).first()).toBeVisible();
    await cockpit.exchange();
    await printAsPython(cockpit);
  } finally {
    await page.close();
    await server.stop();
  }
});

test("Run all runs the samples of the first visit, and the kernel's sockets are seen", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.show("Calls");
  await page.getByRole("button", { name: /^Run all/ }).click();
  await expect(cockpit.sockets()).toContainText(/TIME-WAIT|LISTEN|ESTABLISHED/);
  for (const command of ["socket", "bind", "listen", "accept", "connect", "sendall", "recv", "close"]) {
    await cockpit.callRows(command).see();
  }
});

test("two pages bind the same port at once", async ({ page, context }) => {
  const other = await context.newPage();
  const cockpits = [new Cockpit(page), new Cockpit(other)];
  for (const cockpit of cockpits) {
    await cockpit.open();
    await cockpit.write("server.py", programs.server);
    await cockpit.run("server.py");
    await expect(cockpit.sockets()).toContainText("LISTEN");
    await expect(cockpit.output("server.py")).toContainText("等待連線中");
  }
  for (const cockpit of cockpits) await expect(cockpit.sockets()).toContainText("127.0.0.1:8088");
  await other.close();
});
