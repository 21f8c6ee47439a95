import type { Locator } from "@playwright/test";
import { Cockpit } from "./cockpit.js";
import { expect, Server, test } from "./server.js";

interface HintedProgram {
  readonly says: string;
  readonly source: string;
}

/** Each ends by the error of a real call. */
const isolated: readonly HintedProgram[] = [
  {
    says: "This program already has a socket on 127.0.0.1:8088.",
    source: "a, b = tcp(), tcp()\na.bind(address)\nb.bind(address)",
  },
  {
    says: "127.0.0.1:8089 is still in use by an earlier run",
    source: `listener = socket.create_server(("127.0.0.1", 8089))
client = socket.create_connection(("127.0.0.1", 8089))
accepted, _ = listener.accept()
accepted.shutdown(socket.SHUT_WR)
client.recv(1)
client.close()
accepted.recv(1)
accepted.close()
listener.close()
tcp().bind(("127.0.0.1", 8089))`,
  },
  { says: "Nobody is listening on 127.0.0.1:8088.", source: "tcp().connect(address)" },
  {
    says: "127.0.0.1:8088 did not answer.",
    source: `listener = tcp()
listener.bind(address)
listener.listen(0)
first = socket.create_connection(address)
sk = tcp()
sk.setsockopt(socket.IPPROTO_TCP, socket.TCP_SYNCNT, 1)
sk.connect(address)`,
  },
  {
    says: "The timeout set by settimeout() expired",
    source: "sk = socket.create_server(address)\nsk.settimeout(0.05)\nsk.accept()",
  },
  {
    says: "127.255.255.255:9 is a broadcast address.",
    source: `socket.socket(type=socket.SOCK_DGRAM).sendto(b"all", ("127.255.255.255", 9))`,
  },
  { says: "No interface here has the address 10.1.2.3:80.", source: `tcp().bind(("10.1.2.3", 80))` },
  { says: "The lab's network is not connected to any other.", source: `tcp().connect(("10.1.2.3", 80))` },
  { says: "This socket is not connected.", source: "tcp().recv(9)" },
  { says: "This socket is not connected.", source: `tcp().send(b"x")` },
  {
    says: "The program has shut down sending on this socket",
    source: `a, b = socket.socketpair()\na.shutdown(socket.SHUT_WR)\na.send(b"x")`,
  },
  {
    says: "The other side closed the connection",
    source: `a, b = socket.socketpair()\nb.close()\na.send(b"x")`,
  },
];

/** Each ends by an exception of Python. */
const ofPython: readonly HintedProgram[] = [
  { says: "Sockets carry bytes, not str.", source: 'a, b = socket.socketpair()\na.send("text")' },
  {
    says: "recv() returns bytes, not str.",
    source: 'a, b = socket.socketpair()\na.send(b"x")\n"got " + b.recv(9)',
  },
  { says: "The address is one argument, a tuple", source: 'tcp().connect("127.0.0.1", 8088)' },
  { says: "The port has to be a number", source: 'tcp().connect(("127.0.0.1", "8088"))' },
  {
    says: "sendto() takes the data first",
    source: 'socket.socket(type=socket.SOCK_DGRAM).sendto(address, b"x")',
  },
  { says: "The bytes end in the middle of a character", source: '"字".encode()[:2].decode()' },
  { says: "no DNS and no Internet", source: 'socket.create_connection(("www.example.com", 80))' },
  { says: "no DNS and no Internet", source: 'tcp().connect(("www.example.com", 80))' },
  { says: "no DNS and no Internet", source: 'socket.gethostbyname("www.example.com")' },
  { says: "telnetlib was removed from Python in 3.13", source: "import telnetlib" },
  { says: "no packages can be installed here by name", source: "import requests" },
  { says: "cannot start other processes", source: 'import subprocess\nsubprocess.getstatusoutput("ls")' },
  { says: "no longer makes a loop", source: "import asyncio\nasyncio.get_event_loop()" },
  { says: "This is Python 2.", source: 'print "hello"' },
  { says: "has to be indented", source: "while True:\nprint(1)" },
  { says: "fits no block", source: "  print(1)" },
  { says: "Tabs and spaces are mixed", source: "if True:\n        print(1)\n\tprint(2)" },
  { says: "A character here only looks like Python's", source: "print（1）" },
  { says: "This socket is closed already", source: "with tcp() as sk: pass\nsk.send(b'x')" },
  { says: "accept() needs a listening socket", source: "sk = tcp()\nsk.bind(address)\nsk.accept()" },
  {
    says: "The socket is non-blocking",
    source: "sk = socket.create_server(address)\nsk.setblocking(False)\nsk.accept()",
  },
  {
    says: "so connect() only begins",
    source: "socket.create_server(address)\nsk = tcp()\nsk.setblocking(False)\nsk.connect(address)",
  },
  {
    says: "This socket is connected already",
    source: "x = socket.create_server(address)\nsk = tcp()\nsk.connect(address)\nsk.connect(address)",
  },
  {
    says: "This socket has an address already",
    source: 'sk = tcp()\nsk.bind(address)\nsk.bind(("127.0.0.1", 8090))',
  },
  { says: "too long for UDP", source: "socket.socket(type=socket.SOCK_DGRAM).sendto(bytes(70000), address)" },
  { says: "does not know where to send", source: "socket.socket(type=socket.SOCK_DGRAM).send(b'x')" },
  { says: "A UDP socket has no connections", source: "socket.socket(type=socket.SOCK_DGRAM).listen()" },
  { says: "Too many sockets are open at once", source: "kept = [tcp() for _ in range(1100)]" },
];

