import { readFileSync, readlinkSync } from "node:fs";
import {
  EpollInstance,
  OpaqueFile,
  openReceived,
  type ReceivedAncillary,
  type SentAncillary,
  Socket,
  socketConstants,
} from "@sockpit/sockets";
import { expect } from "vitest";
import {
  bytes,
  describeInNamespace,
  errnoOf,
  loopback,
  loopback6,
  type Network,
  test,
  text,
} from "./support.js";

const CMSG_HEADER_BYTES = 16;
const rights = (...files: (Socket | EpollInstance | OpaqueFile)[]): SentAncillary[] => [
  { level: "SOL_SOCKET", type: "SCM_RIGHTS", files },
];

function pair(network: Network): [Socket, Socket] {
  const [first, second] = Socket.pair({ namespace: network.namespace });
  return [network.keep(first), network.keep(second)];
}

/** What SCM_RIGHTS brought, for the test to close. */
function opened(ancillary: readonly ReceivedAncillary[]) {
  return ancillary.flatMap((item) => (item.type === "SCM_RIGHTS" ? item.fds.map(openReceived) : []));
}

function openedSocket(ancillary: readonly ReceivedAncillary[]): Socket {
  const [file] = opened(ancillary);
  if (!(file instanceof Socket)) throw new Error("no socket came");
  return file;
}

/** Sends until the kernel takes no more. */
async function fill(socket: Socket): Promise<never> {
  for (;;) await socket.send(new Uint8Array(65_536));
}

/** struct linger, switched on. */
function linger(seconds: number): Uint8Array {
  return new Uint8Array(Int32Array.of(1, seconds).buffer);
}

