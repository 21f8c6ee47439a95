import type { Page } from "@playwright/test";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

const echo = `import asyncio
async def handle_echo(reader, writer):
    writer.write(await reader.read(1024))
    await writer.drain()
    writer.close()
async def main():
    server = await asyncio.start_server(handle_echo, "127.0.0.1", 10001)
    await server.serve_forever()
asyncio.run(main())
`;

const client = `import socket
s = socket.create_connection(("127.0.0.1", 10001))
s.sendall(b"hi")
print(s.recv(10))
`;

const runAll = (page: Page) => page.getByRole("button", { name: /^Run all/ }).click();

test("Run all starts a server of asyncio before its client, which stands above it", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", client);
  await cockpit.write("client.py", echo);
  await runAll(page);
  await expect(cockpit.output("server.py")).toContainText("b'hi'");
});

test("Run all lets a client wait while its server is paused, and starts it as it is by then when somebody listens", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write(
    "server.py",
    `import socket\ns = socket.create_server(("127.0.0.1", 10001))\nc, _ = s.accept()\nc.sendall(c.recv(9))\n`,
  );
  await cockpit.write("client.py", client);
  await cockpit.editor("server.py").getByText("create_server").click();
  await page.keyboard.press("ControlOrMeta+F8");
  await runAll(page);
  await expect(cockpit.program("server.py")).toContainText("paused at line 2");
  const waiting = cockpit.program("client.py").getByText(/once server\.py listens on port 10001/);
  await expect(waiting).toBeVisible();
  await cockpit.write("client.py", client.replaceAll('b"hi"', 'b"later"'));
  await cockpit
    .program("server.py")
    .getByRole("button", { name: /^Continue/ })
    .click();
  await expect(cockpit.output("client.py")).toContainText("b'later'");
  await expect(waiting).toBeHidden();
});

test("Run all does not start the client of a server that has failed, unless it is asked to", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", `import socket\ns = socket.socket()\ns.bind(("10.9.8.7", 10001))\n`);
  await cockpit.write("client.py", client);
  await runAll(page);
  const program = cockpit.program("client.py");
  await expect(program).toContainText("server.py has ended, and nobody is listening on port 10001");
  await expect(program).toContainText("not started");
  const startAnyway = program.getByRole("button", { name: "Start anyway" });
  await expect(startAnyway).toBeInViewport({ ratio: 1 });
  await startAnyway.click();
  await expect(cockpit.hint("client.py")).toContainText("Nobody is listening on 127.0.0.1:10001.");
});

test("Run all starts no modules, which can still be run on their own", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", "from client import greet\nprint(greet())\n");
  await cockpit.write("client.py", "def greet():\n    return 'hello'\n");
  await runAll(page);
  await expect(cockpit.output("server.py")).toContainText("hello");
  const program = cockpit.program("client.py");
  await expect(program).toContainText("server.py imports it as a module");
  await program.getByRole("button", { name: "Run it on its own" }).click();
  await expect(program).toContainText("finished (exit code 0)");
});

test("a flood of tracebacks leaves the two lines of a result", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  const source = `import threading
def fail(): raise ValueError("x" * 400)
for count in range(400):
    if count == 100: print("80 open")
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
print("1000 open")
`;
  await cockpit.write("client.py", source);
  await cockpit.run("client.py");
  await expect(cockpit.output("client.py")).toContainText("1000 open");
  await expect(cockpit.output("client.py")).toContainText("80 open");
  await expect(cockpit.output("client.py").getByRole("note").first()).toContainText(
    "characters were dropped here",
  );
  await expect(cockpit.hint("client.py")).toContainText("ended with ValueError");
});
