import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { repositoryPath } from "../parity/folder.js";
import { Cockpit } from "./cockpit.js";
import { labChip, newLab } from "./new-lab.js";
import { expect, test } from "./server.js";

const server = `import socket
with socket.create_server(("server", 8088)) as listener:
    conn, peer = listener.accept()
    print(socket.gethostname(), "took", conn.recv(100), "from", socket.gethostbyaddr(peer[0])[0])
    conn.sendall(b"ok")
`;

const client = `import socket
with socket.socket() as sk:
    sk.connect(("server", 8088))
    sk.sendall(b"hi")
    print(socket.gethostname(), "got", sk.recv(100))
`;

test.beforeEach(async ({ page, server: { url } }) => {
  const { isolation } = await (await page.request.get(`${url}/healthz`)).json();
  test.skip(isolation.wire == null, "this machine has no wires");
});

/** Asks the server about the page's lab. */
async function ask(page: Page, path: string, body?: object): Promise<string> {
  const kept = await page.evaluate(() => sessionStorage.getItem("sockpit.lab"));
  const { lab, token } = JSON.parse(kept ?? "{}");
  const answer = await page.request.fetch(`/api/labs/${lab}${path}`, {
    headers: { authorization: `Bearer ${token}` },
    ...(body !== undefined && { method: "POST", data: body }),
  });
  expect(answer.ok()).toBe(true);
  return answer.text();
}

async function dropScenario(page: Page, scenario: string): Promise<void> {
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "wire.scenario"));
    return data;
  }, scenario);
  await page.getByRole("region", { name: "Files" }).dispatchEvent("drop", { dataTransfer: transfer });
}

const hostOf = (page: Page, name: string) => page.getByRole("combobox", { name: `Host of ${name}` });

test("programs are placed on the hosts of a new lab by their names, and find each other over the wire", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await newLab(page, ["client", "server"]);
  await expect(hostOf(page, "server.py")).toHaveValue("server");
  await expect(hostOf(page, "client.py")).toHaveValue("client");
  await ask(page, "/wire", { settings: { delayMs: 10 } });
  await cockpit.write("server.py", server);
  await cockpit.write("client.py", client);
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(cockpit.output("client.py")).toContainText("client got b'ok'");
  await expect(cockpit.output("server.py")).toContainText("server took b'hi' from client");
  await cockpit.end("server.py");
  const left = (await ask(page, "/trace"))
    .split("\n")
    .filter((line) => line.includes('"packetLeft"'))
    .map((line) => JSON.parse(line));
  expect(left.length).toBeGreaterThan(6);
  expect(left.filter(({ at, enteredAt }) => at - enteredAt < 10_000)).toEqual([]);
});

test("a program goes to the host that a person chooses, stays there while it runs, and after a reload", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await newLab(page, ["left", "middle", "right"]);
  await cockpit.write("client.py", "import socket\nprint(socket.gethostname())\ninput()\n");
  await hostOf(page, "client.py").selectOption("right");
  await cockpit.run("client.py");
  await expect(cockpit.output("client.py")).toContainText("right");
  await expect(hostOf(page, "client.py")).toBeDisabled();
  await cockpit.stop("client.py");
  await expect(hostOf(page, "client.py")).toBeEnabled();
  await page.reload();
  await expect(labChip(page)).toContainText("left – middle – right");
  await expect(hostOf(page, "client.py")).toHaveValue("right");
  await labChip(page).click();
  await expect(page.getByRole("dialog").getByText("10.0.0.3")).toBeVisible();
  await page.getByRole("button", { name: "Reset network" }).click();
  await expect(labChip(page)).toContainText("left – middle – right");
});

test("a name that no host can have is explained at its field, and no lab is made", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await labChip(page).press("Enter");
  await page.getByRole("button", { name: "New lab …" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "New lab" });
  await dialog.getByRole("radio", { name: /^Hosts on a wire/ }).press("Space");
  const field = dialog.getByRole("textbox", { name: "Host 2" });
  await field.fill("Web Server");
  await expect(field).toHaveAccessibleDescription(/a to z, 0 to 9 and hyphens/);
  await expect(dialog.getByRole("button", { name: "Make the lab" })).toBeDisabled();
  await field.fill("client");
  await expect(field).toHaveAccessibleDescription("Another host has this name.");
});

test("a console makes its calls on the host that a person chooses", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await newLab(page, ["client", "server"]);
  await page.getByRole("button", { name: "Other end" }).click();
  await page.getByRole("menuitem", { name: "Console" }).click();
  await page.getByRole("combobox", { name: /^Host of this end/ }).selectOption("server");
  const line = page.getByRole("textbox", { name: "Call", exact: true });
  await line.focus();
  await page.keyboard.insertText('s = socket(); s.bind(("server", 8088)); s.getsockname()');
  await line.press("Enter");
  await expect(page.getByRole("log", { name: "Calls and results" })).toContainText('"10.0.0.2", 8088');
});

