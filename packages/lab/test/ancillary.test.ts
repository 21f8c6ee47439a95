import { type CommandParams, type CommandResult, limits } from "@sockpit/protocol";
import { Interrupter } from "@sockpit/sockets";
import { expect } from "vitest";
import {
  type Bench,
  describeOnEachNetwork,
  describeOnKernel,
  errnoOf,
  failureOf,
  type Program,
  serverAddress,
  testOn,
  text,
} from "./support.js";

type Sent = NonNullable<CommandParams<"sendmsg">["ancillary"]>;
type Received = CommandResult<"recvmsg">["ancillary"];

const path = { path: "/tmp/handing-over.sock" };
const rights = (...fds: (number | { token: string })[]): Sent => [
  { level: "SOL_SOCKET", type: "SCM_RIGHTS", fds },
];

/** Two processes with a Unix connection between them. */
async function connectedUnix(bench: Bench) {
  const giver = bench.program("giver");
  const taker = bench.program("taker");
  const unix = { family: "AF_UNIX" } as const;
  const listener = await taker.listening(path, unix);
  const out = await giver.socket(unix);
  await giver.call("connect", { fd: out, address: path });
  const { fd: into } = await taker.call("accept", { fd: listener });
  return { giver, taker, out, into };
}

const send = (program: Program, fd: number, ancillary: Sent) =>
  program.call("sendmsg", { fd, data: { text: "x" }, ancillary });

const take = (program: Program, fd: number, ancbufsize = 1000) =>
  program.call("recvmsg", { fd, bufsize: 1, ancbufsize });

function filesIn(ancillary: Received) {
  return ancillary.flatMap((item) => ("fds" in item ? item.fds : []));
}

function numbersIn(ancillary: Received): number[] {
  return filesIn(ancillary).flatMap((file) => ("fd" in file ? [file.fd] : []));
}

