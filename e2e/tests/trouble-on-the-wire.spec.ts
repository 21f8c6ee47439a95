import { Cockpit } from "./cockpit.js";
import { packetName } from "./rows.js";
import { expect, test } from "./server.js";

const listens = `import socket
sk = socket.socket()
sk.bind(('127.0.0.1', 8088))
`;

const connects = `import socket
sk = socket.socket()
sk.connect(('127.0.0.1', 8088))
`;

test("a full accept queue: later clients stay in SYN-SENT and send again, until accept frees a place", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  // One after the other: two SYNs at once would both find the place that accept frees.
  await cockpit.runServerThenClient(
    `${listens}sk.listen(1)\ninput('go? ')\nsk.accept()\ninput('end? ')\n`,
    `import socket, time
sks = [socket.socket() for _ in range(4)]
for sk in sks:
    sk.setblocking(False)
    sk.connect_ex(('127.0.0.1', 8088))
    time.sleep(0.4)
time.sleep(600)
`,
  );
  await expect(cockpit.sockets()).toContainText("full 2 / 2");
  await expect(cockpit.sockets().getByText("SYN-SENT", { exact: true })).toHaveCount(2);
  const syns = cockpit.packets("SYN");
  await syns.filter({ hasText: "retransmission" }).see();
  await expect.poll(() => syns.filter({ hasNotText: "retransmission" }).count()).toBe(4);

  await cockpit.answer("server.py", "");
  await expect(cockpit.output("server.py")).toContainText("end?");
  await expect.poll(() => cockpit.rows("accept queue 1 of 2 →").count()).toBe(1);
  // The place is for the client that sends its SYN again first.
  await expect(cockpit.sockets().getByText("SYN-SENT", { exact: true })).toHaveCount(1);
  await expect(cockpit.sockets()).toContainText("full 2 / 2");
});

test("a half-open connection stands in the SYN queue until its data comes: TCP_DEFER_ACCEPT", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.runServerThenClient(
    `${listens}sk.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, 30)
sk.listen(5)
conn, addr = sk.accept()
print(conn.recv(100))
`,
    `${connects}input('send? ')\nsk.sendall(b'here I am')\ninput('end? ')\n`,
  );
  const halfOpen = cockpit.sockets().getByRole("list", { name: "Half-open connections" });
  await expect(halfOpen.getByRole("button")).toHaveCount(1);
  await expect(halfOpen).toContainText("SYN-RECEIVED");
  await expect.poll(() => cockpit.rows("SYN-RECEIVED").count()).toBe(1);
  await cockpit.answer("client.py", "");
  await expect(cockpit.output("server.py")).toContainText("here I am");
  await expect(halfOpen).toHaveCount(0);
});

test("a connection to a port where nobody listens is refused by RST", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("client.py", connects);
  await cockpit.run("client.py");
  await cockpit.callAndReturnRows("connect").filter({ hasText: "ECONNREFUSED" }).see();
  await cockpit.packets("RST").click();
  await expect.poll(() => cockpit.callRows("connect").related()).toEqual([true]);
  const names = async () => (await cockpit.packets().read()).map(({ words }) => packetName(words));
  await expect.poll(names).toEqual(["SYN", "RST"]);
});

test("SO_LINGER of no seconds ends a connection by RST, which the peer's recv reports", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.runServerThenClient(
    `import struct\n${listens}sk.listen(5)
conn, addr = sk.accept()
conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
conn.close()
`,
    `${connects}sk.recv(100)\n`,
  );
  await expect(cockpit.output("client.py")).toContainText("ConnectionResetError");
  await cockpit.packets("RST").click();
  expect(await cockpit.packets("FIN-ACK").count()).toBe(0);
  await cockpit.callAndReturnRows("recv").filter({ hasText: "ECONNRESET" }).see();
  await expect.poll(() => cockpit.callRows("recv").related()).toEqual([true]);
  await expect.poll(async () => (await cockpit.callRows("close").related())[0]).toBe(true);
});

test("a datagram to a closed port is answered by ICMP, joined to it and to the call that fails", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write(
    "client.py",
    `import socket
sk = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sk.connect(('127.0.0.1', 9))
sk.send(b'anyone?')
sk.recv(100)
`,
  );
  await cockpit.run("client.py");
  await expect(cockpit.output("client.py")).toContainText("ConnectionRefusedError");
  await cockpit.packets("ICMP port unreachable").click();
  await expect.poll(() => cockpit.packets("UDP").related()).toEqual([true]);
  await expect.poll(() => cockpit.callRows("send").related()).toEqual([true]);
  await expect.poll(() => cockpit.callRows("recv").related()).toEqual([true]);
  await cockpit.callAndReturnRows("recv").filter({ hasText: "ECONNREFUSED" }).see();
});

test("a full receive window is named, and the sendall that waits for room is seen to wait", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.runServerThenClient(
    `${listens}sk.listen(5)
conn, addr = sk.accept()
input('read? ')
total = 0
while data := conn.recv(65536):
    total += len(data)
print('read', total)
`,
    `${connects}sk.sendall(bytes(12_000_000))\nsk.close()\n`,
  );
  await cockpit.packets().filter({ hasText: "zero window" }).see();
  const waiting = cockpit.lines("client.py", "waiting here");
  await expect(waiting).toContainText("sk.sendall");
  await expect.poll(() => cockpit.callRows("sendall").filter({ hasText: "waiting" }).count()).toBe(1);
  await cockpit.answer("server.py", "");
  await expect(cockpit.output("server.py")).toContainText("read 12000000");
  await expect(waiting).toHaveCount(0);
});

test("datagrams that find a full receive queue are marked as dropped, counted in bulk and with the socket, and what recvfrom cuts is said", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write(
    "server.py",
    `import socket
sk = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sk.bind(('127.0.0.1', 8088))
print('ready')
input('read? ')
sk.recvfrom(16)
sk.settimeout(0)
count = 1
try:
    while sk.recv(2000):
        count += 1
except BlockingIOError:
    print('received', count)
input('end? ')
`,
  );
  await cockpit.write(
    "client.py",
    `import socket
sk = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for number in range(400):
    sk.sendto(b'x' * 1400, ('127.0.0.1', 8088))
print('sent')
`,
  );
  await cockpit.run("server.py");
  await expect(cockpit.output("server.py")).toContainText("ready");
  await cockpit.run("client.py");
  await expect(cockpit.output("client.py")).toContainText("sent");
  await cockpit.answer("server.py", "");
  await expect(cockpit.output("server.py")).toContainText("end?");
  const received = Number(/received (\d+)/.exec(await cockpit.printed("server.py"))?.[1]);
  await expect(cockpit.sockets()).toContainText(`dropped${400 - received}`);
  await cockpit.rows(/\d+ datagrams.*dropped: receive queue full/).see();
  await cockpit
    .callAndReturnRows("recvfrom")
    .filter({ hasText: "16 of 1,400 bytes received, the rest is lost" })
    .see();
});