/** Each ends with an error that no hint is right for. */
const without: readonly string[] = [
  'sk = tcp()\ntry:\n    sk.connect(("127.0.0.1", 9))\nexcept OSError:\n    print("going on")\nint("abc")',
  'import sys\ntry:\n    tcp().connect(("127.0.0.1", 9))\nexcept OSError:\n    sys.exit("usage: client.py host port")',
  "import sys\nsys.exit(3)",
  "1 / 0",
];

const mapped: readonly HintedProgram[] = [
  { says: "This address family is not available here.", source: "socket.socket(socket.AF_INET6)" },
  {
    says: "Programs of a lab may only use the lab's own addresses.",
    source: `membership = socket.inet_aton("224.1.1.1") + socket.inet_aton("0.0.0.0")
socket.socket(type=socket.SOCK_DGRAM).setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership)`,
  },
];

const prelude = `import socket\ntcp = socket.socket\naddress = ("127.0.0.1", 8088)\n`;

async function failsWithHint(cockpit: Cockpit, { says, source }: HintedProgram): Promise<void> {
  await cockpit.write("client.py", `${prelude}${source}\n`);
  await cockpit.run("client.py");
  await expect(cockpit.hint("client.py")).toContainText(says);
}

test("each error that ends a program has its hint", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  for (const program of isolated) await failsWithHint(cockpit, program);
  await cockpit.write("server.py", `${prelude}sk = socket.create_server(address)\nsk.accept()\n`);
  await cockpit.run("server.py");
  await expect(cockpit.program("server.py")).toContainText("waiting in accept()");
  const says = /127\.0\.0\.1:8088 is taken: server\.py \(pid \d+\) has a socket on that port/;
  await cockpit.write("client.py", `${prelude}tcp().bind(address)\n`);
  await cockpit.run("client.py");
  await expect(cockpit.hint("client.py")).toContainText(says);
});

test("each mistake of beginners has its hint", async ({ page }) => {
  test.slow();
  const cockpit = new Cockpit(page);
  await cockpit.open();
  for (const program of ofPython) await failsWithHint(cockpit, program);
});

test("no hint blames a call whose error the program has handled", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  for (const source of without) {
    await cockpit.write("client.py", `${prelude}${source}\n`);
    await cockpit.run("client.py");
    await expect(cockpit.program("client.py")).toContainText(/(?:exit code|status) [13]/);
    await expect(cockpit.hint("client.py")).toBeHidden();
  }
});