describeOnEachNetwork("SCM_RIGHTS", (test, network) => {
  test("hands an accepted connection to another process, which serves it after the giver has gone", async ({
    bench,
  }) => {
    const { giver, taker, out, into } = await connectedUnix(bench);
    const listener = await giver.listening(serverAddress);
    const client = bench.program("client");
    const fd = await client.socket();
    await client.call("connect", { fd, address: serverAddress });
    const { fd: accepted, address } = await giver.call("accept", { fd: listener });
    await send(giver, out, rights(accepted));
    bench.lab.endProcess(giver.pid, { status: 0, reason: "exited" });
    const { ancillary, flags } = await take(taker, into);
    const kind = { family: "AF_INET", type: "SOCK_STREAM", proto: 6, blocking: true };
    expect(ancillary).toEqual([{ level: "SOL_SOCKET", type: "SCM_RIGHTS", fds: [{ fd: 5, ...kind }] }]);
    expect(flags).toEqual([]);
    expect((await taker.call("getpeername", { fd: 5 })).address).toEqual(address);
    await client.call("sendall", { fd, data: { text: "hello" } });
    expect(await taker.receive(5)).toBe("hello");
    expect(bench.lab.sockets()).toContainEqual(
      expect.objectContaining({ pid: taker.pid, fd: 5, state: "ESTABLISHED", local: serverAddress }),
    );
    bench.lab.endProcess(taker.pid, { status: 0, reason: "exited" });
    expect(await client.receive(fd)).toBe("");
  });

  test("shares one description: options, shutdown and the binding are known on both sides", async ({
    bench,
  }) => {
    const { giver, taker, out, into } = await connectedUnix(bench);
    const bound = await giver.bound(serverAddress, {});
    await giver.call("setsockopt", { fd: bound, level: "SOL_SOCKET", option: "SO_KEEPALIVE", value: 1 });
    await giver.call("settimeout", { fd: bound, timeout: 5 });
    await send(giver, out, rights(bound));
    await giver.call("close", { fd: bound });
    const [received] = filesIn((await take(taker, into)).ancillary);
    expect(received).toMatchObject({ fd: 5, blocking: false });
    await taker.call("listen", { fd: 5 });
    expect(await taker.name(5)).toEqual(serverAddress);
    expect(await errnoOf(taker.call("accept", { fd: 5 }))).toBe("EAGAIN");
    const seen = bench.lab.sockets().find(({ pid, fd }) => pid === taker.pid && fd === 5);
    expect(seen?.options).toEqual([{ level: "SOL_SOCKET", option: "SO_KEEPALIVE", value: 1 }]);
  });

  test("a socket that nobody receives is closed with the one that it waits in", async ({ bench }) => {
    const { giver, taker, out, into } = await connectedUnix(bench);
    const listener = await giver.listening(serverAddress);
    const client = bench.program();
    const fd = await client.socket();
    await client.call("connect", { fd, address: serverAddress });
    const { fd: accepted } = await giver.call("accept", { fd: listener });
    await send(giver, out, rights(accepted));
    await giver.call("close", { fd: accepted });
    const { outcome } = await client.waiting("recv", { fd, bufsize: 1 });
    await taker.call("close", { fd: into });
    expect((await outcome).data).toHaveLength(0);
  });

  test("what a process has no room for is dropped, with MSG_CTRUNC", async ({ bench }) => {
    const { giver, taker, out, into } = await connectedUnix(bench);
    const highest = limits.fdsPerProcess - 1;
    let fd = into;
    while (fd < highest - 1) fd = (await taker.call("dup", { fd: into })).fd;
    await send(giver, out, rights(out, out));
    const { ancillary, flags } = await take(taker, into);
    expect([numbersIn(ancillary), flags]).toEqual([[highest], ["MSG_CTRUNC"]]);
    await send(giver, out, rights(out));
    expect(await take(taker, into)).toMatchObject({ ancillary: [], flags: ["MSG_CTRUNC"] });
  });

  test("passes epoll instances, which go on watching", async ({ bench }) => {
    const { giver, taker, out, into } = await connectedUnix(bench);
    const { fd: epoll } = await giver.call("epoll_create1", {});
    const watch = { fd: epoll, target: out, events: ["EPOLLOUT" as const] };
    await giver.call("epoll_ctl", { ...watch, operation: "EPOLL_CTL_ADD" });
    await send(giver, out, rights(epoll));
    const [received] = filesIn((await take(taker, into)).ancillary);
    expect(received).toEqual({ fd: 5, file: "epoll" });
    const { events } = await taker.call("epoll_wait", { fd: 5, maxevents: 1, timeout: 0 });
    expect(events).toEqual([{ fd: out, events: ["EPOLLOUT"] }]);
  });

  test("a program's own file comes back as its token; another program gets a file that it can only pass on", async ({
    bench,
  }) => {
    const { giver, taker, out, into } = await connectedUnix(bench);
    await send(giver, out, rights({ token: "notes.txt 7" }));
    const [foreign] = filesIn((await take(taker, into)).ancillary);
    expect(foreign).toEqual({ fd: 5, file: "foreign" });
    expect(await errnoOf(taker.call("recv", { fd: 5, bufsize: 1 }))).toBe("ENOTSOCK");
    const { fd: copy } = await taker.call("dup", { fd: 5 });
    await send(taker, into, rights(copy, 5));
    await taker.call("close", { fd: 5 });
    const token = { token: "notes.txt 7" };
    expect(filesIn((await take(giver, out)).ancillary)).toEqual([token, token]);
  });

  test("fails with EBADF for what is not open, and refuses other kinds by name", async ({ bench }) => {
    const { giver, out } = await connectedUnix(bench);
    expect(await errnoOf(send(giver, out, rights(99)))).toBe("EBADF");
    const credentials = [{ level: "SOL_SOCKET", type: "SCM_CREDENTIALS", value: 1 }];
    const error = await failureOf(
      giver.send("sendmsg", { fd: out, data: { text: "x" }, ancillary: credentials }),
    );
    expect(error).toMatchObject({
      code: "bad_params",
      field: "params.ancillary.0.type",
      message: expect.stringContaining("SCM_CREDENTIALS is not offered: it names processes of the server"),
    });
  });

  test("is in the trace, on both sides", async ({ bench }) => {
    const { giver, taker, out, into } = await connectedUnix(bench);
    const observed = bench.observe();
    await send(giver, out, rights(out));
    await take(taker, into);
    observed.stop();
    expect(observed.of("callStarted")[0]?.params).toMatchObject({ ancillary: rights(out) });
    expect(observed.of("callEnded")[1]?.result).toMatchObject({
      ancillary: [{ type: "SCM_RIGHTS", fds: [{ fd: 5, family: "AF_UNIX" }] }],
    });
  });

  test("wakes a receiver that waits, and leaves nothing where its call is interrupted", async ({ bench }) => {
    const { giver, taker, out, into } = await connectedUnix(bench);
    const interrupter = new Interrupter();
    const params = { fd: into, bufsize: 1, ancbufsize: 100 };
    const interrupted = await taker.waiting("recvmsg", params, interrupter);
    interrupter.interrupt();
    expect(await errnoOf(interrupted.outcome)).toBe("EINTR");
    const { outcome } = await taker.waiting("recvmsg", params);
    await send(giver, out, rights(out));
    expect(numbersIn((await outcome).ancillary)).toEqual([5]);
  });

  test("over the internet passes nothing, as in the kernel", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    await send(client, fd, rights(fd));
    expect(await take(server, accepted)).toMatchObject({ ancillary: [], flags: [] });
    expect(bench.lab.info().network).toBe(network);
  });
});

