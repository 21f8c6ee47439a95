import { setImmediate } from "node:timers/promises";
import { type KernelSocket, type LabEvent, type LabEventOf, limits } from "@sockpit/protocol";
import { expect } from "vitest";
import {
  describeOnEachNetwork,
  describeOnKernel,
  errnoOf,
  type Observed,
  serverAddress,
  testOn,
} from "./support.js";

/** The kernel's own timers take their time: the first SYN is sent again after a second. */
const SLOW_MS = 20_000;

type Packet = LabEventOf<"packet">;

const flags = ({ tcp }: Packet): string => tcp?.flags.join(" ") ?? "";
const at = (observed: Observed, event: LabEvent): number => observed.events.indexOf(event);

describeOnEachNetwork("A lab's packets", (test) => {
  test("show the handshake with its numbers, before connect returns", async ({ bench }) => {
    const observed = bench.observe();
    await bench.connected();
    const connected = await observed.until("callEnded", ({ command }) => command === "connect");
    const [syn, synAck, ack] = observed.of("packet");
    if (syn?.tcp === undefined || synAck?.tcp === undefined || ack?.tcp === undefined)
      throw new Error("no handshake");
    expect([syn, synAck, ack].map(flags)).toEqual(["SYN", "SYN ACK", "ACK"]);
    expect(synAck.tcp.ack).toBe((syn.tcp.seq + 1) % 2 ** 32);
    expect(ack.tcp).toMatchObject({ seq: synAck.tcp.ack, ack: (synAck.tcp.seq + 1) % 2 ** 32 });
    expect([syn.tcp.relativeSeq, synAck.tcp.relativeSeq, ack.tcp.relativeSeq]).toEqual([0, 0, 1]);
    expect([syn.tcp.relativeAck, synAck.tcp.relativeAck, ack.tcp.relativeAck]).toEqual([null, 1, 1]);
    expect(syn.destination).toEqual(serverAddress);
    expect(synAck).toMatchObject({ source: serverAddress, destination: syn.source });
    expect(syn.call).toBe(connected.call);
    expect(at(observed, ack)).toBeLessThan(at(observed, connected));
    const sockets = bench.lab.sockets();
    const accepted = sockets.find(({ pid, state }) => pid === 1 && state === "ESTABLISHED");
    const client = sockets.find(({ pid }) => pid === 2);
    expect(syn).toMatchObject({ from: client?.id, to: accepted?.id });
    expect(synAck).toMatchObject({ from: accepted?.id, to: client?.id });
    observed.stop();
  });

  test("show data, its acknowledgement and the four closing segments", async ({ bench }) => {
    const observed = bench.observe();
    const { server, client, accepted, fd } = await bench.connected();
    await client.call("sendall", { fd, data: { text: "hello" } });
    expect(await server.receive(accepted)).toBe("hello");
    const data = await observed.until("packet", ({ tcp }) => tcp?.payloadBytes === 5);
    expect(data).toMatchObject({ data: { bytes: 5, text: "hello" }, tcp: { relativeSeq: 1 } });
    await observed.until("packet", (packet) => packet.from === data.to && packet.tcp?.relativeAck === 6);
    await client.call("close", { fd });
    await server.call("close", { fd: accepted });
    const fins = observed.of("packet").filter((packet) => flags(packet).includes("FIN"));
    expect(fins.map(({ from }) => from)).toEqual([data.from, data.to]);
    const lastAck = await observed.until(
      "packet",
      (packet) => packet.from === data.from && packet.tcp?.relativeAck === 2,
    );
    expect(lastAck).toMatchObject({ to: data.to });
    observed.stop();
  });

  test("show the reset that refuses a connection, and whose connection it was", async ({ bench }) => {
    const observed = bench.observe();
    const client = bench.program("client");
    const fd = await client.socket();
    expect(await errnoOf(client.call("connect", { fd, address: serverAddress }))).toBe("ECONNREFUSED");
    const [syn, reset] = observed.of("packet");
    const [socket] = bench.lab.sockets();
    expect(syn).toMatchObject({ from: socket?.id, to: null });
    expect(reset).toMatchObject({ from: null, to: socket?.id, tcp: { notes: ["reset"] } });
    expect(reset && flags(reset)).toBe("RST ACK");
    observed.stop();
  });

  test("show the reset that ends a connection at once: SO_LINGER of 0", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    const observed = bench.observe();
    const linger = { base64: Buffer.from(Int32Array.of(1, 0).buffer).toString("base64") };
    await client.call("setsockopt", { fd, level: "SOL_SOCKET", option: "SO_LINGER", value: linger });
    await client.call("close", { fd });
    const ended = await observed.until("callEnded", ({ command }) => command === "close");
    const packets = observed.of("packet");
    expect(packets.map(flags)).toEqual(["RST ACK"]);
    expect(packets).toMatchObject([
      { destination: serverAddress, tcp: { notes: ["reset"], relativeSeq: 1 } },
    ]);
    expect(packets[0]?.seq).toBeLessThan(ended.seq);
    expect(await errnoOf(server.call("recv", { fd: accepted, bufsize: 1 }))).toBe("ECONNRESET");
    observed.stop();
  });

  test("show the ICMP error that answers a datagram to a closed port", async ({ bench }) => {
    const observed = bench.observe();
    const client = bench.program("client");
    const fd = await client.socket({ type: "SOCK_DGRAM" });
    await client.call("sendto", { fd, data: { text: "anyone?" }, address: serverAddress });
    const [datagram, error] = observed.of("packet");
    expect(datagram).toMatchObject({
      protocol: "UDP",
      destination: serverAddress,
      udp: { payloadBytes: 7 },
      to: null,
    });
    expect(error).toMatchObject({
      protocol: "ICMP",
      to: datagram?.from,
      icmp: { name: "port-unreachable", about: { protocol: "UDP", destination: serverAddress } },
    });
    observed.stop();
  });

  test("name a closed window, and the update that opens it", { timeout: SLOW_MS }, async ({ bench }) => {
    const observed = bench.observe();
    const { server, client, accepted, fd } = await bench.connected();
    const data = { base64: Buffer.alloc(limits.dataBytes).toString("base64") };
    await client.call("settimeout", { fd, timeout: 0 });
    let isFull = false;
    while (!isFull) isFull = (await client.call("send", { fd, data }).catch(() => "full")) === "full";
    const closed = await observed.until("packet", ({ tcp }) => tcp?.notes.includes("zero-window") === true);
    expect(closed.tcp?.windowBytes).toBe(0);
    await server.call("recv", { fd: accepted, bufsize: limits.dataBytes });
    const update = await observed.until("packet", ({ tcp }) => tcp?.notes.includes("window-update") === true);
    expect(update).toMatchObject({ from: closed.from, to: closed.to });
    observed.stop();
  });
});

