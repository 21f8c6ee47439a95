import type { BrowserContext } from "@playwright/test";
import { Cockpit } from "./cockpit.js";
import { test as base, expect } from "./server.js";

/** A context of its own: the snapshot of an interpreter without JSPI takes the place of the other in the browser's cache. */
let visitor: BrowserContext;

const test = base.extend<{ cockpit: Cockpit }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it.
  cockpit: async ({}, use) => {
    const cockpit = new Cockpit(await visitor.newPage());
    await cockpit.open("/?blocking=atomics");
    await use(cockpit);
    await cockpit.page.close();
  },
});

test.beforeAll(async ({ browser, server }) => {
  visitor = await browser.newContext({ baseURL: server.url, locale: "en-US" });
});
test.afterAll(() => visitor.close());

test("without JSPI, Run all runs the samples to their end", async ({ cockpit }) => {
  await cockpit.page.getByRole("button", { name: /^Run all/ }).click();
  await expect(cockpit.output("client.py")).toContainText("The server says:");
  await cockpit.end("client.py");
  await cockpit.end("server.py");
});

test("without JSPI, a program sleeps, asks for input and waits for it beside a socket", async ({
  cockpit,
}) => {
  await cockpit.write(
    "server.py",
    `import select, socket, sys, time
time.sleep(0.1)
name = input("Who? ")
sk, other = socket.socketpair()
ready, _, _ = select.select([sk, sys.stdin], [], [])
print(name, "typed", sys.stdin.readline().strip(), len(ready))
`,
  );
  await cockpit.run("server.py");
  const line = cockpit.program("server.py").getByRole("textbox", { name: /waiting for input/ });
  await line.fill("Ada");
  await line.press("Enter");
  await expect(cockpit.output("server.py")).toContainText("Ada");
  await line.fill("again");
  await line.press("Enter");
  await expect(cockpit.output("server.py")).toContainText("Ada typed again 1");
});

test("without JSPI, Stop interrupts a call that waits and a loop that computes", async ({ cockpit }) => {
  await cockpit.write(
    "server.py",
    "import socket\nsk = socket.socket(type=socket.SOCK_DGRAM)\nsk.bind(('127.0.0.1', 8088))\nsk.recv(10)\n",
  );
  await cockpit.write("client.py", "print('turning')\nwhile True:\n    pass\n");
  await cockpit.run("server.py");
  await cockpit.run("client.py");
  await cockpit.callRows("recv").see();
  await cockpit.stop("server.py");
  await expect(cockpit.output("server.py")).toContainText('File "server.py", line 4');
  await expect(cockpit.output("server.py")).toContainText("KeyboardInterrupt");
  await expect(cockpit.output("client.py")).toContainText("turning");
  await cockpit.stop("client.py");
  await expect(cockpit.output("client.py")).toContainText("KeyboardInterrupt");
});

test("without JSPI, a program is stepped and shows its variables", async ({ cockpit }) => {
  await cockpit.write("server.py", "a = 1\nb = a + 1\nprint(b)\n");
  const program = cockpit.program("server.py");
  await program.getByRole("button", { name: "Step: pause at the first line" }).click();
  await expect(program.getByRole("status")).toContainText("before line 1");
  await cockpit.editor("server.py").press("F8");
  await expect(program.getByRole("status")).toContainText("before line 2");
  await cockpit.editor("server.py").press("F8");
  await expect(program.getByRole("status")).toContainText("before line 3");
});

test("without JSPI, a thread is refused with a hint", async ({ cockpit }) => {
  await cockpit.write(
    "server.py",
    "import threading\nprint('begins')\nworker = threading.Thread(target=print)\nworker.start()\n",
  );
  await cockpit.run("server.py");
  await expect(cockpit.output("server.py")).toContainText("RuntimeError: can't start new thread");
  await expect(cockpit.hint("server.py")).toContainText("select, selectors or asyncio");
});
