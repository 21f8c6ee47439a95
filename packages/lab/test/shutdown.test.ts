import type { Address, CommandParams } from "@sockpit/protocol";
import { Interrupter } from "@sockpit/sockets";
import { expect } from "vitest";
import {
  type Bench,
  describeOnEachNetwork,
  errnoOf,
  failureOf,
  type Program,
  serverAddress,
} from "./support.js";

const unixAddress = { path: "/tmp/shut" } as const;
const kinds = [
  ["UDP", { family: "AF_INET", type: "SOCK_DGRAM" }],
  ["Unix datagram", { family: "AF_UNIX", type: "SOCK_DGRAM" }],
] as const satisfies [string, CommandParams<"socket">][];

/** shutdown(2) on a socket without a peer answers ENOTCONN; Linux shuts a datagram socket all the same. */
async function shut(program: Program, fd: number, how: "SHUT_RD" | "SHUT_RDWR" = "SHUT_RDWR"): Promise<void> {
  await program.call("shutdown", { fd, how }).catch(() => undefined);
}

describeOnEachNetwork("shutdown", (test) => {
  for (const [name, kind] of kinds) {
    test(`ends recv, recvfrom and recvmsg that wait on ${name}, and later ones: no bytes`, async ({
      bench,
    }) => {
      const program = bench.program();
      for (const command of ["recv", "recvfrom", "recvmsg"] as const) {
        const fd = await program.socket(kind);
        const { outcome } = await program.waiting(command, { fd, bufsize: 9 });
        await shut(program, fd);
        expect((await outcome).data).toHaveLength(0);
        expect((await program.call(command, { fd, bufsize: 9 })).data).toHaveLength(0);
      }
    });

    test(`leaves a timed recv on ${name} waiting for its time, and timeout 0 EAGAIN`, async ({ bench }) => {
      const program = bench.program();
      const fd = await program.socket(kind);
      await shut(program, fd);
      expect(await errnoOf(program.call("recv", { fd, bufsize: 9, timeout: 0.05 }))).toBe("timeout");
      expect(await errnoOf(program.call("recv", { fd, bufsize: 9, timeout: 0 }))).toBe("EAGAIN");
    });
  }

  for (const [name, kind, address] of [
    ["Unix", { family: "AF_UNIX" }, unixAddress],
    ["TCP", {}, serverAddress],
  ] as const satisfies [string, CommandParams<"socket">, Address][]) {
    test(`makes a waiting and a later accept of a ${name} listener fail with EINVAL`, async ({ bench }) => {
      const program = bench.program();
      const fd = await program.listening(address, kind);
      const { outcome } = await program.waiting("accept", { fd });
      await shut(program, fd, "SHUT_RD");
      expect(await errnoOf(outcome)).toBe("EINVAL");
      expect(await errnoOf(program.call("accept", { fd }))).toBe("EINVAL");
    });
  }

  test("of a TCP listener resets it: connected anew, it waits for data", async ({ bench }) => {
    const program = bench.program();
    await program.listening(serverAddress);
    const fd = await program.listening({ ...serverAddress, port: 8089 });
    await shut(program, fd, "SHUT_RD");
    await program.call("connect", { fd, address: serverAddress });
    expect(await errnoOf(program.call("recv", { fd, bufsize: 1, timeout: 0.05 }))).toBe("timeout");
  });
});

describeOnEachNetwork("A call with a timeout polls first, as in CPython", (test) => {
  test("what would fail at once waits: recv on a listener, accept on UDP, MSG_DONTWAIT", async ({
    bench,
  }) => {
    const program = bench.program();
    const listener = await program.listening(serverAddress);
    const udp = await program.bound(serverAddress, { type: "SOCK_DGRAM" });
    const timeout = 0.03;
    expect(await errnoOf(program.call("recv", { fd: listener, bufsize: 1, timeout }))).toBe("timeout");
    expect(await errnoOf(program.call("accept", { fd: udp, timeout }))).toBe("timeout");
    const dontWait = { fd: udp, bufsize: 1, flags: ["MSG_DONTWAIT" as const], timeout };
    expect(await errnoOf(program.call("recv", dontWait))).toBe("timeout");
    expect(await errnoOf(program.call("recv", { fd: listener, bufsize: 1 }))).toBe("ENOTCONN");
    expect(await errnoOf(program.call("accept", { fd: udp }))).toBe("EOPNOTSUPP");
  });

  test("a call's own timeout stands in for the socket's", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.bound(serverAddress, { type: "SOCK_DGRAM" });
    await program.call("settimeout", { fd, timeout: 0 });
    expect(await errnoOf(program.call("recv", { fd, bufsize: 1 }))).toBe("EAGAIN");
    const { outcome } = await program.waiting("recv", { fd, bufsize: 1, timeout: null });
    await program.call("sendto", { fd, data: { text: "x" }, address: serverAddress });
    expect((await outcome).data).toHaveLength(1);
  });

  test("recv with MSG_OOB on a blocking UDP socket waits for a datagram", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.bound(serverAddress, { type: "SOCK_DGRAM" });
    const { outcome } = await program.waiting("recv", { fd, bufsize: 9, flags: ["MSG_OOB"] });
    await program.call("sendto", { fd, data: { text: "plain" }, address: serverAddress });
    expect((await outcome).data).toHaveLength(5);
  });
});

/** Two ends of a stream, and the programs that have them. */
const streams = {
  "a Unix stream": async (bench: Bench) => {
    const program = bench.program();
    const [from = -1, to = -1] = (await program.call("socketpair", {})).fds;
    return { writer: program, from, reader: program, to };
  },
  TCP: async (bench: Bench) => {
    const { client, fd, server, accepted } = await bench.connected();
    return { writer: client, from: fd, reader: server, to: accepted };
  },
};

describeOnEachNetwork("sendall that is interrupted", (test) => {
  test.for(Object.entries(streams))(
    "says how many bytes went over %s, so that the rest can follow",
    async ([, open], { bench }) => {
      const { writer, from, reader, to } = await open(bench);
      const data = Uint8Array.from({ length: 1024 * 1024 }, (_, index) => index % 251);
      await writer.call("setsockopt", { fd: from, level: "SOL_SOCKET", option: "SO_SNDBUF", value: 16_384 });
      await reader.call("setsockopt", { fd: to, level: "SOL_SOCKET", option: "SO_RCVBUF", value: 16_384 });
      const interrupter = new Interrupter();
      const { outcome } = await writer.waiting("sendall", { fd: from, data }, interrupter);
      interrupter.interrupt();
      const error = await failureOf(outcome);
      if (error.kind !== "errno" || error.sentBytes === undefined) throw new Error("no count of sent bytes");
      expect(error).toMatchObject({ errno: "EINTR", syscall: "send" });
      expect(error.sentBytes).toBeGreaterThan(0);
      expect(error.sentBytes).toBeLessThan(data.length);
      const rest = writer.call("sendall", { fd: from, data: data.subarray(error.sentBytes) });
      const all = { fd: to, bufsize: data.length, flags: ["MSG_WAITALL" as const] };
      expect(Buffer.compare((await reader.call("recv", all)).data, data)).toBe(0);
      await rest;
      expect(await errnoOf(reader.call("recv", { fd: to, bufsize: 1, timeout: 0 }))).toBe("EAGAIN");
    },
  );
});
