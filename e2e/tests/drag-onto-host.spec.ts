import type { Locator, Page } from "@playwright/test";
import { Cockpit } from "./cockpit.js";
import { newLab } from "./new-lab.js";
import { expect, test } from "./server.js";

test.beforeEach(async ({ page, server: { url } }) => {
  const { isolation } = await (await page.request.get(`${url}/healthz`)).json();
  test.skip(isolation.wire == null, "this machine has no wires");
});

const group = (page: Page, host: string) => page.getByRole("group", { name: `Programs on ${host}` });
const program = (page: Page, name: string) =>
  page.getByRole("group", { name: /^Programs on/ }).getByRole("button", { name });

/** Takes a program and moves it over a host, without letting go. */
async function dragOver(page: Page, name: string, target: Locator): Promise<void> {
  await program(page, name).hover();
  await page.mouse.down();
  await target.hover();
  // The second move is the one that the target sees as a drag.
  await target.hover();
}

test("a program that is dragged onto a host in the list or at the wire runs there, and one that runs stays", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await newLab(page, ["client", "server", "router"]);
  await cockpit.write("client.py", "import socket\nprint(socket.gethostname())\ninput()\n");
  await expect(group(page, "client").getByRole("button", { name: "client.py" })).toBeVisible();

  await dragOver(page, "client.py", group(page, "router"));
  await page.mouse.up();
  await expect(group(page, "router").getByRole("button", { name: "client.py" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Host of client.py" })).toHaveValue("router");
  await expect(page.getByText("client.py is on router now")).toBeAttached();

  await cockpit.run("client.py");
  await expect(cockpit.output("client.py")).toContainText("router");
  await dragOver(page, "client.py", group(page, "server"));
  await expect(page.getByText("client.py runs on router until it ends")).toBeVisible();
  await page.mouse.up();
  await expect(group(page, "router").getByRole("button", { name: "client.py" })).toBeVisible();
  await cockpit.stop("client.py");
  await expect(page.getByText("client.py runs on router until it ends")).toBeHidden();

  // A host is at both of its lines.
  const atWire = page.getByRole("region", { name: "Wire" }).getByText("server", { exact: true }).last();
  await dragOver(page, "client.py", atWire);
  await page.mouse.up();
  await expect(group(page, "server").getByRole("button", { name: "client.py" })).toBeVisible();
});

test("Escape while a program is dragged leaves it on its host", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await newLab(page, ["client", "server"]);
  await dragOver(page, "client.py", group(page, "server"));
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await dragOver(page, "server.py", group(page, "client"));
  await page.mouse.up();
  await expect(group(page, "client").getByRole("button")).toHaveText([/server\.py/, /client\.py/]);
});
