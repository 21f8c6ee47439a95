import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { bytes, describeInNamespace, errnoOf, type Network, test, text, waiting } from "./support.js";

const stream = { family: "AF_UNIX", type: "SOCK_STREAM" } as const;
const datagram = { family: "AF_UNIX", type: "SOCK_DGRAM" } as const;

describeInNamespace("Unix sockets", () => {
  let folder: string;
  let count = 0;
  const freshPath = () => {
    count += 1;
    return join(folder, `${count}.sock`);
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "sockets-test-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("connect by path; the client has no name", async ({ network }) => {
    const path = freshPath();
    const listener = network.listen({ path }, stream);
    const client = network.open(stream);
    await client.connect({ path });
    const { socket, address } = await listener.accept();
    network.keep(socket);
    expect(address).toEqual({ path: "" });
    expect(socket.getsockname()).toEqual({ path });
    expect(client.getpeername()).toEqual({ path });
    expect(client.getsockname()).toEqual({ path: "" });
    const { call } = await waiting((onWait) => socket.recv(10, { onWait }));
    await client.sendall(bytes("unix"));
    expect(text(await call)).toBe("unix");
    expect(existsSync(path)).toBe(true);
  });

  test("connect by abstract name, which belongs to the network namespace", async ({ network }) => {
    const address = { abstract: "sockets-test" };
    const { client, server } = await network.pair(address, stream);
    expect(client.getpeername()).toEqual(address);
    await client.sendall(bytes("abstract"));
    expect(text(await server.recv(20))).toBe("abstract");
  });

  test("binding to the empty path gets a name from the kernel", ({ network }) => {
    const socket = network.open(datagram);
    socket.bind({ path: "" });
    expect(socket.getsockname()).toEqual({ abstract: expect.stringMatching(/^[0-9a-f]{5}$/) });
  });

  test("no such path is ENOENT, no listener ECONNREFUSED, a taken path EADDRINUSE", async ({ network }) => {
    const path = freshPath();
    expect(await errnoOf(() => network.open(stream).connect({ path }))).toBe("ENOENT");
    network.open(stream).bind({ path });
    expect(await errnoOf(() => network.open(stream).connect({ path }))).toBe("ECONNREFUSED");
    expect(await errnoOf(() => network.open(stream).bind({ path }))).toBe("EADDRINUSE");
    expect(await network.open(datagram).connectEx({ path })).toBe("EPROTOTYPE");
  });

  test("a full backlog makes connect wait without a timeout, and is EAGAIN with one", async ({ network }) => {
    const address = { abstract: "full" };
    const listener = network.listen(address, { ...stream, backlog: 0 });
    await network.open(stream).connect(address);
    const hasty = network.open(stream);
    hasty.timeout = 5;
    expect(await hasty.connectEx(address)).toBe("EAGAIN");
    const { call } = await waiting((onWait) => network.open(stream).connect(address, { onWait }));
    await network.accept(listener);
    await call;
    await network.accept(listener);
  });

  test("datagrams go to a name, with the sender's name, null where it has none", async ({ network }) => {
    const receiver = network.open(datagram);
    receiver.bind({ abstract: "receiver" });
    const named = network.open(datagram);
    named.bind({ abstract: "named" });
    await named.sendto(bytes("a"), { abstract: "receiver" });
    await network.open(datagram).sendto(bytes("b"), { abstract: "receiver" });
    expect(await receiver.recvfrom(9)).toEqual({ data: bytes("a"), address: { abstract: "named" } });
    expect(await receiver.recvfrom(9)).toEqual({ data: bytes("b"), address: null });
  });

  test("a datagram waits for room in the receiver's queue, connected or not", async ({ network }) => {
    for (const isConnected of [true, false]) {
      const address = { abstract: `queue-${isConnected}` };
      const receiver = network.open(datagram);
      receiver.bind(address);
      const sender = network.open(datagram);
      if (isConnected) await sender.connect(address);
      const send = (onWait?: () => void) => {
        const options = onWait === undefined ? {} : { onWait };
        return isConnected ? sender.send(bytes("x"), options) : sender.sendto(bytes("x"), address, options);
      };
      await fill(sender, send);
      const { call } = await waiting((onWait) => send(onWait));
      await receiver.recv(1);
      expect(await call).toBe(1);
    }
  });

  test("a peer that has gone is EPIPE", async ({ network }) => {
    const { client, server } = await network.pair({ abstract: "gone" }, stream);
    server.close();
    expect(await errnoOf(() => client.send(bytes("x")))).toBe("EPIPE");
    expect(await client.recv(1)).toHaveLength(0);
  });
});

/** Sends until the queue is full. */
async function fill(sender: ReturnType<Network["open"]>, send: () => unknown): Promise<void> {
  sender.timeout = 0;
  for (;;) {
    const outcome = await errnoOf(send).catch(() => "sent");
    if (outcome === "EAGAIN") break;
  }
  sender.timeout = null;
}
