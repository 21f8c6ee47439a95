import type { Page } from "@playwright/test";
import { Cockpit } from "./cockpit.js";
import { newLab } from "./new-lab.js";
import { expect, test } from "./server.js";

const printsItsOwn = `import socket
with socket.socket() as sk:
    name = sk.getsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, 16)
    print(socket.gethostname(), name.rstrip(b"\\0").decode())
`;

const menuOf = (page: Page, host: string) =>
  page.getByRole("combobox", { name: `Congestion control of ${host}` });

test("sockets of a host begin with the congestion control that is chosen for it by the keyboard, also after a reload", async ({
  page,
  server,
}) => {
  const { isolation } = await (await page.request.get(`${server.url}/healthz`)).json();
  test.skip(isolation.wire == null, "this machine has no wires");
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await newLab(page, ["client", "server"]);
  await cockpit.write("server.py", printsItsOwn);
  await cockpit.write("client.py", printsItsOwn);
  await page.getByRole("button", { name: "Settings", exact: true }).press("Enter");
  const usual = await menuOf(page, "server").inputValue();
  await expect(menuOf(page, "client")).toHaveValue(usual);
  const other = usual === "reno" ? "cubic" : "reno";
  await menuOf(page, "client").press(other.charAt(0));
  await expect(menuOf(page, "client")).toHaveValue(other);
  await expect(menuOf(page, "server")).toHaveValue(usual);
  await page.getByRole("button", { name: "Done by hand" }).press("Enter");
  await expect(page.getByText(`Congestion control of client: ${other}`)).toBeVisible();
  await page.getByRole("button", { name: "Copy as a scenario's condition" }).press("Enter");
  await expect(page.getByRole("status").getByText("congestion control of client")).toBeVisible();

  await cockpit.run("client.py");
  await expect(cockpit.output("client.py")).toContainText(`client ${other}`);
  await cockpit.run("server.py");
  await expect(cockpit.output("server.py")).toContainText(`server ${usual}`);

  await page.reload();
  await page.getByRole("button", { name: "Settings", exact: true }).press("Enter");
  await expect(menuOf(page, "client")).toHaveValue(other);
  await expect(menuOf(page, "server")).toHaveValue(usual);
});