describeInNamespace("SCM_RIGHTS", () => {
  test("passes a connection, which works on after its sender has closed it", async ({ network }) => {
    const { client, server } = await network.pair();
    const [from, to] = pair(network);
    expect(await from.sendmsg(bytes("take it"), { ancillary: rights(server) })).toBe(7);
    server.close();
    const { data, flags, ancillary } = await to.recvmsg(100, { ancbufsize: 100 });
    expect([text(data), flags]).toEqual(["take it", []]);
    const received = network.keep(openedSocket(ancillary));
    expect(received).toMatchObject({
      cookie: server.cookie,
      family: "AF_INET",
      type: "SOCK_STREAM",
      proto: 6,
    });
    await client.sendall(bytes("hello"));
    expect(text(await received.recv(100))).toBe("hello");
    await received.sendall(bytes("there"));
    expect(text(await client.recv(100))).toBe("there");
  });

  test("gives fds that are close-on-exec", async ({ network }) => {
    const [from, to] = pair(network);
    await from.sendmsg(bytes("x"), { ancillary: rights(from) });
    const received = network.keep(openedSocket((await to.recvmsg(1, { ancbufsize: 100 })).ancillary));
    const { flags } = /flags:\s*(?<flags>\d+)/.exec(readFileSync(`/proc/self/fdinfo/${received.fd}`, "utf8"))
      ?.groups ?? { flags: "0" };
    expect(Number.parseInt(flags ?? "0", 8) & 0o2000000).toBe(0o2000000);
  });

  test("shares the description: that reading was shut down, and that it does not wait", async ({
    network,
  }) => {
    const [from, to] = pair(network);
    const datagrams = network.open({ type: "SOCK_DGRAM" });
    datagrams.bind(loopback);
    await datagrams.connect(datagrams.getsockname());
    datagrams.shutdown("SHUT_RD");
    datagrams.timeout = 5;
    await from.sendmsg(bytes("x"), { ancillary: rights(datagrams) });
    datagrams.close();
    const received = network.keep(openedSocket((await to.recvmsg(1, { ancbufsize: 100 })).ancillary));
    expect(received.timeout).toBe(0);
    received.timeout = null;
    expect(await received.recv(1)).toHaveLength(0);
  });

  test("waits as a send does, and passes what its socket was when the call began", async ({ network }) => {
    const [from, to] = pair(network);
    const { server } = await network.pair();
    from.timeout = 0;
    await expect(fill(from)).rejects.toThrow("EAGAIN");
    from.timeout = null;
    const began = new Promise<void>((resolve) => {
      const sent = from.sendmsg(bytes("last"), { ancillary: rights(server), onWait: resolve });
      Promise.resolve(sent).catch(() => undefined);
    });
    await began;
    server.close();
    network.open();
    let ancillary: readonly ReceivedAncillary[] = [];
    while (ancillary.length === 0) ({ ancillary } = await to.recvmsg(1_000_000, { ancbufsize: 100 }));
    expect(network.keep(openedSocket(ancillary)).cookie).toBe(server.cookie);
  });

  test("passes epoll instances, and opaque files with their label", async ({ network }) => {
    const [from, to] = pair(network);
    const file = OpaqueFile.create("a label");
    const epoll = EpollInstance.create();
    epoll.control("EPOLL_CTL_ADD", from, { events: ["EPOLLOUT"], data: 7 });
    await from.sendmsg(bytes("x"), { ancillary: rights(epoll, file, from) });
    file.close();
    epoll.close();
    const [first, second, third] = opened((await to.recvmsg(1, { ancbufsize: 100 })).ancillary);
    expect(first).toBeInstanceOf(EpollInstance);
    expect(await (first as EpollInstance).wait(1, { timeout: 0 })).toEqual([
      { data: 7, events: ["EPOLLOUT"] },
    ]);
    expect((second as OpaqueFile).label).toBe("a label");
    expect((third as Socket).cookie).toBe(from.cookie);
    for (const each of [first, second, third]) each?.close();
  });

  test("drops what has no room, and says MSG_CTRUNC", async ({ network }) => {
    const [from, to] = pair(network);
    for (const [ancbufsize, count] of [
      [0, 0],
      [CMSG_HEADER_BYTES, 0],
      [CMSG_HEADER_BYTES + 7, 1],
      [CMSG_HEADER_BYTES + 8, 2],
    ] as const) {
      await from.sendmsg(bytes("x"), { ancillary: rights(from, to, from) });
      const { ancillary, flags } = await to.recvmsg(1, { ancbufsize });
      expect(flags).toEqual(["MSG_CTRUNC"]);
      const files = opened(ancillary);
      expect(files).toHaveLength(count);
      for (const file of files) file.close();
    }
  });

  test("gives an fd at each look with MSG_PEEK, and none to recv", async ({ network }) => {
    const [from, to] = pair(network);
    await from.sendmsg(bytes("x"), { ancillary: rights(from) });
    const looks = [];
    for (let look = 0; look < 2; look += 1) {
      const { ancillary } = await to.recvmsg(1, { ancbufsize: 100, flags: ["MSG_PEEK"] });
      looks.push(openedSocket(ancillary));
    }
    expect(looks.map(({ cookie }) => cookie)).toEqual([from.cookie, from.cookie]);
    for (const look of looks) look.close();
    expect(text(await to.recv(1))).toBe("x");
  });

  test("fails with EBADF for a socket that is closed, and EINVAL for too many", async ({ network }) => {
    const [from] = pair(network);
    const closed = network.open();
    closed.close();
    expect(await errnoOf(() => from.sendmsg(bytes("x"), { ancillary: rights(closed) }))).toBe("EBADF");
    const many = Array.from({ length: 254 }, () => from);
    expect(await errnoOf(() => from.sendmsg(bytes("x"), { ancillary: rights(...many) }))).toBe("EINVAL");
  });

  test("closes what is never received", async ({ network }) => {
    const [from, to] = pair(network);
    const { client, server } = await network.pair();
    await from.sendmsg(bytes("x"), { ancillary: rights(server) });
    server.close();
    expect(network.entry(client)?.state).toBe("ESTABLISHED");
    to.close();
    expect(await client.recv(1)).toHaveLength(0);
  });

  /** It would block for longer than a test may take. */
  test("nothing blocks where the kernel closes what lingers and was never received", async ({ network }) => {
    const [from, to] = pair(network);
    const { client, server } = await network.pair();
    server.setsockopt(socketConstants.SOL_SOCKET, socketConstants.SO_LINGER, linger(30));
    server.timeout = 0;
    await expect(fill(server)).rejects.toThrow("EAGAIN");
    await from.sendmsg(bytes("x"), { ancillary: rights(server) });
    server.close();
    to.close();
    expect(client.closed).toBe(false);
  });

  test("leaves a stream's data whole: what is passed comes with the first byte", async ({ network }) => {
    const [from, to] = pair(network);
    const data = new Uint8Array(1_000_000).fill(1);
    const sent = from.sendmsg(data, { ancillary: rights(from) });
    let lengthBytes = 0;
    let files = 0;
    while (lengthBytes < data.length) {
      const message = await to.recvmsg(100_000, { ancbufsize: 100 });
      lengthBytes += message.data.length;
      for (const file of opened(message.ancillary)) {
        file.close();
        files += 1;
      }
    }
    expect([await sent, files]).toEqual([data.length, 1]);
  });

  test("is what /proc says: the received fd and the sender's stand for one socket", async ({ network }) => {
    const [from, to] = pair(network);
    await from.sendmsg(bytes("x"), { ancillary: rights(from) });
    const received = network.keep(openedSocket((await to.recvmsg(1, { ancbufsize: 100 })).ancillary));
    const target = (socket: Socket) => readlinkSync(`/proc/self/fd/${socket.fd}`);
    expect(target(received)).toBe(target(from));
    expect(received.fd).not.toBe(from.fd);
  });
});