describeOnEachNetwork("Datagrams for which a receive queue has no room", (test) => {
  test("are marked, each of them, and counted with the socket", async ({ bench }) => {
    const observed = bench.observe();
    const server = bench.program("server");
    const client = bench.program("client");
    const bound = await server.bound(serverAddress, { type: "SOCK_DGRAM" });
    const fd = await client.socket({ type: "SOCK_DGRAM" });
    const data = { base64: Buffer.alloc(1400).toString("base64") };
    const send = async (count: number) => {
      for (let sent = 0; sent < count; sent += 1)
        await client.call("sendto", { fd, data, address: serverAddress });
    };
    const receiveAll = async () => {
      for (let count = 0; ; count += 1) {
        const received = server.call("recv", { fd: bound, bufsize: 2000, timeout: 0 });
        if ((await received.catch(() => null)) === null) return count;
      }
    };
    await send(200);
    const firstReceived = await receiveAll();
    const option = { fd: bound, level: "SOL_SOCKET", option: "SO_RCVBUF" } as const;
    await server.call("setsockopt", { ...option, value: 8192 });
    await send(20);
    const received = firstReceived + (await receiveAll());
    await send(1);
    const datagrams = observed.of("packet").filter(({ protocol }) => protocol === "UDP");
    const dropped = datagrams.filter(({ udp }) => udp?.notes?.includes("receive-queue-full"));
    expect(datagrams).toHaveLength(221);
    expect(firstReceived).toBeLessThan(200);
    expect(dropped).toHaveLength(220 - received);
    expect(datagrams[firstReceived - 1]?.udp).toEqual({ payloadBytes: 1400 });
    expect(datagrams[firstReceived]?.udp).toEqual({ payloadBytes: 1400, notes: ["receive-queue-full"] });
    expect(datagrams.at(-1)?.udp).toEqual({ payloadBytes: 1400 });
    const socket = bench.lab.sockets().find(({ pid }) => pid === server.pid);
    expect(socket?.droppedPackets).toBe(220 - received);
    observed.stop();
  });
});

