import { readdirSync, readFileSync } from "node:fs";
import { Cockpit } from "./cockpit.js";
import * as programs from "./programs.js";
import { expect, Server, test } from "./server.js";

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

test("a killed lab host is replaced, and the page says that the lab is lost", async ({ page }) => {
  const server = await Server.start();
  try {
    const cockpit = new Cockpit(page);
    await page.goto(server.url);
    await cockpit.write("server.py", programs.server);
    await cockpit.run("server.py");
    await expect(cockpit.sockets()).toContainText("LISTEN");
    for (const pid of childrenOf(server.pid)) process.kill(pid, "SIGKILL");
    await expect(page.getByText(/Lab \w+ is gone/i).first()).toBeVisible();
    await expect(cockpit.sockets()).not.toContainText("LISTEN");
    await cockpit.run("server.py");
    await expect(cockpit.sockets()).toContainText("LISTEN");
  } finally {
    await page.close();
    await server.stop();
  }
});

test("a server that goes away and comes back is found again", async ({ page }) => {
  const first = await Server.start();
  const cockpit = new Cockpit(page);
  await page.goto(first.url);
  await expect(cockpit.program("server.py")).toBeVisible();
  await expect(page.getByText(/private network|shared loopback/i).first()).toBeVisible();
  await first.stop();
  await expect(page.getByText(/server does not answer/i).first()).toBeVisible();
  const second = await Server.start({ PORT: first.port });
  try {
    await expect(page.getByText(/Lab \w+ is gone/i).first()).toBeVisible();
    await cockpit.write("server.py", programs.server);
    await cockpit.run("server.py");
    await expect(cockpit.sockets()).toContainText("LISTEN");
  } finally {
    await page.close();
    await second.stop();
  }
});