describeInNamespace("What a packet reports", () => {
  const { IPPROTO_IP, IPPROTO_IPV6, SOL_SOCKET } = socketConstants;

  test("hop limit and traffic class travel with a datagram, as they were sent", async ({ network }) => {
    const bound = network.open({ family: "AF_INET6", type: "SOCK_DGRAM" });
    bound.bind(loopback6);
    bound.setsockopt(IPPROTO_IPV6, socketConstants.IPV6_RECVHOPLIMIT, 1);
    bound.setsockopt(IPPROTO_IPV6, socketConstants.IPV6_RECVTCLASS, 1);
    const sender = network.open({ family: "AF_INET6", type: "SOCK_DGRAM" });
    const ancillary: SentAncillary[] = [
      { level: "IPPROTO_IPV6", type: "IPV6_TCLASS", value: 32 },
      { level: "IPPROTO_IPV6", type: "IPV6_HOPLIMIT", value: 7 },
    ];
    await sender.sendmsg(bytes("x"), { address: bound.getsockname(), ancillary });
    const received = await bound.recvmsg(9, { ancbufsize: 200 });
    expect(received.ancillary).toHaveLength(2);
    expect(received.ancillary).toEqual(expect.arrayContaining(ancillary));
  });

  test("IPv4 reports TTL, type of service, interface and address, and when it came", async ({ network }) => {
    const bound = network.open({ type: "SOCK_DGRAM" });
    bound.bind({ host: "0.0.0.0", port: 0 });
    for (const option of ["IP_RECVTTL", "IP_RECVTOS", "IP_PKTINFO"] as const)
      bound.setsockopt(IPPROTO_IP, socketConstants[option], 1);
    bound.setsockopt(SOL_SOCKET, socketConstants.SO_TIMESTAMP, 1);
    const sender = network.open({ type: "SOCK_DGRAM" });
    const address = { ...bound.getsockname(), host: "127.0.0.1" };
    // From 127.0.0.9, by its struct in_pktinfo.
    const source = Uint8Array.of(0, 0, 0, 0, 127, 0, 0, 9, 0, 0, 0, 0);
    const ancillary: SentAncillary[] = [
      { level: "IPPROTO_IP", type: "IP_TTL", value: 9 },
      { level: "IPPROTO_IP", type: "IP_TOS", value: 16 },
      { level: "IPPROTO_IP", type: "IP_PKTINFO", value: source },
    ];
    await sender.sendmsg(bytes("x"), { address, ancillary });
    const received = await bound.recvmsg(9, { ancbufsize: 200 });
    expect(received.address).toMatchObject({ host: "127.0.0.9" });
    const values = Object.fromEntries(
      received.ancillary.map((item) => [item.type, "value" in item ? item.value : undefined]),
    );
    expect(values).toMatchObject({ IP_TTL: 9, IP_TOS: 16 });
    expect(values["IP_PKTINFO"]).toEqual(Uint8Array.of(1, 0, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1));
    const stamp = values["SCM_TIMESTAMP"];
    if (!(stamp instanceof Uint8Array)) throw new Error("no timestamp came");
    const seconds = Number(new DataView(stamp.buffer).getBigInt64(0, true));
    expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(60);
  });

  test("an int that has no room is cut short, and stays bytes", async ({ network }) => {
    const bound = network.open({ family: "AF_INET6", type: "SOCK_DGRAM" });
    bound.bind(loopback6);
    bound.setsockopt(IPPROTO_IPV6, socketConstants.IPV6_RECVHOPLIMIT, 1);
    const sender = network.open({ family: "AF_INET6", type: "SOCK_DGRAM" });
    await sender.sendto(bytes("x"), bound.getsockname());
    const { ancillary, flags } = await bound.recvmsg(9, { ancbufsize: CMSG_HEADER_BYTES + 3 });
    expect(flags).toEqual(["MSG_CTRUNC"]);
    expect(ancillary).toEqual([
      { level: "IPPROTO_IPV6", type: "IPV6_HOPLIMIT", value: Uint8Array.of(64, 0, 0) },
    ]);
  });
});
