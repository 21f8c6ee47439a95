import { type Socket, socketConstants } from "@sockpit/sockets";
import { expect } from "vitest";
import {
  type NamespaceSockets,
  outcomeOf,
  resetOnClose,
  type TableLine,
  namespaceTest as test,
} from "./namespace-sockets.js";
import { describeOnKernel, portOf, text } from "./support.js";

const { IPPROTO_TCP, TCP_DEFER_ACCEPT } = socketConstants;

const address = { host: "127.0.0.1", port: 8088 };
const anyPort = { host: "127.0.0.1", port: 0 };
const bytes = (written: string) => new TextEncoder().encode(written);

/** TCP's states in the kernel's table: include/net/tcp_states.h. */
const states = { SYN_SENT: 2, SYN_RECEIVED: 3, FIN_WAIT_2: 5, CLOSE_WAIT: 8 };

describeOnKernel("What the page's explanations say of Linux: queues", () => {
  /** A connected socket in the kernel's table. */
  function lineOf(sockets: NamespaceSockets, socket: Socket): TableLine | undefined {
    const [own, peer] = [portOf(socket.getsockname()), portOf(socket.getpeername())];
    return sockets.table("tcp").find(({ localPort, peerPort }) => localPort === own && peerPort === peer);
  }

  test("the kernel's own table counts a FIN as a byte that was received, which FIONREAD and recv() do not", async ({
    sockets,
  }) => {
    const { client, accepted } = await sockets.connectTo(sockets.listen(anyPort));
    client.shutdown("SHUT_WR");
    await sockets.untilTable(({ state }) => state === states.CLOSE_WAIT);
    expect(lineOf(sockets, accepted)?.receiveQueue).toBe(1);
    expect(accepted.ioctl("FIONREAD")).toBe(0);
    expect(await accepted.recv(10)).toHaveLength(0);
  });

  test("it counts a SYN as a byte that is not acknowledged yet", async ({ sockets }) => {
    const listener = sockets.listen(anyPort, { backlog: 0 });
    await sockets.open().connect(listener.getsockname());
    const late = sockets.open();
    late.timeout = 0;
    await outcomeOf(() => late.connect(listener.getsockname()));
    const line = await sockets.untilTable(({ state }) => state === states.SYN_SENT);
    expect(line.sendQueue).toBe(1);
  });

  test("of a UDP socket it counts the kernel's memory, which is more than the data", async ({ sockets }) => {
    const receiver = sockets.open({ type: "SOCK_DGRAM" });
    receiver.bind(address);
    await sockets.open({ type: "SOCK_DGRAM" }).sendto(bytes("hello"), address);
    expect(
      sockets.table("udp").find(({ localPort }) => localPort === address.port)?.receiveQueue,
    ).toBeGreaterThan(100);
    expect(receiver.ioctl("FIONREAD")).toBe(5);
  });

  test("with TCP_DEFER_ACCEPT a connection stays in the SYN queue after the handshake's last ACK, until data come", async ({
    sockets,
  }) => {
    const listener = sockets.open();
    listener.setsockopt(IPPROTO_TCP, TCP_DEFER_ACCEPT, 30);
    listener.bind(anyPort);
    listener.listen(5);
    const client = sockets.open();
    await client.connect(listener.getsockname());
    await sockets.untilTable(({ state }) => state === states.SYN_RECEIVED);
    await client.send(bytes("here I am"));
    const { socket } = await listener.accept();
    expect(text(await sockets.keep(socket).recv(100))).toBe("here I am");
  });

  test("a send() does not wait for a closed window before its own send queue is full", async ({
    sockets,
  }) => {
    const { client } = await sockets.connectTo(sockets.listen(anyPort));
    client.timeout = 0;
    const fill = async () => {
      for (;;) await client.send(new Uint8Array(65_536));
    };
    expect(await outcomeOf(fill)).toBe("EAGAIN");
    expect(lineOf(sockets, client)?.sendQueue).toBeGreaterThan(65_536);
  });

  test("a UDP socket keeps what came before connect(), and then takes only from its peer", async ({
    sockets,
  }) => {
    const [receiver, peer, other] = [0, 1, 2].map(() => sockets.open({ type: "SOCK_DGRAM" })) as [
      Socket,
      Socket,
      Socket,
    ];
    receiver.bind(address);
    peer.bind(anyPort);
    await other.sendto(bytes("before"), address);
    await receiver.connect(peer.getsockname());
    await other.sendto(bytes("after"), address);
    await peer.sendto(bytes("from the peer"), address);
    const received = [await receiver.recv(100), await receiver.recv(100)];
    expect(received.map(text)).toEqual(["before", "from the peer"]);
  });
});

