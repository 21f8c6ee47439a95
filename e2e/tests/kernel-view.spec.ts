import { AxeBuilder } from "@axe-core/playwright";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

const server = `import socket
sk = socket.socket()
sk.bind(('127.0.0.1', 8088))
sk.listen(1)
input('go? ')
conn, addr = sk.accept()
input('end? ')
`;

const clients = `import socket, time
sks = [socket.socket() for _ in range(4)]
for sk in sks:
    sk.setblocking(False)
    sk.connect_ex(('127.0.0.1', 8088))
time.sleep(600)
`;

test("a full accept queue is seen, a place frees, and going back shows it full again", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.runServerThenClient(server, clients);

  const places = cockpit.sockets().getByRole("list", { name: "Slots of the accept queue" });
  const taken = places.getByRole("button");
  await expect(taken).toHaveCount(2);
  await expect(cockpit.sockets()).toContainText("full 2 / 2");
  await expect(cockpit.sockets().getByText("SYN-SENT", { exact: true })).toHaveCount(2);
  const full = await taken.allTextContents();

  const slider = page.getByRole("slider", { name: "The moment shown" });
  const fullSeq = await slider.getAttribute("aria-valuenow");
  await cockpit.answer("server.py", "");
  await expect(cockpit.output("server.py")).toContainText("end?");
  await expect(cockpit.sockets()).toContainText("fd 4");

  await slider.press("ArrowLeft");
  await expect(page.getByText("You are looking at the past.")).toBeVisible();
  while (Number(await slider.getAttribute("aria-valuenow")) > Number(fullSeq))
    await slider.press("ArrowLeft");
  await expect(taken).toHaveText(full);
  await expect(cockpit.sockets()).toContainText("full 2 / 2");

  const { violations } = await new AxeBuilder({ page }).include(".sockets").include(".scrubber").analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);

  await page.getByRole("button", { name: "Live", exact: true }).click();
  await expect(page.getByText("You are looking at the past.")).toBeHidden();
  await expect(cockpit.sockets()).toContainText("fd 4");
});
