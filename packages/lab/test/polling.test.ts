import { Interrupter } from "@sockpit/sockets";
import { expect } from "vitest";
import { describeOnEachNetwork, errnoOf, serverAddress } from "./support.js";

const udp = { type: "SOCK_DGRAM" } as const;

describeOnEachNetwork("poll", (test) => {
  test("says at once what is ready, in the order asked", async ({ bench }) => {
    const { server, client, listener, accepted, fd } = await bench.connected();
    await client.call("send", { fd, data: { text: "x" } });
    const asked = [
      { fd: accepted, events: ["POLLIN", "POLLOUT"] },
      { fd: listener, events: ["POLLIN"] },
    ] as const;
    const fds = asked.map(({ fd: of, events }) => ({ fd: of, events: [...events] }));
    const { ready } = await server.call("poll", { fds, timeout: 5 });
    expect(ready).toEqual([{ fd: accepted, events: ["POLLIN", "POLLOUT"] }]);
  });

  test("waits for any of several, also for a connection to accept", async ({ bench }) => {
    const { server, client, listener, accepted } = await bench.connected();
    const fds = [accepted, listener].map((fd) => ({ fd, events: ["POLLIN" as const] }));
    const { outcome } = await server.waiting("poll", { fds, timeout: null });
    await client.call("connect", { fd: await client.socket(), address: serverAddress });
    expect(await outcome).toEqual({ ready: [{ fd: listener, events: ["POLLIN"] }] });
  });

  test("may be asked for one fd twice, and answers twice", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    const fds = [["POLLIN" as const], ["POLLRDHUP" as const]].map((events) => ({ fd: accepted, events }));
    const { outcome } = await server.waiting("poll", { fds, timeout: null });
    await client.call("close", { fd });
    expect(await outcome).toEqual({ ready: fds });
  });

  test("gives nothing when its time is up, and does not fail", async ({ bench }) => {
    const { client, fd } = await bench.connected();
    const fds = [{ fd, events: ["POLLIN" as const] }];
    const startedAtMs = performance.now();
    expect(await client.call("poll", { fds, timeout: 0.05 })).toEqual({ ready: [] });
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(50);
    expect(await client.call("poll", { fds, timeout: 0 })).toEqual({ ready: [] });
    expect(await client.call("poll", { fds: [], timeout: 0.01 })).toEqual({ ready: [] });
  });

  test("reports what was not asked for: POLLHUP, POLLERR, POLLNVAL", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket();
    const fds = [fd, 99].map((of) => ({ fd: of, events: [] }));
    expect(await program.call("poll", { fds, timeout: 5 })).toEqual({
      ready: [
        { fd, events: ["POLLHUP"] },
        { fd: 99, events: ["POLLNVAL"] },
      ],
    });
    const refused = await program.socket(udp);
    await program.call("connect", { fd: refused, address: serverAddress });
    await program.call("send", { fd: refused, data: { text: "x" } });
    const { ready } = await program.call("poll", { fds: [{ fd: refused, events: [] }], timeout: 5 });
    expect(ready).toEqual([{ fd: refused, events: ["POLLERR"] }]);
  });

  test("sees POLLRDHUP when the peer has shut its side", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    const { outcome } = await server.waiting("poll", {
      fds: [{ fd: accepted, events: ["POLLRDHUP"] }],
      timeout: null,
    });
    await client.call("shutdown", { fd, how: "SHUT_WR" });
    expect(await outcome).toEqual({ ready: [{ fd: accepted, events: ["POLLRDHUP"] }] });
  });

  test("wakes with POLLNVAL for an fd that is closed meanwhile", async ({ bench }) => {
    const { client, fd } = await bench.connected();
    const { outcome } = await client.waiting("poll", { fds: [{ fd, events: ["POLLIN"] }], timeout: null });
    await client.call("close", { fd });
    expect(await outcome).toEqual({ ready: [{ fd, events: ["POLLNVAL"] }] });
  });

  test("ends with EINTR when it is cancelled", async ({ bench }) => {
    const { client, fd } = await bench.connected();
    const interrupter = new Interrupter();
    const asked = { fds: [{ fd, events: ["POLLIN" as const] }], timeout: null };
    const { outcome } = await client.waiting("poll", asked, interrupter);
    interrupter.interrupt();
    expect(await errnoOf(outcome)).toBe("EINTR");
  });

  test("sees urgent data as POLLPRI, which MSG_OOB takes and never waits for", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    const urgent = { fds: [{ fd: accepted, events: ["POLLPRI" as const] }], timeout: null };
    const { outcome } = await server.waiting("poll", urgent);
    await client.call("send", { fd, data: { text: "ab!" }, flags: ["MSG_OOB"] });
    expect((await outcome).ready).toEqual([{ fd: accepted, events: ["POLLPRI"] }]);
    const take = { fd: accepted, bufsize: 1, flags: ["MSG_OOB" as const] };
    expect((await server.call("recv", take)).data).toEqual(Uint8Array.of(33));
    expect(await errnoOf(server.call("recv", take))).toBe("EINVAL");
    expect(await server.receive(accepted)).toBe("ab");
  });

  test("finds urgent data in the stream with SO_OOBINLINE", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    const inline = { fd: accepted, level: "SOL_SOCKET", option: "SO_OOBINLINE", value: 1 } as const;
    await server.call("setsockopt", inline);
    await client.call("send", { fd, data: { text: "?" }, flags: ["MSG_OOB"] });
    expect(await server.receive(accepted)).toBe("?");
  });
});

