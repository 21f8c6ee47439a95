import type { NetworkKind } from "@sockpit/protocol";
import { expect } from "vitest";
import { Bench, describeOnEachNetwork, describeOnKernel, errnoOf, serverAddress, testOn } from "./support.js";

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
});
