import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Server } from "../server-process.js";
import * as programs from "../tests/programs.js";
import { CockpitInFirefox, launchFirefox } from "./cockpit-in-firefox.js";
import { SavedFiles } from "./saved-files.js";

let files: SavedFiles;
let browser: Browser;
let server: Server;
let cockpit: CockpitInFirefox;

/** One page for all tests: Python comes from the browser's cache after the first, and a window costs seconds. */
beforeAll(async () => {
  files = await SavedFiles.make();
  [browser, server] = await Promise.all([launchFirefox(files.preferences), Server.start()]);
  cockpit = new CockpitInFirefox(await browser.newPage());
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await files?.remove();
});

beforeEach(() => cockpit.open(server.url));

test("Run all runs the samples; the handshake and TIME-WAIT are seen, and exported", async () => {
  await cockpit.runAll();
  await cockpit.says("server.py", "It says: Good morning, server!\nDone");
  await cockpit.says("client.py", "The server says: Good morning! I heard you.");
  await cockpit.says("Sequence", "Three-way handshake");
  await cockpit.says("Sequence", "SYN-ACK");
  await cockpit.says("Sockets in the kernel", "TIME-WAIT");
  const picture = await files.saved(".svg", () => cockpit.choose("Export", "Picture (SVG)"));
  expect(picture).toContain("SYN-ACK");
  const events = await files.saved(".ndjson", () => cockpit.choose("Export", "Events (NDJSON)"));
  const names = events
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).event);
  expect(names).toContain("packet");
});

test("a program is stepped by lines and up to its next call, and goes on", async () => {
  await cockpit.write("server.py", "import socket\nport = 8088\ns = socket.socket()\nprint('made', port)\n");
  await cockpit.press("server.py", "Step: pause at the first line");
  await cockpit.says("server.py", "before line 1");
  await cockpit.key("server.py", "F8");
  await cockpit.says("server.py", "before line 2");
  await cockpit.key("server.py", "F10");
  await cockpit.says("server.py", "before socket() on line 3");
  await cockpit.key("server.py", "F9");
  await cockpit.says("server.py", "made 8088");
});

test("a second run says what keeps its port, and runs in a new network", async () => {
  await cockpit.write(
    "server.py",
    `import socket
listener = socket.socket()
listener.bind(("127.0.0.1", 8088))
listener.listen()
connection, _ = listener.accept()
connection.close()
print("closed")
`,
  );
  await cockpit.write(
    "client.py",
    'import socket\ns = socket.create_connection(("127.0.0.1", 8088))\ns.recv(1)\ns.close()\nprint("left")\n',
  );
  await cockpit.runAll();
  await cockpit.says("server.py", "closed");
  await cockpit.says("client.py", "left");
  await cockpit.says("Sockets in the kernel", "TIME-WAIT");
  await cockpit.press("server.py", "Run");
  await cockpit.says("server.py", "OSError: [Errno 98]");
  await cockpit.says("What this means", "TIME-WAIT for 60 s");
  await cockpit.click("button", "Reset network and run again");
  await cockpit.says("Sockets in the kernel", "LISTEN");
});

test("the page and its samples speak Chinese, also after a reload", async () => {
  await cockpit.click("button", "繁體中文");
  await cockpit.click("button", "全部執行");
  await cockpit.says("client.py", "伺服器說： 早安！我聽到了。");
  await cockpit.says("時序", "三向交握");
  await cockpit.reload();
  await cockpit.click("button", "全部執行");
});

test("projects and their programs survive a reload", async () => {
  await cockpit.write("client.py", "print('of the first project')\n");
  await cockpit.choose("Project: My project", "New project …");
  await cockpit.fill("Name", "Chat");
  await cockpit.click("button", "Create");
  await cockpit.click("button", "Empty program");
  await cockpit.write("program.py", "print('of the chat')\n");
  await cockpit.reload();
  await cockpit.says("program.py", "of the chat");
  await cockpit.click("button", "Project: Chat");
  await cockpit.click("menuitemradio", "My project");
  await cockpit.says("client.py", "of the first project");
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
