import { limits } from "@sockpit/protocol";
import { expect } from "vitest";
import { describeOnEachNetwork, errnoOf, failureOf, portOf, serverAddress } from "./support.js";

describeOnEachNetwork("TCP", (test) => {
  test("two programs talk: bind, listen, accept, connect, send, recv, shutdown, close", async ({ bench }) => {
    const server = bench.program("server");
    const client = bench.program("client");
    const listener = await server.listening(serverAddress);
    const { outcome } = await server.waiting("accept", { fd: listener });
    const fd = await client.socket();
    expect(await client.call("connect", { fd, address: serverAddress })).toEqual({});
    const { fd: accepted, address } = await outcome;
    expect(address).toEqual(await client.name(fd));
    expect(await client.call("send", { fd, data: { text: "你好" } })).toEqual({ bytes: 6 });
    expect(await server.receive(accepted)).toBe("你好");
    expect(await server.call("sendall", { fd: accepted, data: { text: "再見" } })).toEqual({});
    expect(await client.receive(fd)).toBe("再見");
    expect(await client.call("shutdown", { fd, how: "SHUT_WR" })).toEqual({});
    expect(await server.receive(accepted)).toBe("");
    expect(await server.call("close", { fd: accepted })).toEqual({});
    expect(await client.receive(fd)).toBe("");
  });

  test("programs see 127.0.0.1 everywhere", async ({ bench }) => {
    const { server, client, listener, accepted, fd } = await bench.connected();
    const clientAddress = await client.name(fd);
    expect(clientAddress).toEqual({ host: "127.0.0.1", port: portOf(clientAddress) });
    expect(portOf(clientAddress)).toBeGreaterThan(0);
    expect(await server.name(listener)).toEqual(serverAddress);
    expect(await server.name(accepted)).toEqual(serverAddress);
    expect((await client.call("getpeername", { fd })).address).toEqual(serverAddress);
    expect((await server.call("getpeername", { fd: accepted })).address).toEqual(clientAddress);
    expect(bench.lab.sockets()).toMatchObject([
      { pid: server.pid, fd: listener, state: "LISTEN", local: serverAddress },
      { pid: server.pid, fd: accepted, state: "ESTABLISHED", local: serverAddress, peer: clientAddress },
      { pid: client.pid, fd, state: "ESTABLISHED", local: clientAddress, peer: serverAddress },
    ]);
  });

  test("a server on 0.0.0.0 or '' sees 0.0.0.0, and is reached at 127.0.0.1 and localhost", async ({
    bench,
  }) => {
    const program = bench.program();
    for (const [host, target, port] of [
      ["0.0.0.0", "127.0.0.1", 8088],
      ["", "localhost", 8089],
    ] as const) {
      const listener = await program.listening({ host, port });
      expect(await program.name(listener)).toEqual({ host: "0.0.0.0", port });
      const seen = bench.lab.sockets().find((socket) => socket.fd === listener);
      expect(seen).toMatchObject({ state: "LISTEN", local: { host: "0.0.0.0", port } });
      const fd = await program.socket();
      await program.call("connect", { fd, address: { host: target, port } });
      const { fd: accepted } = await program.call("accept", { fd: listener });
      expect(await program.name(accepted)).toEqual({ host: "127.0.0.1", port });
    }
  });

  test("a new socket has no address, and one bound to port 0 gets a port", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket();
    expect(await program.name(fd)).toEqual({ host: "0.0.0.0", port: 0 });
    await program.call("bind", { fd, address: { host: "127.0.0.1", port: 0 } });
    expect(portOf(await program.name(fd))).toBeGreaterThan(0);
  });

  test("listen without bind gets a port on 0.0.0.0", async ({ bench }) => {
    const program = bench.program();
    const listener = await program.socket();
    await program.call("listen", { fd: listener, backlog: 1 });
    const address = await program.name(listener);
    expect(address).toEqual({ host: "0.0.0.0", port: portOf(address) });
    const fd = await program.socket();
    await program.call("connect", { fd, address: { host: "127.0.0.1", port: portOf(address) } });
  });

  test("a client may choose its own port before it connects", async ({ bench }) => {
    const program = bench.program();
    const listener = await program.listening(serverAddress);
    const fd = await program.bound({ host: "0.0.0.0", port: 4321 }, {});
    await program.call("connect", { fd, address: serverAddress });
    const { address } = await program.call("accept", { fd: listener });
    expect(address).toEqual({ host: "127.0.0.1", port: 4321 });
    expect(await program.name(fd)).toEqual({ host: "127.0.0.1", port: 4321 });
  });

  test("connect_ex gives 0, or the error's number and name", async ({ bench }) => {
    const program = bench.program();
    const refused = await program.call("connect_ex", { fd: await program.socket(), address: serverAddress });
    expect(refused).toEqual({ errno: 111, name: "ECONNREFUSED" });
    await program.listening(serverAddress);
    const fd = await program.socket();
    expect(await program.call("connect_ex", { fd, address: serverAddress })).toEqual({ errno: 0 });
    expect(await program.call("connect_ex", { fd, address: serverAddress })).toEqual({
      errno: 106,
      name: "EISCONN",
    });
    const other = await program.socket();
    await program.call("settimeout", { fd: other, timeout: 0 });
    const begun = await program.call("connect_ex", { fd: other, address: serverAddress });
    expect(begun).toEqual({ errno: 115, name: "EINPROGRESS" });
  });

  test("bind: EADDRINUSE, EADDRNOTAVAIL, EINVAL when bound already", async ({ bench }) => {
    const program = bench.program();
    const listener = await program.listening(serverAddress);
    expect(
      await failureOf(program.call("bind", { fd: await program.socket(), address: serverAddress })),
    ).toEqual({
      kind: "errno",
      errno: "EADDRINUSE",
      number: 98,
      syscall: "bind",
      message: "Address already in use",
    });
    const foreign = { host: "192.0.2.1", port: 0 };
    expect(await errnoOf(program.call("bind", { fd: await program.socket(), address: foreign }))).toBe(
      "EADDRNOTAVAIL",
    );
    expect(await errnoOf(program.call("bind", { fd: listener, address: { host: "", port: 0 } }))).toBe(
      "EINVAL",
    );
  });

  test("connect: ECONNREFUSED 111, EISCONN, ENETUNREACH, EAI_NONAME, EAI_ADDRFAMILY", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket();
    expect(await failureOf(program.call("connect", { fd, address: serverAddress }))).toEqual({
      kind: "errno",
      errno: "ECONNREFUSED",
      number: 111,
      syscall: "connect",
      message: "Connection refused",
    });
    await program.listening(serverAddress);
    await program.call("connect", { fd, address: serverAddress });
    expect(await errnoOf(program.call("connect", { fd, address: serverAddress }))).toBe("EISCONN");
    const other = await program.socket();
    const to = (host: string) =>
      errnoOf(program.call("connect", { fd: other, address: { host, port: 8088 } }));
    expect(await to("192.0.2.1")).toBe("ENETUNREACH");
    expect(await to("example.com")).toBe("EAI_NONAME");
    expect(await to("0177.0.0.1")).toBe("EAI_NONAME");
    expect(await to("127.0.0.1\0.example.com")).toBe("EAI_NONAME");
    expect(await to("::1")).toBe("EAI_ADDRFAMILY");
  });

  test("ENOTCONN, EPIPE, EINVAL and EOPNOTSUPP where a call does not fit the socket", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket();
    expect(await errnoOf(program.call("getpeername", { fd }))).toBe("ENOTCONN");
    expect(await errnoOf(program.call("recv", { fd, bufsize: 1 }))).toBe("ENOTCONN");
    expect(await errnoOf(program.call("recvfrom", { fd, bufsize: 1 }))).toBe("ENOTCONN");
    expect(await errnoOf(program.call("shutdown", { fd, how: "SHUT_RDWR" }))).toBe("ENOTCONN");
    expect(await errnoOf(program.call("send", { fd, data: { text: "x" } }))).toBe("EPIPE");
    expect(await errnoOf(program.call("accept", { fd }))).toBe("EINVAL");
    const datagram = await program.socket({ type: "SOCK_DGRAM" });
    expect(await errnoOf(program.call("listen", { fd: datagram }))).toBe("EOPNOTSUPP");
    expect(await errnoOf(program.call("accept", { fd: datagram }))).toBe("EOPNOTSUPP");
  });

  test("recv: ECONNRESET when the peer left what was sent to it unread", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    const { outcome } = await client.waiting("recv", { fd, bufsize: 1 });
    await client.call("sendall", { fd, data: { text: "unread" } });
    await server.call("close", { fd: accepted });
    expect(await errnoOf(outcome)).toBe("ECONNRESET");
    expect(await errnoOf(client.call("send", { fd, data: { text: "x" } }))).toBe("EPIPE");
  });

  test("recv keeps what does not fit, and MSG_PEEK takes nothing", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    await client.call("sendall", { fd, data: { text: "abcdef" } });
    const peeked = await server.call("recv", { fd: accepted, bufsize: 2, flags: ["MSG_PEEK"] });
    expect(peeked.data).toEqual(new TextEncoder().encode("ab"));
    expect(await server.receive(accepted, 4)).toBe("abcd");
    const { data, address } = await server.call("recvfrom", { fd: accepted, bufsize: 4 });
    expect(data).toEqual(new TextEncoder().encode("ef"));
    expect(address).toBeNull();
  });

  test("send takes what fits, and sendall waits until all is taken", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    await client.call("settimeout", { fd, timeout: 0 });
    const data = { base64: Buffer.alloc(limits.dataBytes, "x").toString("base64") };
    const sends: number[] = [];
    const fill = async () => {
      for (;;) sends.push((await client.call("send", { fd, data })).bytes);
    };
    expect(await errnoOf(fill)).toBe("EAGAIN");
    expect(sends.some((bytes) => bytes < limits.dataBytes)).toBe(true);
    const taken = sends.reduce((sum, bytes) => sum + bytes, 0);
    await client.call("settimeout", { fd, timeout: null });
    const { outcome } = await client.waiting("sendall", { fd, data });
    let received = 0;
    while (received < taken + limits.dataBytes) {
      received += (await server.call("recv", { fd: accepted, bufsize: limits.dataBytes })).data.length;
    }
    expect(await outcome).toEqual({});
    expect(received).toBe(taken + limits.dataBytes);
  });

  test("connections wait in the kernel's accept queue, and more than the backlog do not get in", async ({
    bench,
  }) => {
    const program = bench.program();
    const listener = await program.socket();
    await program.call("bind", { fd: listener, address: serverAddress });
    await program.call("listen", { fd: listener, backlog: 0 });
    await program.call("connect", { fd: await program.socket(), address: serverAddress });
    const find = () => bench.lab.sockets().find((socket) => socket.fd === listener);
    expect(find()?.acceptQueue).toEqual({ length: 1, limit: 0 });
    expect(bench.lab.sockets()).toContainEqual(
      expect.objectContaining({ pid: null, fd: null, state: "ESTABLISHED", local: serverAddress }),
    );
    const late = await program.socket();
    await program.call("settimeout", { fd: late, timeout: 0.05 });
    expect(await errnoOf(program.call("connect", { fd: late, address: serverAddress }))).toBe("timeout");
    await program.call("accept", { fd: listener });
    expect(find()?.acceptQueue?.length).toBe(0);
  });
});
