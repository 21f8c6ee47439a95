import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

/** Pastes as a person does, in place of all text. */
async function paste(cockpit: Cockpit, name: string, text: string): Promise<void> {
  const editor = cockpit.editor(name);
  await editor.click();
  await editor.press("ControlOrMeta+a");
  await editor.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test("a paste with characters that only look like Python's gets plain ones, which can be undone", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await paste(cockpit, "client.py", "print（“您好，”）  # 註解，\n");
  await expect(cockpit.editor("client.py")).toContainText('print("您好，")  # 註解，');
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(cockpit.editor("client.py")).toContainText("print（“您好，”）");
});

test("two programs in one text are offered as two", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  const server = 'import socket\ns = socket.create_server(("127.0.0.1", 8088))\ns.accept()\n';
  const client = 'import socket\ns = socket.create_connection(("127.0.0.1", 8088))\n';
  await cockpit.write("server.py", `${server}\n${client}`);
  await cockpit.hint("server.py").getByRole("button", { name: "Split into server.py + client.py" }).click();
  await expect(cockpit.editor("server.py")).not.toContainText("create_connection");
  await expect(cockpit.editor("client2.py")).toContainText("create_connection");
});

interface Waiting {
  readonly says: string;
  readonly of: "server.py" | "client.py";
  readonly server: string;
  readonly client: string;
}

const listens = 'import socket\ns = socket.socket()\ns.bind(("127.0.0.1", 8088))\n';
const connects = 'import socket\ns = socket.create_connection(("127.0.0.1", 8088))\n';

/** Programs that go on and get nowhere. */
const waiting: readonly Waiting[] = [
  {
    says: "accept() waits for a new client, while",
    of: "server.py",
    server: `${listens}s.listen()\nwhile True:\n    c, _ = s.accept()\n    print(c.recv(9))\n    kept = globals().setdefault("kept", [])\n    kept.append(c)\n`,
    client: `${connects}s.sendall(b"one")\ninput()\ns.sendall(b"two")\ninput()\n`,
  },
  {
    says: "Other clients wait in the accept queue (1)",
    of: "server.py",
    server: `${listens}s.listen()\nc, _ = s.accept()\nc.recv(9)\n`,
    client: `${connects}t = socket.create_connection(("127.0.0.1", 8088))\ninput()\ninput()\n`,
  },
  {
    says: "waits because server.py does not read",
    of: "client.py",
    server: `${listens}s.listen()\nc, _ = s.accept()\ninput()\n`,
    client: `${connects}s.sendall(bytes(20_000_000))\n`,
  },
  {
    says: "Both sides wait for the other to send",
    of: "client.py",
    server: `${listens}s.listen()\nc, _ = s.accept()\nc.recv(9)\n`,
    client: `${connects}s.recv(9)\n`,
  },
  {
    says: "The accept queue of server.py is full (1 of 1, listen(0))",
    of: "client.py",
    server: `${listens}s.listen(0)\ninput()\n`,
    client: `${connects}t = socket.create_connection(("127.0.0.1", 8088))\n`,
  },
  {
    says: "recv() returns b'' each time",
    of: "server.py",
    server: `${listens}s.listen()\nc, _ = s.accept()\nwhile True: c.recv(9)\n`,
    client: `${connects}s.close()\n`,
  },
];

for (const { says, of, server, client } of waiting) {
  test(`a program that gets nowhere is told why: ${says}`, async ({ page }) => {
    const cockpit = new Cockpit(page);
    await cockpit.open();
    await cockpit.runServerThenClient(server, client);
    if (client.includes("two")) await cockpit.answer("client.py", "");
    await expect(cockpit.hint(of)).toContainText(says);
    await page.getByRole("button", { name: /^Stop all/ }).click();
    await cockpit.end(of);
  });
}

test("a server that serves a client that is silent gets no hint", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.runServerThenClient(
    `${listens}s.listen()\nc, _ = s.accept()\nc.recv(9)\n`,
    `${connects}input()\n`,
  );
  await expect(cockpit.program("server.py")).toContainText(/waiting in recv\(\).*[4-9] s/);
  await expect(cockpit.hint("server.py")).toBeHidden();
});
