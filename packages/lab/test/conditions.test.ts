import type { CallCondition, CallConditionKind } from "@sockpit/protocol";
import { Interrupter } from "@sockpit/sockets";
import { expect } from "vitest";
import {
  type Bench,
  describeOnEachNetwork,
  describeOnKernel,
  errnoOf,
  type Program,
  serverAddress,
  testOn,
  text,
} from "./support.js";

function set(bench: Bench, conditions: CallCondition[], seed = 7): void {
  bench.lab.setConditions({ conditions, seed });
}

/** What is read of a connection until its end, call by call. */
async function readAll(program: Program, fd: number): Promise<string[]> {
  const parts: string[] = [];
  for (;;) {
    const part = await program.receive(fd);
    if (part === "") return parts;
    parts.push(part);
  }
}

const sizes = (parts: readonly string[]) => parts.map(({ length }) => length);

describeOnEachNetwork("Short reads", (test) => {
  test("give a TCP program no more bytes at once than they say, and lose none", async ({ bench }) => {
    set(bench, [{ kind: "shortReads", min: 1, max: 3, processes: ["client"] }]);
    const { server, client, accepted, fd } = await bench.connected();
    const observed = bench.observe();
    await server.call("sendall", { fd: accepted, data: { text: "the quick brown fox" } });
    await server.call("close", { fd: accepted });
    const parts = await readAll(client, fd);
    expect(parts.join("")).toBe("the quick brown fox");
    expect(Math.max(...sizes(parts))).toBe(3);
    expect(new Set(sizes(parts)).size).toBeGreaterThan(1);
    const reads = observed.of("callEnded").filter(({ command }) => command === "recv");
    const changed = reads.filter(({ conditions }) => conditions !== undefined);
    expect(changed.map(({ conditions }) => conditions)).toEqual(changed.map(() => ["shortReads"]));
    // The end of the stream is the kernel's own.
    expect(reads.at(-1)?.conditions).toBeUndefined();
    expect(changed.length).toBeGreaterThanOrEqual(parts.length - 1);
    observed.stop();
  });

  test("are the same again with the same seed, and others with another", async ({ bench }) => {
    const runs: number[][] = [];
    for (const [at, seed] of [7, 7, 8].entries()) {
      set(bench, [{ kind: "shortReads", min: 1, max: 9 }], seed);
      const server = bench.program("server");
      const client = bench.program("client");
      const address = { host: "127.0.0.1", port: 8100 + at };
      const listener = await server.listening(address);
      const fd = await client.socket();
      await client.call("connect", { fd, address });
      const { fd: accepted } = await server.call("accept", { fd: listener });
      await server.call("sendall", { fd: accepted, data: { text: "x".repeat(60) } });
      await server.call("close", { fd: accepted });
      runs.push(sizes(await readAll(client, fd)));
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).not.toEqual(runs[0]);
  });

  test("give what was peeked at, and MSG_WAITALL and SO_RCVLOWAT what they ask for", async ({ bench }) => {
    set(bench, [{ kind: "shortReads", min: 2, max: 2 }]);
    const { server, client, accepted, fd } = await bench.connected();
    await server.call("sendall", { fd: accepted, data: { text: "0123456789abcdef" } });
    const peek = async () => text((await client.call("recv", { fd, bufsize: 9, flags: ["MSG_PEEK"] })).data);
    expect([await peek(), await peek(), await peek()]).toEqual(["01", "0123", "012345"]);
    expect(await client.receive(fd, 5)).toBe("01234");
    expect(await client.receive(fd, 5)).toBe("5");
    expect(await client.receive(fd, 5)).toBe("67");
    expect(text((await client.call("recv", { fd, bufsize: 4, flags: ["MSG_WAITALL"] })).data)).toBe("89ab");
    await client.call("setsockopt", { fd, level: "SOL_SOCKET", option: "SO_RCVLOWAT", value: 3 });
    expect(await client.receive(fd)).toBe("cde");
  });

  test("leave alone what no network cuts: datagrams, Unix sockets, pipes, and who waits for edges", async ({
    bench,
  }) => {
    set(bench, [
      { kind: "shortReads", min: 1, max: 1 },
      { kind: "shortWrites", min: 1, max: 1 },
    ]);
    const program = bench.program();
    const datagram = await program.bound(serverAddress, { type: "SOCK_DGRAM" });
    await program.call("sendto", { fd: datagram, data: { text: "whole" }, address: serverAddress });
    expect(await program.receive(datagram)).toBe("whole");
    const { fds } = await program.call("socketpair", {});
    const [one = -1, other = -1] = fds;
    expect(await program.call("send", { fd: one, data: { text: "whole" } })).toEqual({ bytes: 5 });
    expect(await program.receive(other)).toBe("whole");
    const { fds: pipe } = await program.call("pipe2", {});
    const [reading = -1, writing = -1] = pipe;
    await program.call("write", { fd: writing, data: { text: "whole" } });
    expect(text((await program.call("read", { fd: reading, bufsize: 9 })).data)).toBe("whole");

    const { server, client, accepted, fd } = await bench.connected();
    const { fd: epoll } = await client.call("epoll_create1", {});
    await client.call("epoll_ctl", {
      fd: epoll,
      operation: "EPOLL_CTL_ADD",
      target: fd,
      events: ["EPOLLIN", "EPOLLET"],
    });
    await server.call("sendall", { fd: accepted, data: { text: "whole" } });
    expect(await client.receive(fd)).toBe("whole");
  });
});