describeOnKernel("What the page's explanations say of Linux: ends of connections", () => {
  test("data to a closed socket in FIN-WAIT-2 are answered by RST, to one that was shut down they are delivered", async ({
    sockets,
  }) => {
    const listener = sockets.listen(anyPort);
    const shut = await sockets.connectTo(listener);
    shut.client.shutdown("SHUT_WR");
    await shut.accepted.send(bytes("still here"));
    expect(text(await shut.client.recv(100))).toBe("still here");

    const closed = await sockets.connectTo(listener);
    const port = portOf(closed.client.getsockname());
    closed.client.close();
    await sockets.untilTable((line) => line.localPort === port && line.state === states.FIN_WAIT_2);
    await closed.accepted.send(bytes("nobody reads"));
    expect(await outcomeOf(() => closed.accepted.send(bytes("again")))).toBe("EPIPE");
  });

  test("recv() takes what came before the FIN, then returns nothing, again and again; send() still works", async ({
    sockets,
  }) => {
    const { client, accepted } = await sockets.connectTo(sockets.listen(anyPort));
    await client.send(bytes("last words"));
    client.shutdown("SHUT_WR");
    const received = [await accepted.recv(100), await accepted.recv(100), await accepted.recv(100)];
    expect(received.map(text)).toEqual(["last words", "", ""]);
    expect(await accepted.send(bytes("an answer"))).toBe(9);
  });

  test("what was received before RST can still be read; then recv() fails with ECONNRESET once", async ({
    sockets,
  }) => {
    const { client, accepted } = await sockets.connectTo(sockets.listen(anyPort));
    await accepted.send(bytes("before"));
    resetOnClose(accepted);
    accepted.close();
    expect(text(await client.recv(100))).toBe("before");
    expect(await outcomeOf(() => client.recv(100))).toBe("ECONNRESET");
    expect(await client.recv(100)).toHaveLength(0);
  });

  test("close() with data unread sends RST", async ({ sockets }) => {
    const { client, accepted } = await sockets.connectTo(sockets.listen(anyPort));
    await client.send(bytes("unread"));
    accepted.close();
    expect(await outcomeOf(() => client.recv(100))).toBe("ECONNRESET");
  });

  test("accept() gives a connection that was reset before it, and recv() then fails", async ({ sockets }) => {
    const listener = sockets.listen(anyPort);
    const client = sockets.open();
    await client.connect(listener.getsockname());
    resetOnClose(client);
    client.close();
    const { socket } = await listener.accept();
    expect(await outcomeOf(() => sockets.keep(socket).recv(100))).toBe("ECONNRESET");
  });

  test("send() after SHUT_WR, and on a TCP socket that was never connected, fails with EPIPE", async ({
    sockets,
  }) => {
    const { client } = await sockets.connectTo(sockets.listen(anyPort));
    client.shutdown("SHUT_WR");
    expect(await outcomeOf(() => client.send(bytes("x")))).toBe("EPIPE");
    expect(await outcomeOf(() => sockets.open().send(bytes("x")))).toBe("EPIPE");
  });

  test("a TCP socket whose connect() was refused may connect again", async ({ sockets }) => {
    const client = sockets.open();
    expect(await outcomeOf(() => client.connect(address))).toBe("ECONNREFUSED");
    sockets.listen(address);
    expect(await outcomeOf(() => client.connect(address))).toBe("none");
    expect(await outcomeOf(() => client.connect(address))).toBe("EISCONN");
  });
});