describeOnKernel("Packets that pass faster than they are read", () => {
  const test = testOn("mapped");

  test("are counted, in an event and in the export", async ({ bench }) => {
    const program = bench.program();
    await program.bound(serverAddress, { type: "SOCK_DGRAM" });
    const machine = bench.machineSockets();
    const [bound] = machine.list();
    machine.close();
    const observed = bench.observe();
    const other = bench.machineSocket({ type: "SOCK_DGRAM" });
    const datagrams = 2000;
    const data = new Uint8Array(60_000);
    if (bound?.local == null) throw new Error("nothing is bound");
    // Each send is done at once, so no timer runs in between, and nothing is read.
    for (let sent = 0; sent < datagrams; sent += 1) await other.sendto(data, bound.local);
    other.close();
    await observed.until("captureDropped");
    // A busy machine reads them in parts, while it still reads.
    const dropped = () => observed.of("captureDropped").reduce((sum, event) => sum + event.dropped, 0);
    while (observed.of("packet").length + dropped() < datagrams) await setImmediate();
    expect(observed.of("packet").length + dropped()).toBe(datagrams);
    const file = Buffer.concat([...bench.lab.pcapngPieces()]);
    const count = Buffer.alloc(8);
    count.writeBigUInt64LE(BigInt(dropped()));
    expect(file.subarray(-64).includes(count)).toBe(true);
    observed.stop();
  });
});

describeOnKernel("An isolated lab's packets", () => {
  const test = testOn("isolated");

  test("show IPv6, and ICMPv6 for a closed port", async ({ bench }) => {
    const observed = bench.observe();
    const client = bench.program("client");
    const address = { host: "::1", port: 8088 };
    const fd = await client.socket({ family: "AF_INET6", type: "SOCK_DGRAM" });
    await client.call("sendto", { fd, data: { text: "six" }, address });
    const about = { protocol: "UDP", destination: address };
    const error = await observed.until("packet", ({ protocol }) => protocol === "ICMPv6");
    expect(error).toMatchObject({ source: { host: "::1" }, icmp: { name: "port-unreachable", about } });
    observed.stop();
  });

  test("name the SYNs that are sent again while the backlog is full", { timeout: SLOW_MS }, async ({
    bench,
  }) => {
    const server = bench.program("server");
    const client = bench.program("client");
    const listener = await server.socket();
    await server.call("bind", { fd: listener, address: serverAddress });
    await server.call("listen", { fd: listener, backlog: 0 });
    await client.call("connect", { fd: await client.socket(), address: serverAddress });
    const observed = bench.observe();
    const fd = await client.socket();
    const { outcome } = await client.waiting("connect", { fd, address: serverAddress });
    const again = await observed.until("packet", ({ tcp }) => tcp?.notes.includes("retransmission") === true);
    expect(flags(again)).toBe("SYN");
    const [held] = bench.lab.sockets();
    expect(again.to).toBe(held?.id);
    await client.call("close", { fd });
    expect(await errnoOf(outcome)).toBe("EBADF");
    observed.stop();
  });

  test("show the largest datagram whole, since it fits the MTU of lo", async ({ bench }) => {
    const observed = bench.observe();
    const server = bench.program("server");
    const receiver = await server.bound(serverAddress, { type: "SOCK_DGRAM" });
    const client = bench.program("client");
    const fd = await client.socket({ type: "SOCK_DGRAM" });
    const bytes = 65_507;
    await client.call("sendto", {
      fd,
      data: { base64: Buffer.alloc(bytes).toString("base64") },
      address: serverAddress,
    });
    const { data } = await server.call("recv", { fd: receiver, bufsize: 100_000 });
    expect(data).toHaveLength(bytes);
    expect(observed.of("packet")).toMatchObject([{ lengthBytes: 65_535, udp: { payloadBytes: bytes } }]);
    observed.stop();
  });
});