describeOnEachNetwork("Short writes", (test) => {
  test("take fewer bytes from send and all of them from sendall", async ({ bench }) => {
    set(bench, [{ kind: "shortWrites", min: 4, max: 4, processes: ["client"] }]);
    const { server, client, accepted, fd } = await bench.connected();
    const observed = bench.observe();
    expect(await client.call("send", { fd, data: { text: "0123456789" } })).toEqual({ bytes: 4 });
    expect(await client.call("write", { fd, data: { text: "456" } })).toEqual({ bytes: 3 });
    await client.call("sendall", { fd, data: { text: "789abcdef" } });
    expect(await client.call("sendmsg", { fd, data: { text: "ghijkl" } })).toEqual({ bytes: 4 });
    await client.call("close", { fd });
    expect((await readAll(server, accepted)).join("")).toBe("0123456789abcdefghij");
    expect(observed.of("callEnded").map(({ command, conditions }) => [command, conditions])).toEqual(
      expect.arrayContaining([
        ["send", ["shortWrites"]],
        ["write", undefined],
        ["sendall", undefined],
        ["sendmsg", ["shortWrites"]],
      ]),
    );
    observed.stop();
  });
});

describeOnEachNetwork("A slow peer", (test) => {
  test("pauses before each call that connects, accepts, sends or receives", async ({ bench }) => {
    set(bench, [{ kind: "slowPeer", delaySeconds: 0.03 }]);
    const observed = bench.observe();
    const { server, client, accepted, fd } = await bench.connected();
    await client.call("send", { fd, data: { text: "hi" } });
    expect(await server.receive(accepted)).toBe("hi");
    const ended = observed.of("callEnded");
    const slow = ended.filter(({ conditions }) => conditions !== undefined);
    expect(slow.map(({ command }) => command)).toEqual(["connect", "accept", "send", "recv"]);
    for (const { durationUs } of slow) expect(durationUs).toBeGreaterThanOrEqual(29_000);
    expect(ended.length).toBeGreaterThan(slow.length);
    observed.stop();
  });

  test("can be interrupted, and ends with its process", async ({ bench }) => {
    set(bench, [{ kind: "slowPeer", delaySeconds: 600 }]);
    const program = bench.program();
    const fd = await program.bound(serverAddress, { type: "SOCK_DGRAM" });
    const interrupter = new Interrupter();
    const interrupted = program.call("recv", { fd, bufsize: 1 }, interrupter);
    interrupter.interrupt();
    expect(await errnoOf(interrupted)).toBe("EINTR");
    const left = program.call("recv", { fd, bufsize: 1 });
    bench.lab.endProcess(program.pid, { status: 0, reason: "killed" });
    expect(await errnoOf(left)).toBe("EBADF");
  });
});