test("a look-up is a row of the diagram, before the calls that follow it", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write(
    "client.py",
    'import socket\nprint(socket.gethostbyname("localhost"))\nsocket.create_connection(("www.example.com", 80))\n',
  );
  await cockpit.run("client.py");
  await expect(cockpit.hint("client.py")).toContainText("no DNS and no Internet");
  await cockpit.rows(/gethostbyname\('localhost'\).*= 127\.0\.0\.1.*line 2/).see();
  await cockpit.rows(/getaddrinfo\('www\.example\.com', 80\).*EAI_NONAME.*line 3/).see();
});

/** Whether nothing covers or cuts the last line of what a program has printed. */
function hasItsEndInView(output: Locator): Promise<boolean> {
  return output.evaluate((log) => {
    const printed = document.createRange();
    printed.selectNodeContents(log);
    const last = [...printed.getClientRects()].at(-1);
    if (last === undefined) return false;
    return [last.top + 1, last.bottom - 1].every((y) =>
      log.contains(document.elementFromPoint(last.left + 1, y)),
    );
  });
}

test("a second run says what keeps the port, shows it, and offers three ways out", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  const server = `import socket
listener = socket.socket()
listener.bind(("127.0.0.1", 8088))
listener.listen()
${"# While accept() waits, the lines above are out of view.\n".repeat(40)}connection, _ = listener.accept()
connection.close()
print("done")
`;
  await cockpit.runServerThenClient(
    server,
    'import socket\ns = socket.create_connection(("127.0.0.1", 8088))\ns.recv(1)\ns.close()\n',
  );
  await cockpit.end("server.py");
  await cockpit.end("client.py");
  await cockpit.run("server.py");
  const hint = cockpit.hint("server.py");
  await expect(hint).toContainText("TIME-WAIT for 60 s");
  await expect(hint).toContainText(/\d+ s left/);
  await expect(cockpit.lines("server.py", "3: failed here")).toBeInViewport({ ratio: 0.9 });
  // The traceback and the ways out stay in view, however low the window.
  await expect(cockpit.output("server.py")).toContainText("OSError: [Errno 98]");
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
    { width: 1280, height: 720 },
  ]) {
    await page.setViewportSize(size);
    await expect.poll(() => hasItsEndInView(cockpit.output("server.py"))).toBe(true);
    for (const button of await hint.getByRole("button").all())
      await expect(button).toBeInViewport({ ratio: 1 });
  }
  await hint.getByRole("button", { name: "Why?" }).click();
  await expect(page.getByRole("region", { name: "The selected packet" })).toContainText("FIN");
  await hint.getByRole("button", { name: "Add SO_REUSEADDR" }).click();
  const option = "listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)";
  await expect(cockpit.editor("server.py")).toContainText(option);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(cockpit.editor("server.py")).not.toContainText(option);
  await cockpit.run("server.py");
  await expect(hint).toBeVisible();
  await hint.getByRole("button", { name: "Reset network and run again" }).click();
  await expect(cockpit.program("server.py")).toContainText(/accept/);
  await expect(cockpit.sockets()).toContainText("LISTEN");
});

test("the hint for a taken port stops the program that holds it", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  const server = `${prelude}sk = socket.create_server(address)\nsk.accept()\n`;
  await cockpit.write("server.py", server);
  await cockpit.write("client.py", server);
  await cockpit.run("server.py");
  await expect(cockpit.sockets()).toContainText("LISTEN");
  await cockpit.run("client.py");
  const hint = cockpit.hint("client.py");
  await hint.getByRole("button", { name: "Stop server.py" }).click();
  await cockpit.end("server.py");
  await hint.getByRole("button", { name: "Run again" }).click();
  await expect(cockpit.sockets()).toContainText("LISTEN");
  await expect(hint).toBeHidden();
});

test("what only a shared loopback refuses has its hint there", async ({ page }) => {
  const server = await Server.start({ SOCKPIT_NETWORK: "mapped" });
  try {
    const cockpit = new Cockpit(page);
    await page.goto(server.url);
    for (const program of mapped) await failsWithHint(cockpit, program);
  } finally {
    await page.close();
    await server.stop();
  }
});
