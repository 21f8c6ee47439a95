import { Cockpit } from "./cockpit.js";
import { expect, Server, test } from "./server.js";

interface HintedProgram {
  readonly says: string;
  readonly source: string;
}

/** Each ends by the error of a real call. */
const isolated: readonly HintedProgram[] = [
  {
    says: "127.0.0.1:8088 is in use.",
    source: "a, b = tcp(), tcp()\na.bind(address)\nb.bind(address)",
  },
  {
    says: "A connection of an earlier run is still in TIME-WAIT on 127.0.0.1:8089",
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
    says: "The kernel does not permit 127.255.255.255:9.",
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
