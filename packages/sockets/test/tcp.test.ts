import { bounds, socketConstants } from "@sockpit/sockets";
import { expect } from "vitest";
import {
  bytes,
  describeInNamespace,
  errnoOf,
  failureOf,
  freePort,
  loopback,
  loopback6,
  outputWithout,
  portOf,
  test,
  text,
  waiting,
} from "./support.js";

const {
  SOL_SOCKET,
  SO_LINGER,
  SO_REUSEADDR,
  SO_RCVBUF,
  SO_SNDBUF,
  SO_TYPE,
  IPPROTO_TCP,
  TCP_INFO,
  TCP_NODELAY,
} = socketConstants;

describeInNamespace("TCP", () => {
  test("ioctl says what waits to be received and sent, and refuses a listener", async ({ network }) => {
    const { client, server } = await network.pair();
    expect([server.ioctl("FIONREAD"), client.ioctl("SIOCOUTQ")]).toEqual([0, 0]);
    await client.send(bytes("hello"));
    expect(server.ioctl("FIONREAD")).toBe(5);
    await server.recv(2);
    expect(server.ioctl("FIONREAD")).toBe(3);
    expect(server.ioctl("SIOCATMARK")).toBe(0);
    await client.send(bytes("!"), { flags: ["MSG_OOB"] });
    await server.recv(3);
    expect(server.ioctl("SIOCATMARK")).toBe(1);
    await client.send(new Uint8Array(4 * 1024 * 1024), { timeout: 0 });
    expect(client.ioctl("SIOCOUTQ")).toBeGreaterThan(0);
    expect(await errnoOf(() => network.listen(loopback).ioctl("FIONREAD"))).toBe("EINVAL");
  });

  test("connects, carries bytes both ways and ends in order", async ({ network }) => {
    const { client, server } = await network.pair();
    expect(await client.send(bytes("hello"))).toBe(5);
    expect(text(await server.recv(1024))).toBe("hello");
    await server.sendall(bytes("你好"));
    expect(text(await client.recv(1024))).toBe("你好");
    client.shutdown("SHUT_WR");
    expect(await server.recv(1024)).toEqual(new Uint8Array());
    expect(await errnoOf(() => client.send(bytes("x")))).toBe("EPIPE");
  });

  test("names both ends", async ({ network }) => {
    const listener = network.listen(loopback);
    const client = network.open();
    await client.connect(listener.getsockname());
    const { socket, address } = await listener.accept();
    network.keep(socket);
    expect(address).toEqual(client.getsockname());
    expect(socket.getpeername()).toEqual(client.getsockname());
    expect(client.getpeername()).toEqual(listener.getsockname());
    expect(await errnoOf(() => listener.getpeername())).toBe("ENOTCONN");
    expect(network.open().getsockname()).toEqual({ host: "0.0.0.0", port: 0 });
  });

  test("over IPv6 an address has flowinfo and scopeId", async ({ network }) => {
    const { client, server } = await network.pair(loopback6, { family: "AF_INET6" });
    await client.sendall(bytes("six"));
    expect(text(await server.recv(16))).toBe("six");
    const port = portOf(server.getpeername());
    expect(server.getpeername()).toEqual({ host: "::1", port, flowinfo: 0, scopeId: 0 });
    expect(network.open({ family: "AF_INET6" }).getsockname()).toMatchObject({ host: "::", port: 0 });
  });

  test("a dual-stack listener sees an IPv4 client as a mapped address", async ({ network }) => {
    const listener = network.listen({ host: "", port: 0 }, { family: "AF_INET6" });
    const client = network.open();
    await client.connect({ host: "127.0.0.1", port: portOf(listener.getsockname()) });
    const { socket, address } = await listener.accept();
    network.keep(socket);
    expect(address).toMatchObject({ host: "::ffff:127.0.0.1" });
  });

  test("a taken port is EADDRINUSE, a foreign address EADDRNOTAVAIL, a second bind EINVAL", async ({
    network,
  }) => {
    const listener = network.listen(loopback);
    expect(await failureOf(() => network.open().bind(listener.getsockname()))).toMatchObject({
      name: "SystemError",
      errno: "EADDRINUSE",
      number: 98,
      syscall: "bind",
      message: "bind: EADDRINUSE",
    });
    expect(await errnoOf(() => network.open().bind({ host: "192.0.2.1", port: 0 }))).toBe("EADDRNOTAVAIL");
    expect(await errnoOf(() => listener.bind(loopback))).toBe("EINVAL");
  });

  test("nobody listening is ECONNREFUSED, number 111, and connectEx says so without failing", async ({
    network,
  }) => {
    const address = { host: "127.0.0.1", port: freePort(network) };
    const client = network.open();
    const failure = { errno: "ECONNREFUSED", number: 111, syscall: "connect" };
    expect(await failureOf(() => client.connect(address))).toMatchObject(failure);
    expect(await client.connectEx(address)).toBe("ECONNREFUSED");
    const listener = network.listen(address);
    expect(await client.connectEx(listener.getsockname())).toBeNull();
    expect(await client.connectEx(listener.getsockname())).toBe("EISCONN");
    client.close();
    expect(await client.connectEx(address)).toBe("EBADF");
  });

  test("no route is ENETUNREACH", async ({ network }) => {
    expect(await errnoOf(() => network.open().connect({ host: "192.0.2.1", port: 80 }))).toBe("ENETUNREACH");
  });

  test("without a connection: ENOTCONN, and send EPIPE; without listen: accept EINVAL", async ({
    network,
  }) => {
    const socket = network.open();
    expect(await errnoOf(() => socket.recv(1))).toBe("ENOTCONN");
    expect(await errnoOf(() => socket.send(bytes("x")))).toBe("EPIPE");
    expect(await errnoOf(() => socket.shutdown("SHUT_RDWR"))).toBe("ENOTCONN");
    expect(await errnoOf(() => socket.accept())).toBe("EINVAL");
  });

  test("a reset is ECONNRESET", async ({ network }) => {
    const { client, server } = await network.pair();
    client.setsockopt(SOL_SOCKET, SO_LINGER, new Uint8Array(Int32Array.of(1, 0).buffer));
    const { call } = await waiting((onWait) => server.recv(1, { onWait }));
    client.close();
    expect(await errnoOf(() => call)).toBe("ECONNRESET");
    expect(await errnoOf(() => server.send(bytes("x")))).toBe("EPIPE");
  });

  test("MSG_PEEK leaves the bytes, MSG_TRUNC throws them away without showing others", async ({
    network,
  }) => {
    const { client, server } = await network.pair();
    await client.sendall(bytes("abcdef"));
    expect(text(await server.recv(3, { flags: ["MSG_PEEK"] }))).toBe("abc");
    expect(await server.recv(4, { flags: ["MSG_TRUNC"] })).toEqual(new Uint8Array(4));
    expect(text(await server.recv(10))).toBe("ef");
  });

  test("MSG_WAITALL gathers; cut short, it gives what came", async ({ network }) => {
    const { client, server } = await network.pair();
    const { call } = await waiting((onWait) => server.recv(6, { flags: ["MSG_WAITALL"], onWait }));
    await client.sendall(bytes("abc"));
    await client.sendall(bytes("def"));
    expect(text(await call)).toBe("abcdef");
    await client.sendall(bytes("gh"));
    client.close();
    expect(text(await server.recv(6, { flags: ["MSG_WAITALL"] }))).toBe("gh");
  });

  test("recvfrom names no sender on a stream", async ({ network }) => {
    const { client, server } = await network.pair();
    await client.sendall(bytes("x"));
    expect(await server.recvfrom(8)).toEqual({ data: bytes("x"), address: null });
  });

  test("what recv gives is a plain Uint8Array of the right size with memory of its own", async ({
    network,
  }) => {
    const { client, server } = await network.pair();
    await client.sendall(bytes("one"));
    const first = await server.recv(bounds.dataBytes * 4);
    await client.sendall(bytes("two"));
    await server.recv(3);
    expect(text(first)).toBe("one");
    expect(first.constructor).toBe(Uint8Array);
    expect(first.buffer.byteLength).toBe(3);
  });

  test("send takes part of what does not fit, and EAGAIN once nothing fits", async ({ network }) => {
    const { client } = await network.pair();
    const data = new Uint8Array(8 * 1024 * 1024);
    client.timeout = 0;
    const taken = await client.send(data);
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(data.length);
    expect(
      await errnoOf(async () => {
        for (;;) await client.send(data);
      }),
    ).toBe("EAGAIN");
    expect(await errnoOf(() => client.send(data))).toBe("EAGAIN");
    expect(await errnoOf(() => client.sendall(data))).toBe("EAGAIN");
  });

  test("sendall carries 8 MB past a slow reader", async ({ network }) => {
    const { client, server } = await network.pair();
    const data = new Uint8Array(8 * 1024 * 1024).map((_, index) => index % 251);
    const { call } = await waiting((onWait) => client.sendall(data, { onWait }));
    const received = new Uint8Array(data.length);
    for (let offset = 0; offset < data.length; ) {
      const part = await server.recv(50_000);
      received.set(part, offset);
      offset += part.length;
    }
    await call;
    expect(Buffer.compare(received, data)).toBe(0);
  });

  test("sendall has one deadline over all", async ({ network }) => {
    const { client, server } = await network.pair();
    client.setsockopt(SOL_SOCKET, SO_SNDBUF, 4096);
    server.setsockopt(SOL_SOCKET, SO_RCVBUF, 4096);
    client.timeout = 0.2;
    const startMs = performance.now();
    const failed = failureOf(() => client.sendall(new Uint8Array(64 * 1024 * 1024)));
    let isOver = false;
    void failed.then(() => {
      isOver = true;
    });
    while (!isOver) await Promise.race([server.recv(1000), failed]);
    expect(await failed).toMatchObject({ name: "TimeoutError", syscall: "send" });
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(200);
  });

  test("options are read and written as ints and as bytes", async ({ network }) => {
    const { client } = await network.pair();
    expect(client.getsockopt(SOL_SOCKET, SO_TYPE)).toBe(1);
    expect(client.getsockopt(IPPROTO_TCP, TCP_NODELAY)).toBe(0);
    client.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
    expect(client.getsockopt(IPPROTO_TCP, TCP_NODELAY)).toBe(1);
    expect(client.getsockopt(IPPROTO_TCP, TCP_INFO, 8)).toHaveLength(8);
    expect(await errnoOf(() => client.setsockopt(IPPROTO_TCP, 9999, 1))).toBe("ENOPROTOOPT");
    expect(await failureOf(() => client.getsockopt(SOL_SOCKET, SO_TYPE, -1))).toMatchObject({
      field: "lengthBytes",
    });
  });

  test("SO_REUSEADDR, set before and after, lets a server bind where connections are in TIME-WAIT", async ({
    network,
  }) => {
    const listener = network.open();
    listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
    listener.bind(loopback);
    listener.listen(1);
    const address = listener.getsockname();
    const client = network.open();
    await client.connect(address);
    const server = await network.accept(listener);
    server.shutdown("SHUT_WR");
    expect(await client.recv(1)).toHaveLength(0);
    client.close();
    expect(await server.recv(1)).toHaveLength(0);
    server.close();
    listener.close();
    expect(await errnoOf(() => network.open().bind(address))).toBe("EADDRINUSE");
    const next = network.open();
    next.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
    next.bind(address);
  });

  test("every call on a closed socket is EBADF; closing again does nothing", async ({ network }) => {
    const socket = network.open();
    socket.close();
    socket.close();
    expect(socket.closed).toBe(true);
    expect(socket.fd).toBe(-1);
    const data = bytes("x");
    const callsOnClosed: (() => unknown)[] = [
      () => socket.bind(loopback),
      () => socket.listen(1),
      () => socket.accept(),
      () => socket.connect(loopback),
      () => socket.send(data),
      () => socket.sendall(data),
      () => socket.sendto(data, loopback),
      () => socket.recv(1),
      () => socket.recvfrom(1),
      () => socket.shutdown("SHUT_RD"),
      () => socket.getsockname(),
      () => socket.getpeername(),
      () => socket.getsockopt(SOL_SOCKET, SO_TYPE),
      () => socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1),
    ];
    for (const call of callsOnClosed) expect(await errnoOf(call)).toBe("EBADF");
  });

  test("a protocol that does not fit is EPROTONOSUPPORT", async ({ network }) => {
    expect(await errnoOf(() => network.open({ proto: 17 }))).toBe("EPROTONOSUPPORT");
  });

  test("arguments that no kernel call could carry are refused by name", async ({ network }) => {
    const socket = network.open();
    expect(await failureOf(() => socket.connect({ host: "localhost", port: 1 }))).toMatchObject({
      name: "ArgumentError",
      field: "address.host",
    });
    expect(await failureOf(() => socket.recv(-1))).toMatchObject({ name: "ArgumentError", field: "bufsize" });
    for (const seconds of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      const set = () => {
        socket.timeout = seconds;
      };
      expect(await failureOf(set)).toMatchObject({ name: "ArgumentError", field: "timeout" });
    }
  });
});

describeInNamespace("TCP without CAP_NET_BIND_SERVICE", () => {
  test("a port below 1024 is EACCES", ({ skip }) => {
    const program = `
      import { NetworkNamespace, Socket } from "@sockpit/sockets";
      const namespace = NetworkNamespace.create();
      try { Socket.open({ namespace }).bind({ host: "127.0.0.1", port: 80 }); }
      catch (failure) { console.log(failure.errno, failure.number); }`;
    const output = outputWithout("net_bind_service", program);
    skip(output === undefined, "setpriv cannot drop the capability here");
    expect(output).toBe("EACCES 13\n");
  });
});