describeOnEachNetwork("What an IPv4 datagram reports", (test) => {
  test("TTL, type of service, interface and addresses, which are the lab's", async ({ bench }) => {
    const program = bench.program();
    const udp = { type: "SOCK_DGRAM" } as const;
    const bound = await program.bound({ host: "", port: 8088 }, udp);
    for (const option of ["IP_RECVTTL", "IP_RECVTOS", "IP_PKTINFO"])
      await program.call("setsockopt", { fd: bound, level: "IPPROTO_IP", option, value: 1 });
    const fd = await program.socket(udp);
    const source = Uint8Array.of(1, 0, 0, 0, 127, 0, 0, 9, 0, 0, 0, 0);
    const ancillary: Sent = [
      { level: "IPPROTO_IP", type: "IP_TTL", value: 3 },
      { level: "IPPROTO_IP", type: "IP_TOS", value: 16 },
      { level: "IPPROTO_IP", type: "IP_PKTINFO", value: source },
    ];
    await program.call("sendmsg", { fd, data: { text: "x" }, address: serverAddress, ancillary });
    const received = await take(program, bound);
    expect(received.address).toMatchObject({ host: "127.0.0.9" });
    const own = Uint8Array.of(1, 0, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1);
    expect(received.ancillary).toEqual(
      expect.arrayContaining([
        { level: "IPPROTO_IP", type: "IP_TTL", value: 3 },
        { level: "IPPROTO_IP", type: "IP_TOS", value: 16 },
        { level: "IPPROTO_IP", type: "IP_PKTINFO", value: own },
      ]),
    );
  });

  test("no source beyond the lab can be named: ENETUNREACH, ENODEV", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.bound(serverAddress, { type: "SOCK_DGRAM" });
    const from = (...bytes: number[]) => {
      const value = Uint8Array.of(...bytes, 0, 0, 0, 0);
      const ancillary: Sent = [{ level: "IPPROTO_IP", type: "IP_PKTINFO", value }];
      return program.call("sendmsg", { fd, data: { text: "x" }, address: serverAddress, ancillary });
    };
    expect(await errnoOf(from(0, 0, 0, 0, 10, 1, 2, 3))).toBe("ENETUNREACH");
    expect(await errnoOf(from(99, 0, 0, 0, 0, 0, 0, 0))).toBe("ENODEV");
    expect(await from(0, 0, 0, 0, 127, 0, 0, 1)).toEqual({ bytes: 1 });
    expect(text((await take(program, fd)).data)).toBe("x");
  });
});

describeOnKernel("What an IPv6 datagram reports, isolated", () => {
  testOn("isolated")(
    "hop limit, traffic class, address and interface; the trace has them",
    async ({ bench }) => {
      const program = bench.program();
      const udp6 = { family: "AF_INET6", type: "SOCK_DGRAM" } as const;
      const address = { host: "::1", port: 8088 };
      const bound = await program.bound(address, udp6);
      for (const option of ["IPV6_RECVHOPLIMIT", "IPV6_RECVTCLASS", "IPV6_RECVPKTINFO"])
        await program.call("setsockopt", { fd: bound, level: "IPPROTO_IPV6", option, value: 1 });
      const fd = await program.socket(udp6);
      const observed = bench.observe();
      const sent: Sent = [
        { level: "IPPROTO_IPV6", type: "IPV6_HOPLIMIT", value: 9 },
        { level: "IPPROTO_IPV6", type: "IPV6_TCLASS", value: 64 },
      ];
      await program.call("sendmsg", { fd, data: { text: "x" }, address, ancillary: sent });
      const { ancillary } = await take(program, bound);
      const info = Uint8Array.of(...new Array(15).fill(0), 1, 1, 0, 0, 0);
      expect(ancillary).toEqual(
        expect.arrayContaining([...sent, { level: "IPPROTO_IPV6", type: "IPV6_PKTINFO", value: info }]),
      );
      observed.stop();
      expect(JSON.stringify(observed.of("callEnded").at(-1)?.result)).toContain(
        '"type":"IPV6_PKTINFO","value":{"bytes":20,',
      );
    },
  );
});
