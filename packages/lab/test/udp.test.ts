import { expect } from "vitest";
import { describeOnEachNetwork, errnoOf, failureOf, portOf, serverAddress, text } from "./support.js";

const udp = { type: "SOCK_DGRAM" } as const;

describeOnEachNetwork("UDP", (test, network) => {
  test("sendto and recvfrom: each datagram by itself, with its sender at 127.0.0.1", async ({ bench }) => {
    const server = bench.program("server");
    const client = bench.program("client");
    const bound = await server.bound(serverAddress, udp);
    const fd = await client.socket(udp);
    const first = { fd, data: { text: "one" }, address: serverAddress };
    expect(await client.call("sendto", first)).toEqual({ bytes: 3 });
    await client.call("sendto", { ...first, data: { text: "second" } });
    const clientPort = portOf(await client.name(fd));
    expect(clientPort).toBeGreaterThan(0);
    const { data, address } = await server.call("recvfrom", { fd: bound, bufsize: 1024 });
    expect(text(data)).toBe("one");
    expect(address).toEqual({ host: "127.0.0.1", port: clientPort });
    expect(await server.receive(bound, 3)).toBe("sec");
    if (address === null) throw new Error("no sender");
    await server.call("sendto", { fd: bound, data: { text: "back" }, address });
    const reply = await client.call("recvfrom", { fd, bufsize: 1024 });
    expect(reply.address).toEqual(serverAddress);
    expect(text(reply.data)).toBe("back");
  });

  test("a datagram that does not fit is cut, and the call says how much is lost with it", async ({
    bench,
  }) => {
    const program = bench.program();
    const bound = await program.bound(serverAddress, udp);
    const fd = await program.socket(udp);
    const data = { text: "x".repeat(1400) };
    const send = () => program.call("sendto", { fd, data, address: serverAddress });
    const bufsize = 16;
    for (const command of ["recv", "recvfrom", "recvmsg"] as const) {
      await send();
      const peeked = await program.call(command, { fd: bound, bufsize, flags: ["MSG_PEEK"] });
      expect(peeked).not.toHaveProperty("lostBytes");
      expect(peeked).not.toHaveProperty("lengthBytes");
      const cut = await program.call(command, { fd: bound, bufsize });
      expect(cut).toMatchObject({ lostBytes: 1384 });
      expect(cut).not.toHaveProperty("lengthBytes");
      expect(cut.data).toHaveLength(16);
      await send();
      const asked = await program.call(command, { fd: bound, bufsize, flags: ["MSG_TRUNC"] });
      expect(asked).toMatchObject({ lengthBytes: 1400, lostBytes: 1384 });
      await send();
      expect(await program.call(command, { fd: bound, bufsize: 1400 })).not.toHaveProperty("lostBytes");
    }
  });

  test("a client that only sends has a port on 0.0.0.0, as the kernel gives it", async ({ bench }) => {
    const program = bench.program();
    await program.bound(serverAddress, udp);
    const fd = await program.socket(udp);
    await program.call("sendto", { fd, data: { text: "x" }, address: serverAddress });
    const name = await program.name(fd);
    expect(name).toEqual({ host: "0.0.0.0", port: portOf(name) });
    expect(bench.lab.sockets().find((socket) => socket.fd === fd)?.local).toEqual(name);
  });

  test("connect fixes the peer: send, recv and getpeername", async ({ bench }) => {
    const program = bench.program();
    const bound = await program.bound({ host: "", port: 8088 }, udp);
    const fd = await program.socket(udp);
    await program.call("connect", { fd, address: serverAddress });
    expect((await program.call("getpeername", { fd })).address).toEqual(serverAddress);
    const name = await program.name(fd);
    expect(name).toEqual({ host: "127.0.0.1", port: portOf(name) });
    expect(await program.call("send", { fd, data: { text: "x" } })).toEqual({ bytes: 1 });
    const { address } = await program.call("recvfrom", { fd: bound, bufsize: 9 });
    expect(address).toEqual(name);
    const seen = bench.lab.sockets();
    expect(seen).toMatchObject([
      { fd: bound, state: "UNCONNECTED", local: { host: "0.0.0.0", port: 8088 } },
      { fd, state: "CONNECTED", local: name, peer: serverAddress },
    ]);
  });

  test("an empty datagram is a datagram", async ({ bench }) => {
    const program = bench.program();
    const bound = await program.bound(serverAddress, udp);
    const fd = await program.socket(udp);
    const sent = { fd, data: { text: "" }, address: serverAddress };
    expect(await program.call("sendto", sent)).toEqual({ bytes: 0 });
    expect(await program.receive(bound)).toBe("");
  });

  test("a blocked recvfrom gets the datagram that comes", async ({ bench }) => {
    const program = bench.program();
    const other = bench.program();
    const bound = await program.bound(serverAddress, udp);
    const { outcome } = await program.waiting("recvfrom", { fd: bound, bufsize: 9 });
    await other.call("sendto", {
      fd: await other.socket(udp),
      data: { base64: "/w==" },
      address: serverAddress,
    });
    expect((await outcome).data).toEqual(Uint8Array.of(0xff));
  });

  test("ECONNREFUSED 111 from a connected socket when nobody is there", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket(udp);
    await program.call("connect", { fd, address: serverAddress });
    await program.call("send", { fd, data: { text: "x" } });
    const error = await failureOf(program.call("recv", { fd, bufsize: 1 }));
    expect(error).toMatchObject({ errno: "ECONNREFUSED", number: 111, syscall: "recv" });
  });

  test("EADDRINUSE, EDESTADDRREQ, EMSGSIZE, ENOTCONN, ENETUNREACH, EAI_NONAME", async ({ bench }) => {
    const program = bench.program();
    const bound = await program.bound(serverAddress, udp);
    const fd = await program.socket(udp);
    const send = (host: string, size = 1) => {
      const params = { fd, data: { text: "x".repeat(size) }, address: { host, port: 8088 } };
      return errnoOf(program.call("sendto", params));
    };
    expect(await errnoOf(program.call("bind", { fd, address: serverAddress }))).toBe("EADDRINUSE");
    expect(await errnoOf(program.call("send", { fd, data: { text: "x" } }))).toBe("EDESTADDRREQ");
    expect(await errnoOf(program.call("getpeername", { fd: bound }))).toBe("ENOTCONN");
    expect(await send("127.0.0.1", 65_508)).toBe("EMSGSIZE");
    expect(await send("192.0.2.1")).toBe("ENETUNREACH");
    expect(await send("sockpit.example")).toBe("EAI_NONAME");
  });

  if (network === "isolated") {
    test("EACCES for a broadcast without leave", async ({ bench }) => {
      const program = bench.program();
      const address = { host: "127.255.255.255", port: 8088 };
      const fd = await program.socket(udp);
      const error = await failureOf(program.call("sendto", { fd, data: { text: "x" }, address }));
      expect(error).toMatchObject({ errno: "EACCES", number: 13, syscall: "sendto" });
    });
  }
});
