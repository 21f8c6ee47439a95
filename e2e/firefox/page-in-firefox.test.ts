import type { Browser, BrowserContext } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, test } from "vitest";
import { Server } from "../server-process.js";
import * as programs from "../tests/programs.js";
import { CockpitInFirefox, launchFirefox } from "./cockpit-in-firefox.js";

let browser: Browser;
let server: Server;
let context: BrowserContext;
let cockpit: CockpitInFirefox;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchFirefox(), Server.start()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

beforeEach(async () => {
  context = await browser.createBrowserContext();
  cockpit = new CockpitInFirefox(await context.newPage());
  await cockpit.open(server.url);
});

afterEach(() => context.close());

test("Run all runs the samples, and the handshake and TIME-WAIT are seen", async () => {
  await cockpit.runAll();
  await cockpit.says("server.py", "It says: Good morning, server!\nDone");
  await cockpit.says("client.py", "The server says: Good morning! I heard you.");
  await cockpit.says("Sequence", "SYN-ACK");
  await cockpit.says("Sockets in the kernel", "TIME-WAIT");
});

test("programs with Chinese text print what python3 prints", async () => {
  await cockpit.write("server.py", programs.server);
  await cockpit.write("client.py", programs.client);
  await cockpit.runAll();
  await cockpit.says("server.py", programs.serverPrints);
  await cockpit.says("client.py", programs.clientPrints);
});

test("threads take turns, and each waits in its own call", async () => {
  await cockpit.write(
    "server.py",
    `import socket, threading
a, b = socket.socketpair()
def echo():
    while data := b.recv(10):
        b.sendall(data.upper())
thread = threading.Thread(target=echo)
thread.start()
for word in (b'one', b'two'):
    a.sendall(word)
    print(a.recv(10))
a.close()
thread.join()
print('joined')
`,
  );
  await cockpit.press("server.py", "Run");
  await cockpit.says("server.py", "b'ONE'\nb'TWO'\njoined");
});

test("a program reads a line that is typed, and Stop interrupts one that waits", async () => {
  await cockpit.write(
    "server.py",
    "print('Hello', input('Name? '))\nimport socket\na, b = socket.socketpair()\na.recv(1)\n",
  );
  await cockpit.press("server.py", "Run");
  await cockpit.says("server.py", "Name? ");
  await cockpit.answer("server.py", "Ada");
  await cockpit.says("server.py", "Hello Ada");
  await cockpit.press("server.py", "Stop");
  await cockpit.says("server.py", "KeyboardInterrupt");
});
