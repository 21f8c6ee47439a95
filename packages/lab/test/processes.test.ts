import { limits } from "@sockpit/protocol";
import { stopReadiness } from "@sockpit/sockets";
import { expect, vi } from "vitest";
import {
  Bench,
  describeOnEachNetwork,
  errnoOf,
  failureOf,
  openKernelObjects,
  serverAddress,
} from "./support.js";

describeOnEachNetwork("A process", (test) => {
  test("has a pid from 1 up, that is not used again", async ({ bench }) => {
    expect([bench.program("a").pid, bench.program("b").pid]).toEqual([1, 2]);
    bench.lab.endProcess(2, { status: 0, reason: "exited" });
    expect(bench.program("c").pid).toBe(3);
    expect(bench.lab.info().processes).toEqual([
      { pid: 1, name: "a", state: "running", fds: [] },
      { pid: 3, name: "c", state: "running", fds: [] },
    ]);
  });

  test("has fds from 3 up, of which the lowest free one is taken", async ({ bench }) => {
    const program = bench.program();
    expect([await program.socket(), await program.socket(), await program.socket()]).toEqual([3, 4, 5]);
    await program.call("close", { fd: 4 });
    await program.call("close", { fd: 3 });
    expect([await program.socket(), await program.socket(), await program.socket()]).toEqual([3, 4, 6]);
    expect(bench.lab.info().processes[0]?.fds).toEqual([3, 4, 5, 6]);
  });

  test("has fds of its own: those of others are EBADF, as are closed ones, in every call", async ({
    bench,
  }) => {
    await bench.program().socket();
    const program = bench.program();
    const address = serverAddress;
    const data = { text: "x" };
    const calls = [
      program.call("bind", { fd: 3, address }),
      program.call("listen", { fd: 3 }),
      program.call("accept", { fd: 3 }),
      program.call("connect", { fd: 3, address }),
      program.call("connect_ex", { fd: 3, address }),
      program.call("send", { fd: 3, data }),
      program.call("sendall", { fd: 3, data }),
      program.call("sendto", { fd: 3, data, address }),
      program.call("recv", { fd: 3, bufsize: 1 }),
      program.call("recvfrom", { fd: 3, bufsize: 1 }),
      program.call("settimeout", { fd: 3, timeout: 1 }),
      program.call("getsockname", { fd: 3 }),
      program.call("getpeername", { fd: 3 }),
      program.call("shutdown", { fd: 3, how: "SHUT_WR" }),
      program.call("close", { fd: 3 }),
    ];
    for (const call of calls) {
      expect(await failureOf(call)).toMatchObject({
        errno: "EBADF",
        number: 9,
        message: "Bad file descriptor",
      });
    }
    expect(await errnoOf(program.call("close", { fd: 0 }))).toBe("EBADF");
  });

  test("has so many fds and no more: EMFILE from socket and accept, which loses no connection", async ({
    bench,
  }) => {
    const server = bench.program();
    const client = bench.program();
    const listener = await server.listening(serverAddress);
    // 0, 1, 2 and the listener are there already.
    for (let count = 4; count < limits.fdsPerProcess; count += 1) await server.socket();
    expect(await failureOf(server.call("socket", {}))).toMatchObject({ errno: "EMFILE", syscall: "socket" });
    await client.call("connect", { fd: await client.socket(), address: serverAddress });
    expect(await errnoOf(server.call("accept", { fd: listener }))).toBe("EMFILE");
    const highest = 1023;
    await server.call("close", { fd: highest });
    expect((await server.call("accept", { fd: listener })).fd).toBe(highest);
  });

  test("that waits is blocked, and running again afterwards", async ({ bench }) => {
    const program = bench.program();
    const listener = await program.listening(serverAddress);
    const { outcome } = await program.waiting("accept", { fd: listener });
    expect(bench.lab.info().processes[0]?.state).toBe("blocked");
    const client = bench.program();
    await client.call("connect", { fd: await client.socket(), address: serverAddress });
    await outcome;
    expect(bench.lab.info().processes[0]?.state).toBe("running");
  });

  test("that ends leaves no socket behind, and its waiting calls fail", async ({ bench }) => {
    const { server, client, listener, accepted, fd } = await bench.connected();
    const waitingCalls = [
      await server.waiting("accept", { fd: listener }),
      await server.waiting("recv", { fd: accepted, bufsize: 1 }),
    ];
    const { outcome } = await client.waiting("recv", { fd, bufsize: 1 });
    bench.lab.endProcess(server.pid, { status: 1, reason: "killed" });
    for (const call of waitingCalls) expect(await errnoOf(call.outcome)).toBe("EBADF");
    expect((await outcome).data).toHaveLength(0);
    expect(bench.lab.sockets().filter(({ pid }) => pid === server.pid)).toEqual([]);
    expect(bench.lab.sockets().filter(({ state }) => state === "LISTEN")).toEqual([]);
    bench.lab.endProcess(client.pid, { status: 0, reason: "exited" });
    await vi.waitFor(() => {
      expect(bench.lab.sockets().filter(({ state }) => state !== "TIME-WAIT")).toEqual([]);
    });
    const next = bench.program();
    const error = await errnoOf(next.call("connect", { fd: await next.socket(), address: serverAddress }));
    expect(error).toBe("ECONNREFUSED");
  });

  test("that has ended makes no calls: no_such_process", async ({ bench }) => {
    const program = bench.program();
    bench.lab.endProcess(program.pid, { status: 0, reason: "exited" });
    expect(await failureOf(program.call("socket", {}))).toMatchObject({
      kind: "protocol",
      code: "no_such_process",
      field: "pid",
    });
    const again = () => bench.lab.endProcess(program.pid, { status: 0, reason: "exited" });
    expect(await errnoOf(again)).toBe("no_such_process");
    expect(await errnoOf(() => bench.lab.write(program.pid, "stdout", "late"))).toBe("no_such_process");
  });

  test("is one of so many at once: too_many_processes", async ({ bench }) => {
    while (bench.lab.info().processes.length < limits.processesPerLab) bench.program();
    expect(await errnoOf(() => bench.program())).toBe("too_many_processes");
    bench.lab.endProcess(1, { status: 0, reason: "exited" });
    bench.program();
  });
});