describeOnEachNetwork("epoll", (test) => {
  test("watches, waits, and gives the fd that it was given", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    const { fd: epoll } = await server.call("epoll_create1", {});
    const add = { fd: epoll, operation: "EPOLL_CTL_ADD", target: accepted, events: ["EPOLLIN"] } as const;
    await server.call("epoll_ctl", { ...add, events: ["EPOLLIN"] });
    const wait = { fd: epoll, maxevents: 8 };
    expect(await server.call("epoll_wait", { ...wait, timeout: 0 })).toEqual({ events: [] });
    const { outcome } = await server.waiting("epoll_wait", { ...wait, timeout: null });
    await client.call("send", { fd, data: { text: "x" } });
    const seen = { events: [{ fd: accepted, events: ["EPOLLIN"] }] };
    expect(await outcome).toEqual(seen);
    expect(await server.call("epoll_wait", { ...wait, timeout: 0 })).toEqual(seen);
    expect(await server.receive(accepted)).toBe("x");
    expect(await server.call("epoll_wait", { ...wait, timeout: 0.01 })).toEqual({ events: [] });
  });

  test("edge-triggered reports once, one-shot until it is armed again", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    const { fd: epoll } = await server.call("epoll_create1", {});
    const control = { fd: epoll, target: accepted } as const;
    const look = async () =>
      (await server.call("epoll_wait", { fd: epoll, maxevents: 8, timeout: 0 })).events.length;
    await server.call("epoll_ctl", {
      ...control,
      operation: "EPOLL_CTL_ADD",
      events: ["EPOLLIN", "EPOLLET"],
    });
    await client.call("send", { fd, data: { text: "x" } });
    const first = await server.call("epoll_wait", { fd: epoll, maxevents: 8, timeout: null });
    expect(first.events).toHaveLength(1);
    expect(await look()).toBe(0);
    const oneShot = { ...control, operation: "EPOLL_CTL_MOD", events: ["EPOLLIN", "EPOLLONESHOT"] } as const;
    await server.call("epoll_ctl", { ...oneShot, events: [...oneShot.events] });
    expect([await look(), await look()]).toEqual([1, 0]);
    await server.call("epoll_ctl", { ...oneShot, events: [...oneShot.events] });
    expect(await look()).toBe(1);
    await server.call("epoll_ctl", { ...control, operation: "EPOLL_CTL_DEL" });
    expect(await errnoOf(server.call("epoll_ctl", { ...control, operation: "EPOLL_CTL_DEL" }))).toBe(
      "ENOENT",
    );
  });

  test("forgets what is closed, and can itself be polled", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    const { fd: epoll } = await server.call("epoll_create1", {});
    await server.call("epoll_ctl", {
      fd: epoll,
      operation: "EPOLL_CTL_ADD",
      target: accepted,
      events: ["EPOLLIN"],
    });
    const fds = [{ fd: epoll, events: ["POLLIN" as const] }];
    const { outcome } = await server.waiting("poll", { fds, timeout: null });
    await client.call("send", { fd, data: { text: "x" } });
    expect(await outcome).toEqual({ ready: [{ fd: epoll, events: ["POLLIN"] }] });
    await server.call("close", { fd: accepted });
    expect(await server.call("epoll_wait", { fd: epoll, maxevents: 1, timeout: 0 })).toEqual({ events: [] });
  });

  test("a wait ends with EBADF when the instance is closed", async ({ bench }) => {
    const program = bench.program();
    const { fd } = await program.call("epoll_create1", {});
    const { outcome } = await program.waiting("epoll_wait", { fd, maxevents: 1, timeout: null });
    await program.call("close", { fd });
    expect(await errnoOf(outcome)).toBe("EBADF");
  });

  test("fails as the kernel says: EEXIST, EINVAL, EBADF", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket();
    const { fd: epoll } = await program.call("epoll_create1", {});
    const add = { fd: epoll, operation: "EPOLL_CTL_ADD" } as const;
    await program.call("epoll_ctl", { ...add, target: fd });
    expect(await errnoOf(program.call("epoll_ctl", { ...add, target: fd }))).toBe("EEXIST");
    expect(await errnoOf(program.call("epoll_ctl", { ...add, target: 99 }))).toBe("EBADF");
    expect(await errnoOf(program.call("epoll_ctl", { ...add, target: epoll }))).toBe("EINVAL");
    expect(await errnoOf(program.call("epoll_ctl", { ...add, fd, target: epoll }))).toBe("EINVAL");
    expect(await errnoOf(program.call("epoll_wait", { fd, maxevents: 1 }))).toBe("EINVAL");
    expect(await errnoOf(program.call("epoll_wait", { fd: epoll, maxevents: 0 }))).toBe("EINVAL");
    expect(await errnoOf(program.call("recv", { fd: epoll, bufsize: 1 }))).toBe("ENOTSOCK");
  });
});
