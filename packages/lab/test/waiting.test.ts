import { Interrupter } from "@sockpit/sockets";
import { expect } from "vitest";
import { describeOnEachNetwork, errnoOf, failureOf, serverAddress } from "./support.js";

describeOnEachNetwork("A call that waits", (test) => {
  test("times out after the socket's seconds: accept, recv, recvfrom, connect", async ({ bench }) => {
    const { server, client, listener, fd } = await bench.connected();
    await server.call("settimeout", { fd: listener, timeout: 0.05 });
    await client.call("settimeout", { fd, timeout: 0.05 });
    const startedAtMs = performance.now();
    expect(await failureOf(server.call("accept", { fd: listener }))).toEqual({
      kind: "timeout",
      syscall: "accept",
      message: "timed out",
    });
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(50);
    expect(await errnoOf(client.call("recv", { fd, bufsize: 1 }))).toBe("timeout");
    expect(await errnoOf(client.call("recvfrom", { fd, bufsize: 1 }))).toBe("timeout");
  });

  test("does not wait with timeout 0: EAGAIN 11, and EINPROGRESS 115 from connect", async ({ bench }) => {
    const { server, client, listener, fd } = await bench.connected();
    const other = await client.socket();
    for (const [program, of] of [
      [server, listener],
      [client, fd],
      [client, other],
    ] as const) {
      await program.call("settimeout", { fd: of, timeout: 0 });
    }
    const observed = bench.observe();
    const error = await failureOf(server.call("accept", { fd: listener }));
    expect(error).toMatchObject({ errno: "EAGAIN", number: 11, syscall: "accept" });
    expect(await errnoOf(client.call("recv", { fd, bufsize: 1 }))).toBe("EAGAIN");
    const begun = await failureOf(client.call("connect", { fd: other, address: serverAddress }));
    expect(begun).toMatchObject({ errno: "EINPROGRESS", number: 115, syscall: "connect" });
    expect(observed.of("callBlocked")).toEqual([]);
    observed.stop();
  });

  test("waits again without bound after settimeout null", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    await client.call("settimeout", { fd, timeout: 0 });
    await client.call("settimeout", { fd, timeout: null });
    const { outcome } = await client.waiting("recv", { fd, bufsize: 9 });
    await server.call("send", { fd: accepted, data: { text: "x" } });
    expect((await outcome).data).toHaveLength(1);
  });

  test("ends with EINTR when it is cancelled, and the socket goes on", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    const interrupter = new Interrupter();
    const { outcome } = await client.waiting("recv", { fd, bufsize: 9 }, interrupter);
    interrupter.interrupt();
    expect(await failureOf(outcome)).toEqual({
      kind: "errno",
      errno: "EINTR",
      number: 4,
      syscall: "recv",
      message: "Interrupted system call",
    });
    await server.call("send", { fd: accepted, data: { text: "still here" } });
    expect(await client.receive(fd)).toBe("still here");
  });

  test("ends with EBADF when another call closes its fd, and never takes what the next owner gets", async ({
    bench,
  }) => {
    const program = bench.program();
    const udp = { type: "SOCK_DGRAM" } as const;
    const fd = await program.bound(serverAddress, udp);
    const { outcome } = await program.waiting("recv", { fd, bufsize: 9 });
    await program.call("close", { fd });
    expect(await program.bound(serverAddress, udp)).toBe(fd);
    const sender = { fd: await program.socket(udp), data: { text: "new" }, address: serverAddress };
    await program.call("sendto", sender);
    expect(await errnoOf(outcome)).toBe("EBADF");
    expect(await program.receive(fd)).toBe("new");
  });

  test("two that wait on one socket are both served", async ({ bench }) => {
    const program = bench.program();
    const listener = await program.listening(serverAddress);
    const first = await program.waiting("accept", { fd: listener });
    const second = await program.waiting("accept", { fd: listener });
    const client = bench.program();
    await client.call("connect", { fd: await client.socket(), address: serverAddress });
    await client.call("connect", { fd: await client.socket(), address: serverAddress });
    const fds = [(await first.outcome).fd, (await second.outcome).fd];
    expect(fds.sort()).toEqual([4, 5]);
  });
});