describeOnEachNetwork("Closing a lab", (test, network) => {
  test("ends what waits, frees every fd, and lets nothing in afterwards", async () => {
    await stopReadiness();
    const before = openKernelObjects();
    const bench = new Bench(network);
    const { server, client, listener, accepted, fd } = await bench.connected();
    await client.bound({ host: "127.0.0.1", port: 8088 }, { type: "SOCK_DGRAM" });
    await client.listening({ path: "x.sock" }, { family: "AF_UNIX" });
    await client.call("connect", { fd: await client.socket(), address: serverAddress });
    const outcomes = [
      (await client.waiting("recv", { fd, bufsize: 1 })).outcome,
      (await server.waiting("recv", { fd: accepted, bufsize: 1 })).outcome,
    ];
    const ended = bench.observe();
    bench.close();
    bench.close();
    for (const outcome of outcomes) expect(await errnoOf(outcome)).toBe("EBADF");
    expect(ended.of("processEnded")).toMatchObject([
      { pid: server.pid, reason: "labClosed" },
      { pid: client.pid, reason: "labClosed" },
    ]);
    expect(bench.lab.isClosed).toBe(true);
    expect(await errnoOf(() => bench.program())).toBe("no_such_lab");
    expect(await errnoOf(server.call("accept", { fd: listener }))).toBe("no_such_process");
    await stopReadiness();
    expect(openKernelObjects()).toEqual(before);
  });

  test("takes unbound and half-made sockets too", async () => {
    await stopReadiness();
    const before = openKernelObjects();
    const bench = new Bench(network);
    const program = bench.program();
    const listener = await program.listening(serverAddress);
    const { outcome } = await program.waiting("accept", { fd: listener });
    await program.socket();
    await program.socket({ type: "SOCK_DGRAM" });
    bench.close();
    expect(await errnoOf(outcome)).toBe("EBADF");
    await stopReadiness();
    expect(openKernelObjects()).toEqual(before);
  });
});
