import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

test("what was recorded before the network was reset can be opened while other programs run, and left again", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.exchange();
  for (const name of ["server.py", "client.py"]) await cockpit.end(name);
  await page.getByRole("button", { name: /^About this lab/ }).click();
  await page.getByRole("button", { name: "Reset network" }).click();
  await expect(cockpit.rows().drawn()).toHaveCount(0);
  await cockpit.write("server.py", "import socket\nsocket.create_server(('127.0.0.1', 9000)).accept()\n");
  await cockpit.run("server.py");
  await expect(cockpit.program("server.py")).toContainText("waiting in accept");

  await page.getByRole("button", { name: "1 earlier run" }).click();
  await page.getByRole("menuitem", { name: /server\.py, client\.py/ }).click();
  await expect(page.getByText(/An earlier run, as it was recorded: server\.py, client\.py/)).toBeVisible();
  await cockpit.packets("SYN").see();
  await expect(cockpit.output("client.py")).toContainText("資料已收到");
  await expect(page.getByRole("region", { name: "Text of server.py at that time" })).toContainText(
    "listen(5)",
  );
  await expect(page.getByRole("button", { name: /^Run server/ })).toHaveCount(0);

  await expect(page.getByRole("button", { name: "End", exact: true, pressed: true })).toBeVisible();

  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(page.getByRole("button", { name: "Live", exact: true, pressed: true })).toBeVisible();
  await expect(cockpit.program("server.py")).toContainText("waiting in accept");
  await cockpit.callRows("accept").see();
  await expect(cockpit.packets("SYN").drawn()).toHaveCount(0);
});
