import { spawnSync } from "node:child_process";
import { type Address, bounds, Interrupter, stopReadiness } from "@sockpit/sockets";
import { expect, vi } from "vitest";
import {
  bytes,
  describeInNamespace,
  errnoOf,
  failureOf,
  loopback,
  type Network,
  test,
  text,
  waiting,
} from "./support.js";

describeInNamespace("A call that has to wait", () => {
  test("says so once, and one that need not wait does not", async ({ network }) => {
    const { client, server } = await network.pair();
    const onWait = vi.fn();
    await client.send(bytes("a"), { onWait });
    await server.recv(1, { onWait });
    expect(onWait).not.toHaveBeenCalled();
    const { call } = await waiting((blocked) => {
      onWait.mockImplementation(blocked);
      return server.recv(2, { flags: ["MSG_WAITALL"], onWait });
    });
    await client.send(bytes("b"));
    await client.send(bytes("c"));
    await call;
    expect(onWait).toHaveBeenCalledTimes(1);
  });

  test("keeps what it sends and gives memory of its own, also where its caller borrows", async ({
    network,
  }) => {
    const { client, server } = await network.pair();
    const borrowed = { borrows: true };
    await client.send(bytes("first"));
    expect(text(await server.recv(5, borrowed))).toBe("first");
    const { call } = await waiting((onWait) => server.recv(5, { ...borrowed, onWait }));
    await client.send(bytes("later"));
    const later = await call;
    await client.send(bytes("other"));
    expect(text(await server.recv(5, borrowed))).toBe("other");
    expect(text(later)).toBe("later");
    const sent = new Uint8Array(8 * 1024 * 1024).fill(1);
    const { call: sending } = await waiting((onWait) => client.send(sent, { onWait }));
    sent.fill(2);
    let received = 0;
    while (received < sent.length) {
      const data = await server.recv(bounds.dataBytes, borrowed);
      expect(data.includes(2)).toBe(false);
      received += data.length;
    }
    expect(await sending).toBe(sent.length);
  });

  test("fails with timeout after the socket's seconds, not before", async ({ network }) => {
    const { client } = await network.pair();
    client.timeout = 0.05;
    const startMs = performance.now();
    expect(await failureOf(() => client.recv(1))).toMatchObject({
      name: "TimeoutError",
      syscall: "recv",
      message: "recv: timed out",
    });
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(50);
    const listener = network.listen(loopback);
    listener.timeout = 0.01;
    expect(await errnoOf(() => listener.accept())).toBe("TimeoutError");
    client.timeout = bounds.timeoutSeconds;
    const { call } = await waiting((onWait) => client.recv(1, { onWait }));
    client.close();
    expect(await errnoOf(() => call)).toBe("EBADF");
  });

  test("fails at once with timeout 0 or MSG_DONTWAIT: EAGAIN, connect EINPROGRESS", async ({ network }) => {
    const { client } = await network.pair();
    const onWait = vi.fn();
    expect(await errnoOf(() => client.recv(1, { flags: ["MSG_DONTWAIT"], onWait }))).toBe("EAGAIN");
    client.timeout = 0;
    expect(await errnoOf(() => client.recv(1, { onWait }))).toBe("EAGAIN");
    const listener = network.listen(loopback);
    listener.timeout = 0;
    expect(await errnoOf(() => listener.accept({ onWait }))).toBe("EAGAIN");
    const other = network.open();
    other.timeout = 0;
    expect(await other.connectEx(listener.getsockname(), { onWait })).toBe("EINPROGRESS");
    expect(onWait).not.toHaveBeenCalled();
  });

  test("an accepted socket waits for ever, whatever the listener's timeout", async ({ network }) => {
    const listener = network.listen(loopback);
    listener.timeout = 5;
    await network.open().connect(listener.getsockname());
    expect((await network.accept(listener)).timeout).toBeNull();
  });

  test("is woken by close with EBADF, all that wait", async ({ network }) => {
    const { server } = await network.pair();
    const first = await waiting((onWait) => server.recv(1, { onWait }));
    const second = await waiting((onWait) => server.recvfrom(1, { onWait }));
    server.close();
    expect(await failureOf(() => first.call)).toMatchObject({ errno: "EBADF", syscall: "recv" });
    expect(await failureOf(() => second.call)).toMatchObject({ errno: "EBADF", syscall: "recvfrom" });
  });

  test("ends with EINTR when aborted, and before it begins where that was earlier", async ({ network }) => {
    const { client, server } = await network.pair();
    const interrupter = new Interrupter();
    const options = { interrupter };
    const { call } = await waiting((onWait) => server.recv(1, { onWait, ...options }));
    interrupter.interrupt();
    expect(await failureOf(() => call)).toMatchObject({ errno: "EINTR", number: 4, syscall: "recv" });
    await client.send(bytes("x"));
    expect(await errnoOf(() => server.recv(1, options))).toBe("EINTR");
    expect(text(await server.recv(1))).toBe("x");
    expect(await errnoOf(() => network.open().connectEx(loopback, options))).toBe("EINTR");
  });

  test("aborted in MSG_WAITALL gives what came so far", async ({ network }) => {
    const { client, server } = await network.pair();
    await client.send(bytes("ab"));
    const interrupter = new Interrupter();
    const { call } = await waiting((onWait) =>
      server.recv(9, { flags: ["MSG_WAITALL"], onWait, interrupter }),
    );
    interrupter.interrupt();
    expect(text(await call)).toBe("ab");
  });

  test("an aborted accept loses no connection", async ({ network }) => {
    const listener = network.listen(loopback);
    const interrupter = new Interrupter();
    const { call } = await waiting((onWait) => listener.accept({ onWait, interrupter }));
    const client = network.open();
    await client.connect(listener.getsockname());
    interrupter.interrupt();
    const outcome = await call.then(
      ({ socket }) => network.keep(socket),
      () => network.accept(listener),
    );
    expect(outcome.getpeername()).toEqual(client.getsockname());
  });

  test("shares the socket with others: each accept gets a connection, and both directions go on", async ({
    network,
  }) => {
    const listener = network.listen(loopback);
    const calls = [1, 2, 3].map(() => network.accept(listener));
    for (const _ of calls) await network.open().connect(listener.getsockname());
    const ports = new Set((await Promise.all(calls)).map((socket) => JSON.stringify(socket.getpeername())));
    expect(ports.size).toBe(3);

    const { client, server } = await network.pair();
    const data = new Uint8Array(8 * 1024 * 1024);
    const reading = await waiting((onWait) => client.recv(1, { onWait }));
    const writing = await waiting((onWait) => client.sendall(data, { onWait }));
    await server.send(bytes("r"));
    expect(text(await reading.call)).toBe("r");
    for (let left = data.length; left > 0; ) left -= (await server.recv(bounds.dataBytes)).length;
    await writing.call;
  });

  test("is never woken by readiness that was meant for an earlier owner of its fd number", async ({
    network,
  }) => {
    const listener = network.listen(loopback);
    for (let round = 0; round < 50; round += 1) {
      const clients = [network.open(), network.open()];
      for (const client of clients) await client.connect(listener.getsockname());
      const [first, second] = clients;
      const owner = await network.accept(listener);
      const old = await waiting((onWait) => owner.recv(1, { onWait }));
      const oldErrno = errnoOf(() => old.call);
      const { fd } = owner;
      // The report of these bytes is on its way from the helper thread while the fd gets a new owner.
      await first?.send(bytes("late"));
      owner.close();
      const heir = await network.accept(listener);
      expect(heir.fd).toBe(fd);
      const onWait = vi.fn();
      const pending = heir.recv(9, { onWait });
      expect(onWait).toHaveBeenCalledOnce();
      expect(await oldErrno).toBe("EBADF");
      await second?.send(bytes("mine"));
      expect(text(await pending)).toBe("mine");
      for (const socket of [...clients, heir]) socket.close();
    }
  });

  test("connect waits for a full backlog without anything being accepted ahead of the program", async ({
    network,
  }) => {
    const listener = network.listen(loopback, { backlog: 0 });
    const address = listener.getsockname();
    await network.open().connect(address);
    const last = network.open();
    last.timeout = 0.1;
    expect(await errnoOf(() => last.connect(address))).toBe("TimeoutError");
    expect(network.entry(last)?.state).toBe("SYN-SENT");
    expect(await last.connectEx(address)).toBe("EALREADY");
    expect(network.entry(listener)?.acceptQueue).toEqual({ length: 1, limit: 0 });
    last.timeout = null;
    const { call } = await waiting((onWait) => last.connect(address, { onWait }));
    await network.accept(listener);
    await call;
    expect(last.getpeername()).toEqual(address);
    expect(await last.connectEx(address)).toBe("EISCONN");
  });

  test("connectEx gives EAGAIN for a timeout", async ({ network }) => {
    const address = fullListener(network);
    await network.open().connect(address);
    const client = network.open();
    client.timeout = 0.01;
    expect(await client.connectEx(address)).toBe("EAGAIN");
  });

  test("after a refusal with a timeout the next connect is ECONNABORTED, as in CPython", async ({
    network,
  }) => {
    const listener = network.listen(loopback);
    const address = listener.getsockname();
    listener.close();
    const client = network.open();
    client.timeout = 1;
    const outcomes = [await client.connectEx(address), await client.connectEx(address)];
    expect(outcomes).toEqual(["ECONNREFUSED", "ECONNABORTED"]);
  });

  test("ends with EINTR when readiness is stopped, and the next wait starts it again", async ({
    network,
  }) => {
    const { client, server } = await network.pair();
    const { call } = await waiting((onWait) => server.recv(1, { onWait }));
    const stopped = stopReadiness();
    expect(await errnoOf(() => call)).toBe("EINTR");
    await stopped;
    const again = await waiting((onWait) => server.recv(1, { onWait }));
    await client.send(bytes("x"));
    expect(text(await again.call)).toBe("x");
  });

  test("keeps the process alive while it waits, and not afterwards", () => {
    const program = (wait: string) => `
      import { Interrupter, NetworkNamespace, Socket } from "@sockpit/sockets";
      const namespace = NetworkNamespace.create();
      const listener = Socket.open({ namespace });
      listener.bind({ host: "127.0.0.1", port: 0 });
      listener.listen(1);
      ${wait}`;
    const run = (wait: string) => {
      const args = ["--input-type=module", "--eval", program(wait)];
      return spawnSync(process.execPath, args, {
        cwd: import.meta.dirname,
        encoding: "utf8",
        timeout: 20_000,
      });
    };
    const waits = run(
      `listener.timeout = 0.3; await listener.accept().catch((e) => console.log(e.message));`,
    );
    expect(waits).toMatchObject({ status: 0, stdout: "accept: timed out\n" });
    const signalled = run(`
      const interrupter = new Interrupter();
      listener.timeout = 1000;
      const accept = listener.accept({ interrupter, onWait: () => setTimeout(() => interrupter.interrupt(), 50) });
      await accept.catch((e) => console.log(e.errno));`);
    expect(signalled).toMatchObject({ status: 0, stdout: "EINTR\n" });
    expect(run(`listener.accept({ onWait: () => process.exit(7) });`).status).toBe(7);
  });
});

/** Where the second connection's SYN is dropped. */
function fullListener(network: Network): Address {
  return network.listen(loopback, { backlog: 0 }).getsockname();
}