describeOnEachNetwork("A reset after some bytes", (test) => {
  test("comes to both ends, as one from outside does", async ({ bench }) => {
    set(bench, [{ kind: "resetAfter", lengthBytes: 5, processes: ["client"] }]);
    const { server, client, accepted, fd } = await bench.connected();
    const observed = bench.observe();
    await client.call("send", { fd, data: { text: "abc" } });
    await server.call("send", { fd: accepted, data: { text: "0123456789" } });
    expect(await client.receive(fd)).toBe("01");
    expect(await errnoOf(client.call("recv", { fd, bufsize: 1 }))).toBe("ECONNRESET");
    expect(await client.receive(fd)).toBe("");
    expect(await errnoOf(client.call("send", { fd, data: { text: "x" } }))).toBe("EPIPE");
    expect(await server.receive(accepted)).toBe("abc");
    expect(await errnoOf(server.call("recv", { fd: accepted, bufsize: 1 }))).toBe("ECONNRESET");
    expect(await server.receive(accepted)).toBe("");
    const reset = await observed.until("packet", ({ tcp }) => tcp?.flags.includes("RST") === true);
    expect(reset).toBeDefined();
    const changed = observed.of("callEnded").filter(({ conditions }) => conditions !== undefined);
    expect(changed.map(({ command, conditions }) => [command, conditions])).toEqual([
      ["recv", ["resetAfter"]],
    ]);
    expect(bench.lab.sockets().map(({ state }) => state)).toEqual(["LISTEN", "CLOSED", "CLOSED"]);
    expect(observed.of("viewCorrected")).toEqual([]);
    observed.stop();
  });

  test("ends a sendall in the middle, and a call of another thread that waits", async ({ bench }) => {
    set(bench, [{ kind: "resetAfter", lengthBytes: 5, processes: ["client"] }]);
    const { server, client, accepted, fd } = await bench.connected();
    const { outcome } = await client.waiting("recv", { fd, bufsize: 1 });
    const { outcome: atServer } = await server.waiting("recv", {
      fd: accepted,
      bufsize: 9,
      flags: ["MSG_WAITALL"],
    });
    const sent = client.call("sendall", { fd, data: { text: "0123456789" } });
    // The error is reported once; who comes later finds the connection ended.
    expect(await errnoOf(sent)).toBe("ECONNRESET");
    expect((await outcome).data).toEqual(new Uint8Array());
    expect(text((await atServer).data)).toBe("01234");
  });
});

describeOnKernel("Conditions", () => {
  const test = testOn("isolated");

  test("are for processes that start afterwards, and several come together", async ({ bench }) => {
    const before = bench.program("client");
    const server = bench.program("server");
    set(bench, [
      { kind: "slowPeer", delaySeconds: 0.01, processes: ["client"] },
      { kind: "shortReads", min: 1, max: 1, processes: ["client"] },
      { kind: "shortReads", min: 2, max: 2, processes: ["client"] },
    ]);
    const listener = await server.listening(serverAddress);
    const kinds: (readonly CallConditionKind[] | undefined)[] = [];
    for (const client of [before, bench.program("client"), bench.program("client (2)")]) {
      const fd = await client.socket();
      await client.call("connect", { fd, address: serverAddress });
      const { fd: accepted } = await server.call("accept", { fd: listener });
      await server.call("send", { fd: accepted, data: { text: "hello" } });
      const observed = bench.observe();
      expect(await client.receive(fd)).toBe(kinds.length === 1 ? "he" : "hello");
      kinds.push(observed.of("callEnded")[0]?.conditions);
      observed.stop();
    }
    expect(kinds).toEqual([undefined, ["slowPeer", "shortReads"], undefined]);
  });
});
