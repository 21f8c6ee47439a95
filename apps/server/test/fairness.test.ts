import { LabEvent } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RawWebSocket } from "./raw-web-socket.js";
import { Server } from "./support.js";

describe("Fairness between connections", () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start();
  });
  afterAll(async () => {
    await server.stop();
  });

  test("a message is answered before the ten thousand that another connection sent before it", async () => {
    const key = await server.newLab();
    const pid = await server.rest.startProcess(key, "flood");
    const [flood, other] = [await server.rawSocket(key), await server.rawSocket(key)];
    const messages = 10_000;
    for (let id = 0; id < messages; id += 1) {
      const params = { pid, stream: "stdout", text: "x" };
      flood.socket.send(JSON.stringify({ id, control: "write", params }));
    }
    await flood.next();
    await other.ask('{"id":1,"control":"startProcess","params":{"name":"other"}}');
    for (let left = messages - 1; left > 0; left -= 1) await flood.next();
    const names = (await server.rest.trace(key)).map(
      (event) => LabEvent.parse(event).event + ("name" in event ? ` ${event.name}` : ""),
    );
    expect(names.lastIndexOf("output")).toBe(messages + 1);
    expect(names.indexOf("processStarted other")).toBeLessThan(messages / 2);
    flood.socket.close();
    other.socket.close();
  });

  test("handshakes wait for their turn in a busy lab, and what is sent behind them is answered", async () => {
    const key = await server.newLab();
    const pid = await server.rest.startProcess(key, "flood");
    const flood = await server.rawSocket(key);
    const write = { control: "write", params: { pid, stream: "stdout", text: "x".repeat(1000) } };
    for (let id = 0; id < 5000; id += 1) flood.socket.send(JSON.stringify({ id, ...write }));
    await flood.next();
    const text = '{"id":7,"control":"startProcess","params":{"name":"early"}}';
    const opened = Array.from({ length: 24 }, () =>
      RawWebSocket.openWith(server, key, { text, until: '"id":7' }),
    );
    for (const received of await Promise.all(opened)) {
      expect(received).toContain("HTTP/1.1 101");
      expect(received).toMatch(/"id":7,"ok":true/);
    }
    flood.socket.close();
  });

  test("a hundred messages in a row that are none end their connection with 1008, and no other", async () => {
    const key = await server.newLab();
    const [broken, other] = [await server.rawSocket(key), await server.rawSocket(key)];
    for (let count = 0; count < 20_000; count += 1) broken.socket.send("no JSON");
    expect(await broken.closed).toBe(1008);
    expect(await other.ask('{"id":1,"control":"startProcess","params":{"name":"p"}}')).toMatchObject({
      ok: true,
    });
    other.socket.close();
  });

  test("thousands of frames that come at once end their connection with 1008, and no other", async () => {
    const key = await server.newLab();
    const [flood, other] = [await RawWebSocket.open(server, key), await server.rawSocket(key)];
    const emptyText = Buffer.from([0x81, 0x80, 0, 0, 0, 0]);
    flood.tcp.write(Buffer.concat(Array.from({ length: 200_000 }, () => emptyText)));
    expect(await flood.ended).toBe(1008);
    expect(await other.ask('{"id":1,"control":"startProcess","params":{"name":"p"}}')).toMatchObject({
      ok: true,
    });
    other.socket.close();
  });

  test("broken messages between good ones are answered each", async () => {
    const socket = await server.rawSocket(await server.newLab());
    for (let count = 0; count < 99; count += 1) await socket.askForError("no JSON");
    await socket.ask('{"id":1,"control":"startProcess","params":{"name":"p"}}');
    for (let count = 0; count < 99; count += 1) {
      expect((await socket.askForError("no JSON")).error).toMatchObject({ code: "bad_message" });
    }
    socket.socket.close();
  });

  test("a connection with a thousand waiting calls leaves no process when it vanishes", async () => {
    const key = await server.newLab();
    const client = await server.rawSocket(key);
    await client.ask('{"id":1,"control":"startProcess","params":{"name":"p"}}');
    await client.ask('{"id":2,"command":"socket","pid":1,"params":{"type":"SOCK_DGRAM"}}');
    const address = { host: "127.0.0.1", port: 8088 };
    await client.ask(JSON.stringify({ id: 3, command: "bind", pid: 1, params: { fd: 3, address } }));
    const watcher = await server.connect(key);
    let blocked = 0;
    let interrupted = 0;
    const gone = new Promise<void>((resolve) => {
      watcher.onEvent((event) => {
        if (event.event === "callBlocked" && ++blocked === 1000) client.socket.terminate();
        if (event.event === "callEnded" && event.error?.kind === "errno") {
          expect(event.error.errno).toBe("EINTR");
          interrupted += 1;
        }
        if (event.event === "processEnded") resolve();
      });
    });
    await watcher.control("follow", { batch: true });
    for (let id = 10; id < 1010; id += 1) {
      client.socket.send(JSON.stringify({ id, command: "recv", pid: 1, params: { fd: 3, bufsize: 1 } }));
    }
    await gone;
    expect(interrupted).toBe(1000);
    expect((await server.rest.getLab(key)).processes).toEqual([]);
    watcher.close();
  });
});
