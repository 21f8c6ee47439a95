import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

async function runs(cockpit: Cockpit, source: string): Promise<void> {
  await cockpit.open();
  await cockpit.write("client.py", source);
  await cockpit.run("client.py");
}

test("a refused connection is Linux's error, with its line", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await runs(
    cockpit,
    "import socket\ns = socket.socket()\nprint(s.connect_ex(('127.0.0.1', 9)))\ns.connect(('127.0.0.1', 9))\n",
  );
  const output = cockpit.output("client.py");
  await expect(output).toContainText(/^111\n/);
  await expect(output).toContainText('File "client.py", line 4, in <module>');
  await expect(output).toContainText("ConnectionRefusedError: [Errno 111] Connection refused");
});

test("input asks in the page, and print shows at once", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await runs(cockpit, "name = input('name? ')\nprint('hello', name)\n");
  const line = cockpit.program("client.py").getByRole("textbox", { name: "client.py is waiting for input" });
  await line.fill("世界");
  await line.press("Enter");
  await expect(cockpit.output("client.py")).toContainText("hello 世界");
});

test("a chat client selects between its standard input and its socket", async ({ page }) => {
  const cockpit = new Cockpit(page);
  const chat = [
    "import select, selectors, socket, sys",
    "server = socket.create_server(('127.0.0.1', 7000))",
    "client = socket.create_connection(('127.0.0.1', 7000))",
    "peer, _ = server.accept()",
    "print(select.select([sys.stdin, client], [], [], 0.05))",
    "peer.sendall(b'hello')",
    "ready, _, _ = select.select([sys.stdin, client], [], [])",
    "print(ready == [client], client.recv(100))",
    "ready, _, _ = select.select([sys.stdin, client], [], [])",
    "print(ready == [sys.stdin], repr(sys.stdin.readline()))",
    "selector = selectors.DefaultSelector()",
    "selector.register(sys.stdin, selectors.EVENT_READ, 'stdin')",
    "selector.register(client, selectors.EVENT_READ, 'client')",
    "peer.sendall(b'!')",
    "print([key.data for key, _ in selector.select()], client.recv(1))",
    "print([key.data for key, _ in selector.select()], input())",
    "",
  ].join("\n");
  await runs(cockpit, chat);
  const output = cockpit.output("client.py");
  const line = cockpit.program("client.py").getByRole("textbox", { name: "client.py is waiting for input" });
  await expect(output).toContainText("([], [], [])\nTrue b'hello'");
  await line.fill("first");
  await line.press("Enter");
  await expect(output).toContainText("True 'first\\n'\n['client'] b'!'");
  await line.fill("second");
  await line.press("Enter");
  await expect(output).toContainText("['stdin'] second");
});

test("a timeout, an address in use and a datagram are as on Linux", async ({ page }) => {
  const cockpit = new Cockpit(page);
  const source = [
    "import socket, time",
    "a = socket.socket(); a.bind(('127.0.0.1', 5000)); a.listen(1)",
    "b = socket.socket()",
    "try: b.bind(('127.0.0.1', 5000))",
    "except OSError as e: print(e.errno, e.strerror)",
    "a.settimeout(0.2); start = time.monotonic()",
    "try: a.accept()",
    "except TimeoutError as e: print(repr(e), time.monotonic() - start >= 0.2)",
    "u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u.bind(('127.0.0.1', 0))",
    "u.sendto('資料'.encode(), u.getsockname()); print(u.recvfrom(4)[0])",
    "",
  ].join("\n");
  await runs(cockpit, source.replaceAll("; ", "\n"));
  const output = cockpit.output("client.py");
  await expect(output).toContainText("98 Address already in use");
  await expect(output).toContainText("TimeoutError('timed out') True");
  await expect(output).toContainText("b'\\xe8\\xb3\\x87\\xe6'");
});
