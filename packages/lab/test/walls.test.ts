import type { NetworkKind } from "@sockpit/protocol";
import { socketConstants } from "@sockpit/sockets";
import { expect } from "vitest";
import {
  Bench,
  describeOnEachNetwork,
  describeOnKernel,
  errnoOf,
  machineErrnoOf,
  serverAddress,
  testOn,
} from "./support.js";

/** Two labs, closed after the body. */
async function withTwoLabs(network: NetworkKind, body: (first: Bench, second: Bench) => Promise<void>) {
  const benches = [new Bench(network, "first"), new Bench(network, "second")] as const;
  try {
    await body(...benches);
  } finally {
    for (const bench of benches) bench.close();
  }
}

describeOnEachNetwork("Two labs", (test, network) => {
  test("listen on one address and port at once, and each program reaches its own lab's", async () => {
    await withTwoLabs(network, async (first, second) => {
      for (const [bench, greeting] of [
        [first, "first"],
        [second, "second"],
      ] as const) {
        const program = bench.program();
        const listener = await program.listening(serverAddress);
        const fd = await program.socket();
        await program.call("connect", { fd, address: serverAddress });
        const { fd: accepted } = await program.call("accept", { fd: listener });
        await program.call("send", { fd: accepted, data: { text: greeting } });
        expect(await program.receive(fd)).toBe(greeting);
        expect(bench.lab.sockets().filter(({ state }) => state === "LISTEN")).toHaveLength(1);
      }
    });
  });

  test("one with a server is not reached from one without", async () => {
    await withTwoLabs(network, async (first, second) => {
      await first.program().listening({ host: "0.0.0.0", port: 8088 });
      const program = second.program();
      const connect = program.call("connect", { fd: await program.socket(), address: serverAddress });
      expect(await errnoOf(connect)).toBe("ECONNREFUSED");
    });
  });

  test("see no socket of each other", async () => {
    await withTwoLabs(network, async (first, second) => {
      await first.connected();
      expect(second.lab.sockets()).toEqual([]);
    });
  });
});

