import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { Cockpit } from "./cockpit.js";
import { expect, Server, test } from "./server.js";
import { SwallowingProxy } from "./swallowing-proxy.js";

/** The pids of a process's children: proc_pid_stat(5), field 4. */
function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => parentOf(candidate) === pid);
}

function parentOf(pid: number): number | undefined {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1) ?? "";
    return Number(afterName.split(" ")[1]);
  } catch {
    return undefined;
  }
}

const WAITS = `import socket
listener = socket.create_server(("127.0.0.1", 9000))
listener.accept()
`;

/** A page in which server.py waits in accept. */
async function waitInAccept(page: Page, url: string): Promise<Cockpit> {
  const cockpit = new Cockpit(page);
  await page.goto(url);
  await cockpit.write("server.py", WAITS);
  await cockpit.run("server.py");
  await expect(cockpit.program("server.py")).toContainText("waiting in accept");
  return cockpit;
}

/** The texts of what counts on: two looks at them, half a second apart, that are the same if it stands still. */
async function expectNothingCounts(cockpit: Cockpit): Promise<void> {
  await expect(cockpit.program("server.py")).not.toContainText("waiting in accept");
  const row = cockpit.callRows("accept").drawn();
  const before = await row.textContent();
  await cockpit.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  expect(await row.textContent()).toBe(before);
}

test("a killed lab host is replaced, and the page says that it was the lab host", async ({ page }) => {
  const server = await Server.start();
  try {
    const cockpit = await waitInAccept(page, server.url);
    for (const pid of childrenOf(server.pid)) process.kill(pid, "SIGKILL");
    await expect(page.getByText(/the process that held it ended unexpectedly/).first()).toBeVisible();
    await expect(cockpit.program("server.py")).toContainText("connection lost");
    await expect(cockpit.sockets()).not.toContainText("LISTEN");
    await cockpit.run("server.py");
    await expect(cockpit.sockets()).toContainText("LISTEN");
  } finally {
    await page.close({ runBeforeUnload: false });
    await server.stop();
  }
});

test("a server that goes away is said to be away, its calls stop counting, and it is found again", async ({
  page,
}) => {
  const first = await Server.start();
  const cockpit = await waitInAccept(page, first.url);
  await first.stop();
  await expect(page.getByText(/nothing accepts connections there/).first()).toBeVisible();
  await expect(cockpit.program("server.py")).toContainText("connection lost");
  await expect(cockpit.rows(/accept.*connection lost/).drawn()).toBeVisible();
  await expectNothingCounts(cockpit);
  const second = await Server.start({ PORT: first.port });
  try {
    await expect(page.getByText(/the server was restarted/).first()).toBeVisible();
    await cockpit.run("server.py");
    await expect(cockpit.sockets()).toContainText("LISTEN");
  } finally {
    await page.close();
    await second.stop();
  }
});

test("a computer that is offline says so, and goes on with its programs when it is not", async ({ page }) => {
  const server = await Server.start();
  const context = page.context();
  try {
    const cockpit = await waitInAccept(page, server.url);
    await context.setOffline(true);
    await expect(page.getByText(/This computer is offline/).first()).toBeVisible();
    await expectNothingCounts(cockpit);
    await context.setOffline(false);
    await expect(page.getByText(/This computer is offline/)).toHaveCount(0);
    await expect(cockpit.sockets()).toContainText("LISTEN");
  } finally {
    await context.setOffline(false);
    await page.close();
    await server.stop();
  }
});

test("a network that swallows everything is distinguished from a server that is away", async ({ page }) => {
  const server = await Server.start();
  const wire = await SwallowingProxy.start(Number(server.port));
  try {
    await waitInAccept(page, wire.url);
    wire.isSwallowing = true;
    // A computer that wakes up, or changes its network, asks at once.
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await expect(page.getByText(/Nothing comes back from the server/).first()).toBeVisible();
    wire.isSwallowing = false;
    wire.dropAll();
    await expect(page.getByText(/Nothing comes back from the server/)).toHaveCount(0);
  } finally {
    await page.close();
    await wire.stop();
    await server.stop();
  }
});
