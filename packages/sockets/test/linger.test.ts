import { bounds, Interrupter, type Socket, socketConstants } from "@sockpit/sockets";
import { expect } from "vitest";
import { bytes, describeInNamespace, errnoOf, type Network, test } from "./support.js";

const { SOL_SOCKET, SO_LINGER } = socketConstants;

function linger(socket: Socket, seconds: number): void {
  socket.setsockopt(SOL_SOCKET, SO_LINGER, new Uint8Array(Int32Array.of(1, seconds).buffer));
}

/** A connection whose client has sent more than its server takes without reading; and how much. */
async function stuffed(network: Network): Promise<{ client: Socket; server: Socket; sent: number }> {
  const { client, server } = await network.pair();
  client.timeout = 0;
  let sent = 0;
  const fill = async () => {
    for (;;) sent += await client.send(new Uint8Array(bounds.dataBytes));
  };
  expect(await errnoOf(fill)).toBe("EAGAIN");
  return { client, server, sent };
}

async function readToEnd(socket: Socket): Promise<number> {
  let received = 0;
  for (;;) {
    const data = await socket.recv(bounds.dataBytes);
    if (data.length === 0) return received;
    received += data.length;
  }
}

describeInNamespace("A socket with SO_LINGER above 0", () => {
  test("gives it to getsockopt, as an int and as struct linger, and passes it on to what it accepts", async ({
    network,
  }) => {
    const listener = network.listen({ host: "127.0.0.1", port: 0 });
    linger(listener, 60);
    const client = network.open();
    await client.connect(listener.getsockname());
    const accepted = await network.accept(listener);
    for (const socket of [listener, accepted]) {
      expect(socket.getsockopt(SOL_SOCKET, SO_LINGER)).toBe(1);
      expect(socket.getsockopt(SOL_SOCKET, SO_LINGER, 100)).toEqual(Uint8Array.of(1, 0, 0, 0, 60, 0, 0, 0));
      expect(socket.getsockopt(SOL_SOCKET, SO_LINGER, 5)).toEqual(Uint8Array.of(1, 0, 0, 0, 60));
    }
    linger(accepted, 0);
    expect(accepted.getsockopt(SOL_SOCKET, SO_LINGER, 8)).toEqual(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0));
  });

  /** It would block for longer than a test may take. */
  test("close does not block, and the kernel still delivers all", async ({ network }) => {
    const { client, server, sent } = await stuffed(network);
    linger(client, 60);
    client.close();
    expect(await readToEnd(server)).toBe(sent);
  });

  test("closeLingering is done once the peer has all, and closed from the start", async ({ network }) => {
    const { client, server, sent } = await stuffed(network);
    linger(client, 60);
    let isDone = false;
    const closing = Promise.resolve(client.closeLingering()).then(() => {
      isDone = true;
    });
    expect(client.closed).toBe(true);
    expect(await errnoOf(() => client.send(bytes("x")))).toBe("EBADF");
    expect((await server.recv(1)).length).toBe(1);
    expect(isDone).toBe(false);
    expect(await readToEnd(server)).toBe(sent - 1);
    await closing;
    expect(network.entry(client)).toMatchObject({ state: "FIN-WAIT-2", sendQueueBytes: 0 });
  });

  test("closeLingering gives up after its seconds", async ({ network }) => {
    const { client } = await stuffed(network);
    linger(client, 1);
    const startedAtMs = performance.now();
    await client.closeLingering();
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(1000);
  });

  test("closeLingering ends at once by an abort, and by close", async ({ network }) => {
    const first = await stuffed(network);
    linger(first.client, 60);
    const interrupter = new Interrupter();
    const aborted = first.client.closeLingering({ interrupter });
    interrupter.interrupt();
    await aborted;
    const second = await stuffed(network);
    linger(second.client, 60);
    const closed = second.client.closeLingering();
    second.client.close();
    await closed;
    // The kernel still has what the peers have not taken: neither was waited for.
    for (const { client } of [first, second]) {
      expect(network.entry(client)).toMatchObject({ state: "FIN-WAIT-1" });
      expect(network.entry(client)?.sendQueueBytes).toBeGreaterThan(0);
    }
  });

  test("unread data resets the connection at once, as close does", async ({ network }) => {
    const { client, server } = await network.pair();
    linger(client, 60);
    await server.send(bytes("unread"));
    await network.untilState(client, "ESTABLISHED");
    await client.closeLingering();
    expect(await errnoOf(() => server.recv(1))).toBe("ECONNRESET");
  });

  test("dup: only the last close lingers", async ({ network }) => {
    const { client, server } = await network.pair();
    const copy = network.keep(client.dup());
    linger(client, 60);
    await client.closeLingering();
    await copy.send(bytes("on"));
    expect(await server.recv(9)).toEqual(bytes("on"));
    expect(new Int32Array(copy.getsockopt(SOL_SOCKET, SO_LINGER, 8).buffer)).toEqual(Int32Array.of(1, 60));
  });
});
