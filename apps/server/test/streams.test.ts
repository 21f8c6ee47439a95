import type { Connection, LabKey } from "@sockpit/client";
import { type LabEventOf, limits, Stream } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failureOf, restError, Server } from "./support.js";

const address = { host: "127.0.0.1", port: 8088 };
const MEGABYTE = 1024 * 1024;

describe("GET /api/labs/:lab/streams/:stream", () => {
  let server: Server;
  let key: LabKey;
  let connection: Connection;
  let canCapture: boolean;
  beforeAll(async () => {
    server = await Server.start();
    key = await server.newLab();
    canCapture = (await server.rest.getLab(key)).isolation.capture;
    connection = await server.connect(key);
  });
  afterAll(async () => {
    connection.close();
    await server.stop();
  });

  /** Two programs with a connection between them, on a port of their own. */
  async function connected(port: number) {
    const { pid } = await connection.control("startProcess", { name: "server" });
    const { pid: client } = await connection.control("startProcess", { name: "client" });
    const params = { fd: (await connection.command("socket", pid, { params: {} })).fd };
    await connection.command("bind", pid, { params: { ...params, address: { ...address, port } } });
    await connection.command("listen", pid, { params });
    const { fd } = await connection.command("socket", client, { params: {} });
    await connection.command("connect", client, { params: { fd, address: { ...address, port } } });
    const { fd: accepted } = await connection.command("accept", pid, { params });
    return { pid, client, accepted, fd };
  }

  /** The stream of the newest packet to a port. */
  async function streamOf(port: number): Promise<number> {
    const events = await server.rest.trace(key);
    const packet = events.findLast(
      (event): event is LabEventOf<"packet"> => event.event === "packet" && event.destination.port === port,
    );
    if (packet?.stream === undefined) throw new Error(`no packet to port ${port}`);
    return packet.stream;
  }

  test("is refused clearly where there is no capture", async (context) => {
    context.skip(canCapture, "this machine captures");
    expect(await failureOf(server.rest.stream(key, 1))).toMatchObject({ code: "capture_unavailable" });
  });

  test("gives both directions of a connection, in the order in which they passed", async (context) => {
    context.skip(!canCapture, "no packet capture on this machine");
    const { pid, client, accepted, fd } = await connected(8088);
    const say = (from: number, params: { fd: number; data: { text: string } }) =>
      connection.command("sendall", from, { params });
    await say(client, { fd, data: { text: "您好" } });
    await connection.command("recv", pid, { params: { fd: accepted, bufsize: 1024 } });
    await say(pid, { fd: accepted, data: { text: "hello" } });
    await say(pid, { fd: accepted, data: { text: " again" } });
    const stream = await server.rest.stream(key, await streamOf(8088));
    expect(stream).toMatchObject({ protocol: "TCP", evictedPackets: 0, lostPackets: 0 });
    expect(stream.ends[1]).toMatchObject(address);
    const sockets = await server.rest.sockets(key);
    const socketOf = (owner: number, of: number) =>
      sockets.find((socket) => socket.pid === owner && socket.fd === of)?.id;
    expect(stream.ends.map(({ socket }) => socket)).toEqual([socketOf(client, fd), socketOf(pid, accepted)]);
    const told = stream.pieces.map((piece) =>
      piece.kind === "gap" ? "gap" : [piece.from, new TextDecoder().decode(piece.data)],
    );
    expect(told).toEqual([
      [0, "您好"],
      [1, "hello"],
      [1, " again"],
    ]);
  });

  test("keeps datagrams apart", async (context) => {
    context.skip(!canCapture, "no packet capture on this machine");
    const { pid } = await connection.control("startProcess", { name: "udp" });
    const { fd } = await connection.command("socket", pid, { params: { type: "SOCK_DGRAM" } });
    const port = 9001;
    await connection.command("bind", pid, { params: { fd, address: { ...address, port } } });
    const from = await connection.command("socket", pid, { params: { type: "SOCK_DGRAM" } });
    for (const text of ["one", "two"]) {
      const params = { fd: from.fd, data: { text }, address: { ...address, port } };
      await connection.command("sendto", pid, { params });
    }
    const { pieces, protocol } = await server.rest.stream(key, await streamOf(port));
    expect(protocol).toBe("UDP");
    expect(pieces.map((piece) => piece.kind === "data" && new TextDecoder().decode(piece.data))).toEqual([
      "one",
      "two",
    ]);
  });

  test("comes as JSON unless MessagePack is asked for, and needs the lab's token", async (context) => {
    const path = (stream: string) => `/api/labs/${key.lab}/streams/${stream}`;
    expect(await restError(await server.fetch(path("1")))).toMatchObject({ status: 401 });
    expect(await restError(await server.fetch(path("x"), { key }))).toMatchObject({
      status: 400,
      error: { code: "bad_params", field: "stream", message: "stream: must be a whole number" },
    });
    context.skip(!canCapture, "no packet capture on this machine");
    expect(await restError(await server.fetch(path("999"), { key }))).toMatchObject({
      status: 404,
      error: { code: "no_such_stream" },
    });
    const response = await server.fetch(path("1"), { key });
    expect(response.headers.get("content-type")).toContain("application/json");
    const stream: unknown = await response.json();
    expect(stream).toMatchObject({ pieces: [{ data: { text: "您好" } }, {}, {}] });
    expect(Stream.parse(stream)).toEqual(await server.rest.stream(key, 1));
  });

  test("gives ten megabytes whole, and says what is gone of twenty", async (context) => {
    context.skip(!canCapture, "no packet capture on this machine");
    const { pid, client, accepted, fd } = await connected(8090);
    const sent = Buffer.from(Uint32Array.from({ length: (20 * MEGABYTE) / 4 }, (_, index) => index).buffer);
    const transfer = async (first: number, last: number) => {
      for (let start = first; start < last; start += limits.dataBytes) {
        const data = sent.subarray(start, start + limits.dataBytes);
        const all = connection.command("sendall", client, { params: { fd, data } });
        let received = 0;
        while (received < data.length) {
          const params = { fd: accepted, bufsize: limits.dataBytes };
          received += (await connection.command("recv", pid, { params })).data.length;
        }
        await all;
      }
    };
    await transfer(0, 10 * MEGABYTE);
    const stream = await streamOf(8090);
    const ten = await server.rest.stream(key, stream);
    expect(Buffer.compare(bytesOf(ten), sent.subarray(0, 10 * MEGABYTE))).toBe(0);
    await transfer(10 * MEGABYTE, 20 * MEGABYTE);
    const twenty = await server.rest.stream(key, stream);
    const [gap] = twenty.pieces;
    expect(twenty.evictedPackets).toBeGreaterThan(0);
    expect(gap).toMatchObject({ kind: "gap", from: 0 });
    const missing = gap?.kind === "gap" ? gap.bytes : 0;
    expect(Buffer.compare(bytesOf(twenty), sent.subarray(missing))).toBe(0);
  });
});

function bytesOf({ pieces }: Stream): Buffer {
  return Buffer.concat(pieces.flatMap((piece) => (piece.kind === "data" ? piece.data : [])));
}
