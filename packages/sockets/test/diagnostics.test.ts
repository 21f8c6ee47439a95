import { type FlowEnd, type Socket, SocketDiagnostics, socketConstants } from "@sockpit/sockets";
import { expect } from "vitest";
import { bytes, describeInNamespace, errnoOf, loopback, loopback6, test, waiting } from "./support.js";

const { SOL_SOCKET, SO_RCVBUF, SO_SNDBUF, IPPROTO_TCP, TCP_INFO } = socketConstants;

describeInNamespace("Socket diagnostics", () => {
  test("show a listener and the connections in its accept queue", async ({ network }) => {
    const listener = network.listen(loopback, { backlog: 5 });
    const client = network.open();
    await client.connect(listener.getsockname());
    await client.send(bytes("early"));
    expect(network.entry(listener)).toEqual({
      id: listener.cookie,
      family: "AF_INET",
      type: "SOCK_STREAM",
      state: "LISTEN",
      local: listener.getsockname(),
      peer: null,
      receiveQueueBytes: null,
      sendQueueBytes: null,
      acceptQueue: { length: 1, limit: 5 },
      receiveBufferBytes: listener.getsockopt(SOL_SOCKET, SO_RCVBUF),
      sendBufferBytes: listener.getsockopt(SOL_SOCKET, SO_SNDBUF),
      droppedPackets: 0,
      tcp: null,
    });
    const queued = network.list().find(({ id }) => id !== listener.cookie && id !== client.cookie);
    expect(queued).toMatchObject({ state: "ESTABLISHED", receiveQueueBytes: 5, peer: client.getsockname() });
    const server = await network.accept(listener);
    expect(server.cookie).toBe(queued?.id);
    expect(network.entry(listener)?.acceptQueue).toEqual({ length: 0, limit: 5 });
    expect(network.entry(client)).toMatchObject({ state: "ESTABLISHED", peer: listener.getsockname() });
  });

  test("give what TCP_INFO gives, without holding the socket", async ({ network }) => {
    const { client, server } = await network.pair();
    await client.sendall(bytes("eleven bytes"));
    expect(await server.recv(100)).toHaveLength(12);
    const tcp = network.entry(client)?.tcp;
    const own = client.getsockopt(IPPROTO_TCP, TCP_INFO, 256);
    const view = new DataView(own.buffer);
    expect(tcp).toMatchObject({
      bytesSent: 12,
      unackedSegments: 0,
      totalRetransmits: 0,
      ssthreshSegments: null,
    });
    expect(tcp?.mssBytes).toBe(view.getUint32(16, true));
    expect(tcp?.rttUs).toBe(view.getUint32(68, true));
    expect(tcp?.cwndSegments).toBe(view.getUint32(80, true));
    expect(network.entry(server)?.tcp?.bytesReceived).toBe(12);
  });

  test("follow a connection through its closing states to TIME-WAIT, which outlives close", async ({
    network,
  }) => {
    const { client, server } = await network.pair();
    client.shutdown("SHUT_WR");
    expect(await server.recv(1)).toHaveLength(0);
    expect(network.entry(server)?.state).toBe("CLOSE-WAIT");
    await network.untilState(client, "FIN-WAIT-2");
    server.shutdown("SHUT_WR");
    expect(await client.recv(1)).toHaveLength(0);
    await network.untilState(client, "TIME-WAIT");
    client.close();
    expect(network.entry(client)).toMatchObject({ state: "TIME-WAIT", peer: server.getsockname() });
  });

  test("show SYN-SENT where the backlog is full", async ({ network }) => {
    const listener = network.listen(loopback, { backlog: 0 });
    await network.open().connect(listener.getsockname());
    const client = network.open();
    const { call } = await waiting((onWait) => client.connect(listener.getsockname(), { onWait }));
    expect(network.entry(client)).toMatchObject({ state: "SYN-SENT", peer: listener.getsockname() });
    client.close();
    expect(await errnoOf(() => call)).toBe("EBADF");
  });

  test("show the wildcard address", ({ network }) => {
    const listener = network.listen({ host: "", port: 0 }, { family: "AF_INET6" });
    expect(network.entry(listener)?.local).toEqual(listener.getsockname());
    expect(network.entry(listener)?.local).toMatchObject({ host: "::" });
  });

  test("show UDP sockets, unconnected and connected", async ({ network }) => {
    const receiver = network.open({ family: "AF_INET6", type: "SOCK_DGRAM" });
    receiver.bind(loopback6);
    const sender = network.open({ family: "AF_INET6", type: "SOCK_DGRAM" });
    await sender.connect(receiver.getsockname());
    await sender.send(bytes("six"));
    expect(network.entry(receiver)).toMatchObject({
      type: "SOCK_DGRAM",
      state: "UNCONNECTED",
      local: receiver.getsockname(),
      peer: null,
      acceptQueue: null,
    });
    expect(network.entry(receiver)?.receiveQueueBytes).toBeGreaterThan(0);
    expect(network.entry(sender)).toMatchObject({ state: "CONNECTED", peer: receiver.getsockname() });
  });

  test("show Unix sockets with names, peers and the accept queue", async ({ network }) => {
    const address = { abstract: "listed" };
    const stream = { family: "AF_UNIX", type: "SOCK_STREAM" } as const;
    const listener = network.listen(address, { ...stream, backlog: 3 });
    const client = network.open(stream);
    await client.connect(address);
    await client.send(bytes("early"));
    expect(network.entry(listener)).toMatchObject({
      family: "AF_UNIX",
      state: "LISTEN",
      local: address,
      acceptQueue: { length: 1, limit: 3 },
    });
    const server = await network.accept(listener);
    expect(network.entry(listener)?.acceptQueue).toEqual({ length: 0, limit: 3 });
    expect(network.entry(client)).toMatchObject({ state: "CONNECTED", local: { path: "" }, peer: address });
    expect(network.entry(server)).toMatchObject({ state: "CONNECTED", local: address, peer: { path: "" } });
    expect(network.entry(server)?.receiveQueueBytes).toBe(5);
    const lone = network.open({ family: "AF_UNIX", type: "SOCK_DGRAM" });
    expect(network.entry(lone)).toMatchObject({ state: "UNCONNECTED", local: { path: "" }, peer: null });
  });

  test("list the sockets of one IPv4 block alone, in all states, by either end", async ({ network }) => {
    const { client, server } = await network.pair({ host: "127.70.1.9", port: 0 });
    const datagram = network.open({ type: "SOCK_DGRAM" });
    datagram.bind({ host: "127.70.1.200", port: 0 });
    for (const host of ["127.70.2.9", "127.0.0.1"]) network.listen({ host, port: 0 });
    network.listen({ host: "", port: 0 }, { family: "AF_INET6" });
    const diagnostics = SocketDiagnostics.open({ namespace: network.namespace, within: "127.70.1.1" });
    const ids = diagnostics.list().map(({ id }) => id);
    expect(ids).toHaveLength(4);
    expect(ids).toEqual(expect.arrayContaining([client.cookie, server.cookie, datagram.cookie]));
    diagnostics.close();
  });

  test("give the same objects for what has not changed", async ({ network }) => {
    const { client, server } = await network.pair();
    const before = network.list();
    expect(network.list()).toEqual(before);
    await client.send(bytes("x"));
    const after = network.list();
    const same = after.filter((entry) => before.includes(entry));
    expect(same.map(({ state }) => state)).toEqual(["LISTEN"]);
    expect(after.find(({ id }) => id === server.cookie)?.receiveQueueBytes).toBe(1);
  });

  test("find the socket that takes what comes from a peer, without a list", async ({ network }) => {
    const { client, server } = await network.pair({ host: "", port: 0 });
    const diagnostics = SocketDiagnostics.open({ namespace: network.namespace });
    const ends = (local: Socket, peer: Socket) =>
      ({ local: local.getsockname(), peer: peer.getsockname() }) as { local: FlowEnd; peer: FlowEnd };
    const found = diagnostics.find("SOCK_STREAM", ends(server, client));
    expect(found).toMatchObject({ id: server.cookie, isConnected: true, state: "ESTABLISHED" });
    const { local } = ends(server, client);
    const stranger = { host: "127.0.0.1", port: 1 };
    const listener = diagnostics.find("SOCK_STREAM", { local, peer: stranger });
    expect(listener).toMatchObject({ isConnected: false, state: "LISTEN", local: { host: "0.0.0.0" } });
    expect(diagnostics.find("SOCK_STREAM", { local: stranger, peer: local })).toBeNull();
    const datagram = network.open({ type: "SOCK_DGRAM" });
    datagram.bind(loopback);
    const udp = diagnostics.find("SOCK_DGRAM", ends(datagram, client));
    expect(udp).toMatchObject({ id: datagram.cookie, isConnected: false });
    const dual = network.open({ family: "AF_INET6", type: "SOCK_DGRAM" });
    dual.bind({ host: "", port: 0 });
    const { port } = ends(dual, client).local;
    expect(
      diagnostics.find("SOCK_DGRAM", { local: { host: "127.0.0.1", port }, peer: stranger }),
    ).toMatchObject({ id: dual.cookie });
    diagnostics.close();
  });

  test("list hundreds of sockets", ({ network }) => {
    for (let count = 0; count < 500; count += 1) network.open({ type: "SOCK_DGRAM" }).bind(loopback);
    expect(network.list()).toHaveLength(500);
  });

  test("once closed are EBADF", async ({ network }) => {
    const diagnostics = SocketDiagnostics.open({ namespace: network.namespace });
    diagnostics.close();
    diagnostics.close();
    expect(await errnoOf(() => diagnostics.list())).toBe("EBADF");
  });
});