describeOnEachNetwork("What the kernel reports of a socket", (test) => {
  test("has its buffers, its timeout, the options that were set, and TCP_INFO", async ({ bench }) => {
    const { client, fd } = await bench.connected();
    await client.call("settimeout", { fd, timeout: 2.5 });
    await client.call("setsockopt", { fd, level: "IPPROTO_TCP", option: "TCP_NODELAY", value: 1 });
    await client.call("setsockopt", { fd, level: "SOL_SOCKET", option: "SO_RCVBUF", value: 20_000 });
    const { value } = await client.call("getsockopt", { fd, level: "SOL_SOCKET", option: "SO_RCVBUF" });
    const seen = bench.lab.sockets().find(({ pid }) => pid === client.pid);
    expect(seen).toMatchObject({
      receiveBufferBytes: value,
      timeoutSeconds: 2.5,
      options: [
        { level: "IPPROTO_TCP", option: "TCP_NODELAY", value: 1 },
        { level: "SOL_SOCKET", option: "SO_RCVBUF", value: 20_000 },
      ],
      tcp: { unackedSegments: 0, totalRetransmits: 0 },
    });
    expect(seen?.tcp?.rttUs).toBeGreaterThan(0);
  });

  test("names the listener of a connection that nobody has accepted", async ({ bench }) => {
    const server = bench.program("server");
    const client = bench.program("client");
    await server.listening(serverAddress);
    await client.call("connect", { fd: await client.socket(), address: serverAddress });
    const [listener] = bench.lab.sockets();
    const queued = bench.lab.sockets().find(({ pid }) => pid === null);
    expect(listener).toMatchObject({ state: "LISTEN", acceptQueue: { length: 1 }, synQueue: { length: 0 } });
    expect(queued).toMatchObject({ state: "ESTABLISHED", listener: listener?.id });
  });

  test("comes at intervals where only counters move, and in the end with the newest", async ({ bench }) => {
    const { server, client, fd } = await bench.connected();
    await client.call("setsockopt", { fd, level: "IPPROTO_TCP", option: "TCP_NODELAY", value: 1 });
    const observed = bench.observe();
    const isReceiver = ({ pid, state }: KernelSocket) => pid === server.pid && state === "ESTABLISHED";
    for (let sent = 1; sent <= 20; sent += 1) {
      await client.call("send", { fd, data: { text: "x" } });
      expect(bench.lab.sockets().find(isReceiver)).toMatchObject({ receiveQueueBytes: sent });
    }
    await observed.until(
      "socketChanged",
      ({ socket }) => isReceiver(socket) && socket.receiveQueueBytes === 20,
    );
    const told = observed.of("socketChanged").filter(({ socket }) => isReceiver(socket));
    for (const [index, { at }] of told.slice(1).entries()) {
      expect(at - (told[index]?.at ?? 0)).toBeGreaterThanOrEqual(200_000);
    }
    observed.stop();
  });
});
