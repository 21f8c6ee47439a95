import { once } from "node:events";
import { Connection, type ConnectionClose } from "@sockpit/client";
import { limits } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { RawWebSocket } from "./raw-web-socket.js";
import { Server } from "./support.js";

describe("A connection that is silent", () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start({ SOCKPIT_PING_SECONDS: "0.5" });
  });
  afterAll(async () => {
    await server.stop();
  });

  test("is ended where its client answers no pings, and its process with it", async () => {
    const key = await server.newLab();
    const watcher = await server.connect(key);
    const gone = new Promise<unknown>((resolve) => {
      watcher.onEvent((event) => event.event === "processEnded" && resolve(event));
    });
    await watcher.control("follow", {});
    const client = await RawWebSocket.open(server, key);
    client.sendText('{"id":1,"control":"startProcess","params":{"name":"gone"}}');
    expect(await gone).toMatchObject({ pid: 1, reason: "disconnected" });
    expect(await client.ended).toBeNull();
    watcher.close();
  });

  test("stays open for as long as its client answers pings, though a call waits", async () => {
    const connection = await server.rawSocket(await server.newLab());
    await connection.ask('{"id":1,"control":"startProcess","params":{"name":"server"}}');
    await connection.ask('{"id":2,"command":"socket","pid":1,"params":{"type":"SOCK_DGRAM"}}');
    const address = { host: "127.0.0.1", port: 8088 };
    await connection.ask(JSON.stringify({ id: 3, command: "bind", pid: 1, params: { fd: 3, address } }));
    connection.socket.send('{"id":4,"command":"recv","pid":1,"params":{"fd":3,"bufsize":1}}');
    for (let round = 0; round < 6; round += 1) await once(connection.socket, "ping");
    const getsockname = '{"id":5,"command":"getsockname","pid":1,"params":{"fd":3}}';
    expect(await connection.ask(getsockname)).toMatchObject({ id: 5, ok: true });
    connection.socket.close();
  });

  test("shows a follower with `batch` by empty batches that it works, and no other", async () => {
    const key = await server.newLab();
    const [batched, single] = [await server.rawSocket(key), await server.rawSocket(key)];
    await single.ask('{"id":1,"control":"follow"}');
    await batched.ask('{"id":1,"control":"follow","params":{"batch":true}}');
    expect((await batched.next()).message).toEqual({ events: [] });
    expect((await batched.next()).message).toEqual({ events: [] });
    expect(await single.ask('{"id":2,"control":"startProcess","params":{"name":"p"}}')).toMatchObject({
      event: "processStarted",
    });
    batched.socket.close();
    single.socket.close();
  });

  test("is taken for lost by the SDK where nothing comes from its server, and only then", async () => {
    const silent = await Server.start({ SOCKPIT_PING_SECONDS: "0.5" });
    const options = { baseUrl: silent.baseUrl, key: await silent.newLab(), webSocket: WebSocket };
    const connection = await Connection.open({ ...options, silentAfterMs: 2000 });
    const closed = new Promise<ConnectionClose>((resolve) => connection.onClose(resolve));
    await connection.control("follow", { batch: true });
    const witness = await silent.rawSocket(options.key);
    for (let round = 0; round < 6; round += 1) await once(witness.socket, "ping");
    expect(connection.isOpen).toBe(true);
    const [labHost = 0] = silent.labHosts();
    process.kill(labHost, "SIGSTOP");
    expect(await closed).toMatchObject({ kind: "serverGone" });
    process.kill(labHost, "SIGCONT");
    await silent.stop();
  });

  test("is closed with 1008 where a long message is not finished in time", async () => {
    const client = await RawWebSocket.open(server, await server.newLab());
    client.beginMessage(limits.messageBytes, limits.messageBytes / 2);
    const drip = setInterval(() => client.tcp.write("x"), 50);
    expect(await client.ended).toBe(1008);
    clearInterval(drip);
  });
});

const MIB = 1024 * 1024;

describe("Unfinished messages", () => {
  test("hold at most 32 MiB together: the longest is cut off, the others go on", async () => {
    const server = await Server.start();
    const key = await server.newLab();
    const other = await server.rawSocket(key);
    const largest = await RawWebSocket.open(server, key);
    largest.beginMessage(limits.frameBytes, limits.frameBytes - 1);
    // What counts is the memory for them, which grows ahead of what has come, up to their length.
    const lengthBytes = 5 * MIB;
    const lastBytes = 64 * 1024;
    const others: RawWebSocket[] = [];
    for (let count = 0; count < 6; count += 1) {
      const client = await RawWebSocket.open(server, key);
      client.beginMessage(lengthBytes, lengthBytes - lastBytes);
      others.push(client);
    }
    expect(await largest.ended).toBe(1013);
    expect(await other.ask('{"id":1,"control":"startProcess","params":{"name":"p"}}')).toMatchObject({
      ok: true,
    });
    const answers = others.map((client) => Promise.race([once(client.tcp, "data"), client.ended]));
    for (const client of others) client.tcp.write(Buffer.alloc(lastBytes));
    for (const answer of await Promise.all(answers)) expect(Array.isArray(answer)).toBe(true);
    for (const client of others) client.tcp.destroy();
    other.socket.close();
    await server.stop();
  });
});