test("a client that looks for its server on its own loopback is told the server's host, and two presses put it right", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await newLab(page, ["client", "server"]);
  for (const name of ["server.py", "client.py"])
    await cockpit.write(
      name,
      readFileSync(repositoryPath(`apps/web/src/features/programs/samples/en/${name}`), "utf8"),
    );
  await page.getByRole("button", { name: "Run all" }).click();
  const hint = cockpit.hint("client.py");
  await expect(hint).toContainText("127.0.0.1 is client itself");
  await hint.getByRole("button", { name: "Use the host's name" }).click();
  await expect(cockpit.editor("client.py")).toContainText("('server', 8088)");
  await cockpit.run("client.py");
  await expect(hint).toContainText("server.py listens on 127.0.0.1 of server only");
  await hint.getByRole("button", { name: "Listen on all addresses" }).click();
  await expect(cockpit.editor("server.py")).toContainText("('0.0.0.0', 8088)");
  await cockpit.stop("server.py");
  await cockpit.end("server.py");
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(cockpit.output("client.py")).toContainText("The server says: Good morning!");
});

test("a scenario with network: wire opens in a lab of its hosts, runs there, and is checked", async ({
  page,
}) => {
  const scenario = `title: Over a wire
network: wire
-- first.py -- on server
${server}-- second.py -- after first.listen on client
${client}-- expect --
output second "client got b'ok'"
-- conditions --
wire delay 10ms
`;
  await page.goto("/");
  await dropScenario(page, scenario);
  await expect(labChip(page)).toContainText("server – client");
  await expect(hostOf(page, "first.py")).toHaveValue("server");
  await expect(hostOf(page, "second.py")).toHaveValue("client");
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(new Cockpit(page).output("second.py")).toContainText("client got b'ok'");
  const pane = page.getByRole("region", { name: "Scenario", exact: true });
  await pane.getByRole("button", { name: "Check" }).click();
  await expect(pane.getByRole("status")).toHaveText("1 passed");
});

test("the programs of a new project talk over the wire of a new lab as they are, and on loopback in a lab without one", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await newLab(page, ["left", "right"]);
  await expect(cockpit.editor("client.py")).toContainText("connect(('right', 8088))");
  await expect(cockpit.editor("server.py")).toContainText("bind(('', 8088))");
  await expect(hostOf(page, "server.py")).toHaveValue("right");
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(cockpit.output("client.py")).toContainText("The server says: Good morning!");
  await expect(cockpit.output("server.py")).toContainText("A client is here: ('10.0.0.1'");
  await labChip(page).click();
  await page.getByRole("button", { name: "New lab …" }).click();
  const dialog = page.getByRole("dialog", { name: "New lab" });
  await dialog.getByRole("radio").first().check();
  await dialog.getByRole("button", { name: "Make the lab" }).click();
  await expect(cockpit.editor("client.py")).toContainText("connect(('127.0.0.1', 8088))");
  await expect(cockpit.editor("server.py")).toContainText("bind(('127.0.0.1', 8088))");
});

test("an empty lab of hosts says where they are, and its two templates talk over the wire", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await newLab(page, ["left", "right"]);
  const diagram = page.getByRole("region", { name: "Sequence", exact: true });
  await expect(diagram).toContainText("10.0.0.2 · fd00::2");
  await expect(diagram).toContainText('the host\'s name: "right"');
  const add = async (template: string) => {
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("menuitem", { name: template }).click();
  };
  await add("TCP server for all hosts, on right");
  await add("TCP client of another host, on left");
  await expect(hostOf(page, "wire_server.py")).toHaveValue("right");
  await expect(hostOf(page, "wire_client.py")).toHaveValue("left");
  await cockpit.run("wire_server.py");
  await expect(cockpit.output("wire_server.py")).toContainText("of right");
  await cockpit.run("wire_client.py");
  await expect(cockpit.output("wire_client.py")).toContainText("hello");
  await expect(cockpit.output("wire_server.py")).toContainText("connected: ('10.0.0.1'");
  await cockpit.stop("wire_server.py");
});

test("a terminal connects from the host that a person chooses", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await newLab(page, ["client", "server", "third"]);
  await cockpit.write("server.py", server);
  await cockpit.run("server.py");
  await cockpit.sockets().getByRole("button", { name: "Connect to 10.0.0.2:8088" }).click();
  await page.getByRole("menuitem", { name: "Terminal (nc)" }).click();
  const pane = page.getByRole("region", { name: "Other ends" });
  await page.getByRole("combobox", { name: /^Host of this end/ }).selectOption("third");
  await pane.getByRole("button", { name: "Connect", exact: true }).click();
  const line = pane.getByRole("textbox", { name: "Line to send" });
  await line.fill("hi");
  await line.press("Enter");
  await expect(pane.getByRole("log")).toContainText("ok");
  await expect(cockpit.output("server.py")).toContainText(/server took b'hi.*' from third/);
});

test("programs in steps run on their hosts, and on the one that a person chooses", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await page.goto("/");
  await dropScenario(
    page,
    `title: Steps over a wire
network: wire
-- server.steps --
s = create_server(("", 8088))
conn, address = s.accept()
print(address)
print(conn.recv(100))
-- client.steps -- after server.listen
s = create_connection(("server", 8088))
s.sendall(b"hi")
s.close()
-- conditions --
wire delay 1ms
`,
  );
  await expect(hostOf(page, "server.steps")).toHaveValue("server");
  await expect(hostOf(page, "client.steps")).toHaveValue("client");
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(cockpit.output("server.steps")).toContainText("10.0.0.2");
  await expect(cockpit.output("server.steps")).toContainText("b'hi'");
  await cockpit.end("server.steps");
  await hostOf(page, "client.steps").selectOption("server");
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(cockpit.output("server.steps")).toContainText("10.0.0.1");
});
