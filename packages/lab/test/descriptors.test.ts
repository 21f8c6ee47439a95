import { limits } from "@sockpit/protocol";
import { expect } from "vitest";
import { describeOnEachNetwork, errnoOf, failureOf, serverAddress, text } from "./support.js";

describeOnEachNetwork("dup", (test) => {
  test("gives the same socket the lowest free number, and the last close ends it", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    const { fd: copy } = await client.call("dup", { fd });
    expect(copy).toBe(fd + 1);
    expect((await client.call("getpeername", { fd: copy })).address).toEqual(serverAddress);
    await client.call("close", { fd });
    await client.call("send", { fd: copy, data: { text: "still open" } });
    expect(await server.receive(accepted)).toBe("still open");
    const { outcome } = await server.waiting("recv", { fd: accepted, bufsize: 1 });
    await client.call("close", { fd: copy });
    expect((await outcome).data).toHaveLength(0);
  });

  test("shares the socket's options and not its timeout; the kernel's view shows it once", async ({
    bench,
  }) => {
    const program = bench.program();
    const fd = await program.listening(serverAddress);
    await program.call("settimeout", { fd, timeout: 0 });
    const { fd: copy } = await program.call("dup", { fd });
    const option = { level: "SOL_SOCKET", option: "SO_KEEPALIVE" } as const;
    await program.call("setsockopt", { fd, ...option, value: 1 });
    expect(await program.call("getsockopt", { fd: copy, ...option })).toEqual({ value: 1 });
    expect(await errnoOf(program.call("accept", { fd }))).toBe("EAGAIN");
    const { outcome } = await program.waiting("accept", { fd: copy });
    expect(bench.lab.sockets().filter((socket) => socket.state === "LISTEN")).toMatchObject([{ fd }]);
    expect(await program.name(fd)).toEqual(serverAddress);
    await program.call("close", { fd });
    await program.call("close", { fd: copy });
    expect(await errnoOf(outcome)).toBe("EBADF");
  });

  test("gives a number that the program names, where it is free and within the limit", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket();
    expect(await program.call("dup2", { fd, target: 9 })).toEqual({ fd: 9 });
    expect(await program.name(9)).toEqual(await program.name(fd));
    expect(await errnoOf(program.call("dup2", { fd, target: 9 }))).toBe("EBUSY");
    expect(await program.call("dup2", { fd, target: 1 })).toEqual({ fd: 1 });
    expect(await errnoOf(program.call("dup2", { fd, target: limits.fdsPerProcess }))).toBe("EBADF");
    expect(await errnoOf(program.call("dup2", { fd: 99, target: 10 }))).toBe("EBADF");
    expect(await program.socket()).toBe(fd + 1);
  });

  test("a call that waits goes on where one of two is closed, and loses nothing", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    const { fd: copy } = await server.call("dup", { fd: accepted });
    const all = { fd: copy, bufsize: 6, flags: ["MSG_WAITALL" as const] };
    const { outcome } = await server.waiting("recv", all);
    await client.call("send", { fd, data: { text: "abc" } });
    await server.call("close", { fd: copy });
    expect(await errnoOf(server.call("recv", { fd: copy, bufsize: 1 }))).toBe("EBADF");
    await client.call("send", { fd, data: { text: "def" } });
    expect(text((await outcome).data)).toBe("abcdef");
    await client.call("send", { fd, data: { text: "more" } });
    expect(await server.receive(accepted)).toBe("more");
  });

  test("a call that waits on the one that was closed fails with EBADF when the last is, or its process ends", async ({
    bench,
  }) => {
    const [program, other] = [bench.program(), bench.program()];
    const fd = await program.bound(serverAddress, { type: "SOCK_DGRAM" });
    const waitOnCopy = async () => {
      const { fd: copy } = await program.call("dup", { fd });
      const { outcome } = await program.waiting("recv", { fd: copy, bufsize: 1 });
      await program.call("close", { fd: copy });
      return { outcome };
    };
    const [first, second] = [await waitOnCopy(), await waitOnCopy()];
    await program.call("close", { fd });
    for (const { outcome } of [first, second]) expect(await errnoOf(outcome)).toBe("EBADF");
    expect(await other.bound(serverAddress, { type: "SOCK_DGRAM" })).toBe(3);
    const { fds } = await program.call("socketpair", {});
    const { fd: copy } = await program.call("dup", { fd: fds[0] });
    const { outcome } = await program.waiting("recv", { fd: copy, bufsize: 1 });
    await program.call("close", { fd: copy });
    bench.lab.endProcess(program.pid, { status: 0, reason: "exited" });
    expect(await errnoOf(outcome)).toBe("EBADF");
  });

  test("keeps what is known of a bound socket: the copy sends from where the first was bound", async ({
    bench,
  }) => {
    const program = bench.program();
    const fd = await program.bound(serverAddress, { type: "SOCK_DGRAM" });
    const { fd: copy } = await program.call("dup", { fd });
    await program.call("sendto", { fd: copy, data: { text: "x" }, address: serverAddress });
    expect((await program.call("recvfrom", { fd, bufsize: 1 })).address).toEqual(serverAddress);
  });

  test("works for epoll instances; EBADF for what is not open, EMFILE when there is no room", async ({
    bench,
  }) => {
    const program = bench.program();
    const { fd: epoll } = await program.call("epoll_create1", {});
    const { fd: copy } = await program.call("dup", { fd: epoll });
    const target = await program.listening(serverAddress);
    await program.call("epoll_ctl", { fd: epoll, operation: "EPOLL_CTL_ADD", target, events: ["EPOLLIN"] });
    await program.call("connect", { fd: await program.socket(), address: serverAddress });
    const { events } = await program.call("epoll_wait", { fd: copy, maxevents: 1 });
    expect(events).toEqual([{ fd: target, events: ["EPOLLIN"] }]);
    expect(await errnoOf(program.call("dup", { fd: 99 }))).toBe("EBADF");
    const full = async () => {
      for (let count = 0; count <= limits.fdsPerProcess; count += 1) await program.call("dup", { fd: epoll });
    };
    expect(await failureOf(full)).toMatchObject({ errno: "EMFILE", syscall: "dup" });
    expect(await errnoOf(program.call("epoll_create1", {}))).toBe("EMFILE");
    expect(await errnoOf(program.call("socketpair", {}))).toBe("EMFILE");
  });
});