describeOnKernel("A mapped lab", () => {
  const test = testOn("mapped");

  test("cannot name an address outside its 127.0.0.0/24", async ({ bench }) => {
    const program = bench.program();
    for (const host of [
      "127.0.1.1",
      "127.64.0.1",
      "127.200.7.1",
      "127.254.255.1",
      "10.0.0.1",
      "255.255.255.255",
    ]) {
      const address = { host, port: 8088 };
      expect(await errnoOf(program.call("bind", { fd: await program.socket(), address }))).toBe(
        "EADDRNOTAVAIL",
      );
      expect(await errnoOf(program.call("connect", { fd: await program.socket(), address }))).toBe(
        "ENETUNREACH",
      );
      const fd = await program.socket({ type: "SOCK_DGRAM" });
      const refusal = host === "255.255.255.255" ? "address_not_allowed" : "ENETUNREACH";
      expect(await errnoOf(program.call("sendto", { fd, data: { text: "x" }, address }))).toBe(refusal);
    }
  });

  test("never has a socket on the machine's own 0.0.0.0 or 127.0.0.1", async ({ bench }) => {
    const program = bench.program();
    const machine = bench.machineSockets();
    await program.listening({ host: "0.0.0.0", port: 8088 });
    await program.call("listen", { fd: await program.socket() });
    await program.call("connect", { fd: await program.socket(), address: serverAddress });
    const datagram = { type: "SOCK_DGRAM" } as const;
    await program.bound({ host: "", port: 8088 }, datagram);
    const sender = await program.socket(datagram);
    await program.call("sendto", { fd: sender, data: { text: "x" }, address: serverAddress });
    const unconnected = { fd: await program.socket(datagram), data: { text: "x" } };
    expect(await errnoOf(program.call("send", unconnected))).toBe("EDESTADDRREQ");
    const another = { fd: await program.socket(datagram), data: { text: "x" } };
    expect(await errnoOf(program.call("sendall", another))).toBe("EDESTADDRREQ");
    await program.call("connect", { fd: await program.socket(datagram), address: serverAddress });
    const hosts = machine
      .list()
      .flatMap(({ local }) => (local !== null && "host" in local ? [local.host] : []));
    machine.close();
    expect(hosts.length).toBeGreaterThanOrEqual(8);
    expect(new Set(hosts).size).toBe(1);
    expect(hosts[0]).toMatch(/^127\.(6[4-9]|[7-9]\d|1\d\d|2[0-4]\d|25[0-4])\.\d+\.1$/);
  });

  test("reaches no service of the machine that listens on every address", async ({ bench }) => {
    const program = bench.program();
    for (const host of ["0.0.0.0", "::"]) {
      const family = host === "::" ? "AF_INET6" : "AF_INET";
      const service = bench.machineSocket({ family });
      service.bind({ host, port: 9099 });
      service.listen(5);
      service.timeout = 0;
      const address = { host: "127.0.0.1", port: 9099 };
      expect(await errnoOf(program.call("connect", { fd: await program.socket(), address }))).toBe(
        "ECONNREFUSED",
      );
      expect(await program.call("connect_ex", { fd: await program.socket(), address })).toMatchObject({
        name: "ECONNREFUSED",
      });
      expect(await machineErrnoOf(() => service.accept())).toBe("EAGAIN");
      service.close();
    }
  });

  test("sends no datagram to a service of the machine, as if nobody were there", async ({ bench }) => {
    const program = bench.program();
    const service = bench.machineSocket({ type: "SOCK_DGRAM" });
    service.setsockopt(socketConstants.SOL_SOCKET, socketConstants.SO_REUSEADDR, 1);
    service.bind({ host: "0.0.0.0", port: 9099 });
    service.timeout = 0;
    const address = { host: "127.0.0.1", port: 9099 };
    const data = { text: "leak" };
    const datagram = { type: "SOCK_DGRAM" } as const;
    const fd = await program.socket(datagram);
    expect(await program.call("sendto", { fd, data, address })).toEqual({ bytes: 4 });
    expect(await program.call("sendmsg", { fd, data, address })).toEqual({ bytes: 4 });
    await program.call("connect", { fd, address });
    for (const command of ["send", "sendall", "sendmsg"] as const) {
      expect(await errnoOf(program.call(command, { fd, data }))).toBe("ECONNREFUSED");
    }
    expect(await machineErrnoOf(() => service.recv(10))).toBe("EAGAIN");
    const own = await program.socket(datagram);
    await program.call("setsockopt", { fd: own, level: "SOL_SOCKET", option: "SO_REUSEADDR", value: 1 });
    await program.call("bind", { fd: own, address });
    await program.call("send", { fd, data });
    expect(await program.receive(own)).toBe("leak");
    expect(await machineErrnoOf(() => service.recv(10))).toBe("EAGAIN");
    // A connected socket takes nothing from others, itself included: the service would.
    await program.call("connect", { fd: own, address: serverAddress });
    expect(await program.call("sendto", { fd: own, data, address })).toEqual({ bytes: 4 });
    expect(await errnoOf(program.call("send", { fd, data }))).toBe("ECONNREFUSED");
    expect(await machineErrnoOf(() => service.recv(10))).toBe("EAGAIN");
    await program.call("close", { fd: own });
    expect(await errnoOf(program.call("send", { fd, data }))).toBe("ECONNREFUSED");
    expect(await machineErrnoOf(() => service.recv(10))).toBe("EAGAIN");
    service.close();
  });

  test("reaches its own listener by each of its fds, in flight too, and its own socket", async ({
    bench,
  }) => {
    const program = bench.program();
    const fd = await program.listening({ host: "0.0.0.0", port: 8088 });
    const { fd: copy } = await program.call("dup", { fd });
    await program.call("close", { fd });
    await program.call("connect", { fd: await program.socket(), address: serverAddress });
    const { fds } = await program.call("socketpair", {});
    const passed = { level: "SOL_SOCKET" as const, type: "SCM_RIGHTS" as const, fds: [copy] };
    await program.call("sendmsg", { fd: fds[0], data: { text: "x" }, ancillary: [passed] });
    await program.call("close", { fd: copy });
    await program.call("connect", { fd: await program.socket(), address: serverAddress });
    const self = { host: "127.0.0.1", port: 8089 };
    const own = await program.bound(self, {});
    await program.call("connect", { fd: own, address: self });
    await program.call("send", { fd: own, data: { text: "self" } });
    expect(await program.receive(own)).toBe("self");
  });

  test("gets no abstract name by binding to none", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket({ family: "AF_UNIX" });
    expect(await errnoOf(program.call("bind", { fd, address: { path: "" } }))).toBe("address_not_allowed");
  });
});