describeOnEachNetwork("socketpair", (test) => {
  test("gives two Unix sockets that are connected, streams or datagrams", async ({ bench }) => {
    const program = bench.program();
    for (const type of ["SOCK_STREAM", "SOCK_DGRAM"] as const) {
      const { fds } = await program.call("socketpair", { type });
      const [first, second] = fds;
      await program.call("send", { fd: first, data: { text: "ping" } });
      expect(await program.receive(second)).toBe("ping");
      await program.call("send", { fd: second, data: { text: "pong" } });
      const { data } = await program.call("recvfrom", { fd: first, bufsize: 9 });
      expect(text(data)).toBe("pong");
      expect(await program.name(first)).toEqual({ path: "" });
      const seen = bench.lab.sockets().filter((socket) => socket.fd === first || socket.fd === second);
      expect(seen.map(({ family, type: of, state }) => [family, of, state])).toEqual([
        ["AF_UNIX", type, "CONNECTED"],
        ["AF_UNIX", type, "CONNECTED"],
      ]);
    }
  });

  test("fails as the kernel says: EOPNOTSUPP for AF_INET, EPROTONOSUPPORT", async ({ bench }) => {
    const program = bench.program();
    expect(await errnoOf(program.call("socketpair", { family: "AF_INET" }))).toBe("EOPNOTSUPP");
    expect(await errnoOf(program.call("socketpair", { proto: 6 }))).toBe("EPROTONOSUPPORT");
    const sctp = { family: "AF_INET", proto: 132 } as const;
    expect(await errnoOf(program.call("socketpair", sctp))).toBe("EPROTONOSUPPORT");
  });
});

describeOnEachNetwork("close with SO_LINGER", (test) => {
  const linger = (onoff: number, seconds: number) => {
    const bytes = Buffer.from(Int32Array.of(onoff, seconds).buffer);
    return { level: "SOL_SOCKET", option: "SO_LINGER", value: { base64: bytes.toString("base64") } } as const;
  };

  test("0 resets the connection", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    await client.call("setsockopt", { fd, ...linger(1, 0) });
    const { outcome } = await server.waiting("recv", { fd: accepted, bufsize: 1 });
    await client.call("close", { fd });
    expect(await errnoOf(outcome)).toBe("ECONNRESET");
  });

  test("above 0 waits until the peer has all, and holds up nobody else", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    await client.call("setsockopt", { fd, ...linger(1, 60) });
    await client.call("settimeout", { fd, timeout: 0 });
    let sent = 0;
    const fill = async () => {
      const data = new Uint8Array(limits.dataBytes);
      for (;;) sent += (await client.call("send", { fd, data })).bytes;
    };
    expect(await errnoOf(fill)).toBe("EAGAIN");
    const { outcome } = await client.waiting("close", { fd });
    expect(await client.socket()).toBe(fd);
    let received = 0;
    for (;;) {
      const { data } = await server.call("recv", { fd: accepted, bufsize: limits.dataBytes });
      if (data.length === 0) break;
      received += data.length;
    }
    expect(received).toBe(sent);
    expect(await outcome).toEqual({});
  });

  test("ends with its process, also while it waits", async ({ bench }) => {
    const { client, fd } = await bench.connected();
    await client.call("setsockopt", { fd, ...linger(1, 60) });
    await client.call("settimeout", { fd, timeout: 0 });
    const data = new Uint8Array(limits.dataBytes);
    const fill = async () => {
      for (;;) await client.call("send", { fd, data });
    };
    expect(await errnoOf(fill)).toBe("EAGAIN");
    const { outcome } = await client.waiting("close", { fd });
    bench.lab.endProcess(client.pid, { status: 0, reason: "killed" });
    expect(await outcome).toEqual({});
  });
});
