import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { LabKey } from "@sockpit/client";
import { encodeBinary, limits } from "@sockpit/protocol";
import { webSocketHandshake } from "@sockpit/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { RawWebSocket } from "./raw-web-socket.js";
import { type RawSocket, restError, Server } from "./support.js";

const FIVE_MEGABYTES = 5 * 1024 * 1024;

let server: Server;
let key: LabKey;

beforeAll(async () => {
  server = await Server.start();
});
beforeEach(async () => {
  key = await server.newLab();
  await server.rest.startProcess(key, "first");
});
/** Whatever was sent, the lab that it was sent to is unhurt. */
afterEach(async () => {
  expect(await server.rest.command(key, "socket", { pid: 1, params: {} })).toEqual({ fd: 3 });
  await server.rest.deleteLab(key);
});
afterAll(async () => {
  expect(server.labHosts()).toHaveLength(1);
  await server.stop();
  expect(server.printed()).not.toContain("error");
});

describe("Over REST", () => {
  const command = (name: string, body: string | Uint8Array<ArrayBuffer>, as: LabKey | undefined = key) =>
    server.post(`/api/labs/${key.lab}/commands/${name}`, body, as);

  test("an unknown command, route, lab and process are 404 and say which", async () => {
    const missing = [
      [await command("fork", '{"pid":1}'), "unknown_command"],
      [await command("toString", '{"pid":1}'), "unknown_command"],
      [await server.fetch("/api/nothing"), "no_such_route"],
      [await server.fetch("/api/labs/zzzzzzzz", { key }), "no_such_lab"],
      [await server.fetch("/api/labs/%00", { key }), "no_such_lab"],
      [await command("socket", '{"pid":99}'), "no_such_process"],
      [await server.fetch(`/api/labs/${key.lab}/processes/99`, { method: "DELETE", key }), "no_such_process"],
    ] as const;
    for (const [response, code] of missing) {
      expect(await restError(response)).toMatchObject({ status: 404, error: { kind: "protocol", code } });
    }
  });

  test("wrong types are 400 and name the field", async () => {
    const wrong = [
      ["bind", "{}", "pid"],
      ["bind", '{"pid":"1"}', "pid"],
      ["bind", '{"pid":1,"fd":"3"}', "params.fd"],
      ["bind", '{"pid":1,"fd":3,"address":{"host":"127.0.0.1","port":70000}}', "params.address.port"],
      ["recv", '{"pid":1,"fd":3,"bufsize":1.5}', "params.bufsize"],
      ["socket", "[]", undefined],
    ] as const;
    for (const [name, body, field] of wrong) {
      const { status, error } = await restError(await command(name, body));
      expect([status, error], body).toMatchObject([400, { kind: "protocol", code: "bad_params" }]);
      if (field !== undefined) expect(error).toMatchObject({ field });
    }
    const named = await server.post(`/api/labs/${key.lab}/processes`, '{"name":"a\\u0000b"}', key);
    expect(await restError(named)).toMatchObject({ status: 400, error: { field: "name" } });
    const pid = await server.fetch(`/api/labs/${key.lab}/processes/abc`, { method: "DELETE", key });
    expect(await restError(pid)).toMatchObject({ status: 400, error: { field: "pid" } });
  });

  test("without a token, with someone else's or a malformed one: 401", async () => {
    const other = await server.newLab();
    const withToken = (token: string) => ({ headers: { authorization: token } });
    const path = `/api/labs/${key.lab}`;
    for (const response of [
      await server.fetch(path),
      await server.fetch(path, { key: other }),
      await server.fetch(path, withToken("Bearer ")),
      await server.fetch(path, withToken(`Basic ${key.token}`)),
      await server.fetch(path, { method: "DELETE", key: other }),
      await server.fetch(`${path}/sockets`),
      await server.fetch(`${path}/trace`, { key: other }),
      await server.post(`${path}/processes`, '{"name":"x"}', other),
      await command("socket", '{"pid":1}', other),
    ]) {
      expect(await restError(response)).toMatchObject({
        status: 401,
        error: { kind: "policy", code: "unauthorized" },
      });
    }
    expect((await server.rest.getLab(key)).processes).toHaveLength(1);
  });

  test("an fd that is not yours is EBADF", async () => {
    await server.rest.startProcess(key, "second");
    await server.rest.command(key, "socket", { pid: 2, params: {} });
    const { status, error } = await restError(await command("close", '{"pid":1,"fd":3}'));
    expect([status, error]).toMatchObject([422, { kind: "errno", errno: "EBADF", number: 9 }]);
    expect(await server.rest.sockets(key)).toMatchObject([{ pid: 2, fd: 3 }]);
  });

  test("a body of 5 MB is 413", async () => {
    const data = "x".repeat(FIVE_MEGABYTES);
    const response = await command("send", JSON.stringify({ pid: 1, fd: 3, data: { text: data } }));
    expect(await restError(response)).toMatchObject({
      status: 413,
      error: { kind: "limit", code: "message_too_large" },
    });
  });

  test("a body that is no JSON, no UTF-8 or too deep is 400", async () => {
    const depth = 100_000;
    for (const body of ["{", "null", '"text"', "7", Uint8Array.of(0x7b, 0xff, 0x7d), randomBytes(64)]) {
      const response = await command("socket", typeof body === "string" ? body : Uint8Array.from(body));
      expect(await restError(response), String(body)).toMatchObject({ status: 400 });
    }
    const deep = `{"pid":1,"fd":3,"data":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    expect(await restError(await command("send", deep))).toMatchObject({
      status: 400,
      error: { kind: "protocol" },
    });
  });

  test("a body that stops half-way leaves no trace", async () => {
    const tcp = connect(server.port, "127.0.0.1");
    tcp.write(`POST /api/labs HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Length: 100\r\n\r\n{`);
    tcp.end();
    const [answer] = (await once(tcp, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 /);
    tcp.destroy();
  });

  test("a path that cannot be decoded is 400", async () => {
    expect(await restError(await server.fetch("/api/labs/%ff", { key }))).toMatchObject({ status: 400 });
  });
});

describe("Over WebSocket", () => {
  let socket: RawSocket;
  beforeEach(async () => {
    socket = await server.rawSocket(key);
  });
  /** The same connection still serves. */
  afterEach(async () => {
    const ask = JSON.stringify({ id: 77, control: "follow" });
    expect(await socket.ask(ask)).toMatchObject({ id: 77, ok: true });
    socket.socket.close();
    await socket.closed;
  });

  test("an unknown command or control gives a typed error with the request's id", async () => {
    for (const request of [
      { id: 5, command: "fork", pid: 1 },
      { id: 5, command: "constructor", pid: 1 },
      { id: 5, control: "reboot" },
      { id: 5, control: "__proto__" },
    ]) {
      const expected = { id: 5, error: { kind: "protocol", code: "unknown_command" } };
      expect(await socket.askForError(JSON.stringify(request))).toMatchObject(expected);
      expect(await socket.askForError(encodeBinary(request))).toMatchObject(expected);
    }
  });

  test("wrong types name the field", async () => {
    const wrong = [
      [{ id: 6, command: "bind", pid: 1, params: { fd: "3" } }, 6, "params.fd"],
      [{ id: 6, command: "bind", pid: "1" }, 6, "pid"],
      [{ id: 6, command: 7, pid: 1 }, 6, "command"],
      [{ id: 6, control: "startProcess", params: { name: 7 } }, 6, "params.name"],
      [{ id: "6", command: "bind", pid: 1 }, null, "id"],
      [{ id: -6, control: "follow" }, null, "id"],
      [{ id: 6, command: "socket", pid: 1, source: { file: "x", line: 0 } }, 6, "source.line"],
    ] as const;
    for (const [request, id, field] of wrong) {
      const expected = { id, error: { kind: "protocol", code: "bad_params", field } };
      expect(await socket.askForError(JSON.stringify(request))).toMatchObject(expected);
      expect(await socket.askForError(encodeBinary(request))).toMatchObject(expected);
    }
  });

  test("JSON and MessagePack that hold no message give a typed error", async () => {
    for (const value of [null, 7, "text", [], [1], {}, { event: "x" }]) {
      expect(await socket.askForError(JSON.stringify(value))).toMatchObject({ id: null });
      expect(await socket.askForError(encodeBinary(value))).toMatchObject({ id: null });
    }
  });

  test("an fd and a process that are not yours", async () => {
    await server.rest.startProcess(key, "second");
    await server.rest.command(key, "socket", { pid: 2, params: {} });
    const close = { id: 8, command: "close", pid: 1, params: { fd: 3 } };
    expect(await socket.askForError(JSON.stringify(close))).toMatchObject({
      id: 8,
      error: { errno: "EBADF" },
    });
    expect(await socket.askForError(JSON.stringify({ ...close, pid: 9 }))).toMatchObject({
      id: 8,
      error: { code: "no_such_process" },
    });
  });

  test("a message of 5 MB gives a typed error with its id, in JSON and MessagePack", async () => {
    const request = { id: 70_000, command: "send", pid: 1, params: { fd: 3 } };
    const text = { ...request, params: { fd: 3, data: { text: "x".repeat(FIVE_MEGABYTES) } } };
    const bytes = { ...request, params: { fd: 3, data: new Uint8Array(FIVE_MEGABYTES) } };
    const expected = { id: 70_000, error: { kind: "limit", code: "message_too_large" } };
    expect(await socket.askForError(JSON.stringify(text))).toMatchObject(expected);
    expect(await socket.askForError(encodeBinary(bytes))).toMatchObject(expected);
    const nested = "[".repeat(FIVE_MEGABYTES);
    expect(await socket.askForError(nested)).toMatchObject({
      id: null,
      error: { code: "message_too_large" },
    });
  });

  test("what is neither JSON nor MessagePack gives bad_message", async () => {
    const expected = { id: null, error: { kind: "protocol", code: "bad_message" } };
    for (const text of ["", "{", "{'id':1}", '{"id":1,}', "\u0000", "[".repeat(100_000)]) {
      expect(await socket.askForError(text)).toMatchObject(expected);
    }
    const frames = [
      [0xc1],
      [],
      [0xdf, 0xff, 0xff, 0xff, 0xff],
      [0xc0, 0xc0],
      [0xd9, 0x05, 0x61],
      [0x81, 0xc1, 1],
    ];
    for (const frame of frames) {
      expect(await socket.askForError(Uint8Array.from(frame), { binary: true }), String(frame)).toMatchObject(
        expected,
      );
    }
  });

  test("deep nesting gives a typed error, in JSON and MessagePack", async () => {
    const depth = 100_000;
    const json = `{"id":9,"command":"send","pid":1,"params":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    expect(await socket.askForError(json)).toMatchObject({ error: { kind: "protocol" } });
    const beginning = encodeBinary({ id: 9, command: "send", pid: 1, params: null }).slice(0, -1);
    const binary = new Uint8Array([...beginning, ...new Uint8Array(depth).fill(0x91), 0xc0]);
    expect(await socket.askForError(binary)).toMatchObject({ error: { kind: "protocol" } });
  });

  test("a refusal names the id only where it is one: the shape of a message is looked at before its JSON", async () => {
    const key = '"k":1,'.repeat(2);
    for (const [start, id] of [
      ['"id":8', 8],
      ['"id":0510', null],
      ['"id":-8', null],
      ['"id":"8"', null],
    ] as const) {
      const refused = await socket.askForError(`{${start},"control":"follow","params":{${key}"a":1}}`);
      expect(refused).toMatchObject({ id, error: { code: "bad_message", field: "params" } });
    }
    const cutShort = Uint8Array.of(0x82, 0xa2, 0x69, 0x64, 0xce, 0x91);
    expect(await socket.askForError(cutShort)).toMatchObject({ id: null, error: { code: "bad_message" } });
  });

  test("a second call with an id that is under way is refused, and the first goes on", async () => {
    for (const request of [
      { id: 1, command: "socket", pid: 1, params: { type: "SOCK_DGRAM" } },
      { id: 2, command: "bind", pid: 1, params: { fd: 3, address: { host: "127.0.0.1", port: 8088 } } },
    ]) {
      expect(await socket.ask(JSON.stringify(request))).toMatchObject({ ok: true });
    }
    const receive = { id: 3, command: "recv", pid: 1, params: { fd: 3, bufsize: 9 } };
    socket.socket.send(JSON.stringify(receive));
    expect(await socket.askForError(JSON.stringify(receive))).toMatchObject({
      id: 3,
      error: { kind: "limit", code: "too_many_calls" },
    });
    const cancelled = await socket.ask(JSON.stringify({ id: 4, control: "cancel", params: { id: 3 } }));
    const answers = [cancelled, (await socket.next()).message];
    expect(answers).toContainEqual({ id: 4, ok: true, result: { cancelled: true } });
    expect(answers).toContainEqual(
      expect.objectContaining({ id: 3, ok: false, error: expect.objectContaining({ errno: "EINTR" }) }),
    );
    expect(await socket.ask(JSON.stringify({ id: 5, command: "close", pid: 1, params: { fd: 3 } }))).toEqual({
      id: 5,
      ok: true,
      result: {},
    });
  });
});

describe("A WebSocket frame that breaks RFC 6455", () => {
  test("over 16 MB is cut off with 1009", async () => {
    const socket = await server.rawSocket(key);
    socket.socket.send(Buffer.alloc(limits.frameBytes + 1, 0x20), { binary: false });
    expect(await socket.closed).toBe(1009);
  });

  test("is read no further where it is too long, and its connection ends", async () => {
    const socket = await RawWebSocket.open(server, key);
    socket.beginMessage(limits.frameBytes + 1, 0);
    const failure = new Promise((resolve) => socket.tcp.write(Buffer.alloc(32 * 1024 * 1024), resolve));
    expect(await socket.ended).toBe(1009);
    expect(await failure).toBeInstanceOf(Error);
  });

  test("text that is not UTF-8 is cut off with 1007", async () => {
    const socket = await server.rawSocket(key);
    socket.socket.send(Uint8Array.of(0x22, 0xff, 0x22), { binary: false });
    expect(await socket.closed).toBe(1007);
  });

  test("reserved bits, an unknown opcode, no mask: 1002", async () => {
    const frames = [
      [0xf1, 0x80, 0, 0, 0, 0],
      [0x83, 0x80, 0, 0, 0, 0],
      [0x81, 0x02, 0x7b, 0x7d],
      [0x80, 0x80, 0, 0, 0, 0],
      [0x89, 0xfe, 0x01, 0x00, 0, 0, 0, 0],
    ];
    for (const frame of frames) {
      const tcp = await upgrade(server, key);
      tcp.write(Uint8Array.from(frame));
      const [closing] = (await once(tcp, "data")) as [Buffer];
      expect([closing[0], closing.readUInt16BE(2)], String(frame)).toEqual([0x88, 1002]);
      tcp.destroy();
    }
  });

  test("half a frame, and then nothing, leaves no process", async () => {
    const watcher = await server.connect(key);
    await watcher.control("follow", {});
    const socket = await server.rawSocket(key);
    await socket.ask(JSON.stringify({ id: 1, control: "startProcess", params: { name: "half" } }));
    const ended = new Promise((resolve) => {
      watcher.onEvent((event) => event.event === "processEnded" && resolve(event));
    });
    const tcp = (socket.socket as unknown as { _socket: Socket })._socket;
    tcp.write(Uint8Array.of(0x81, 0xfe, 0x7f), () => tcp.destroy());
    expect(await ended).toMatchObject({ reason: "disconnected" });
    watcher.close();
  });
});

/** A TCP connection on which the WebSocket handshake is done. */
async function upgrade(to: Server, key: LabKey): Promise<Socket> {
  const tcp = connect(to.port, "127.0.0.1");
  tcp.write(webSocketHandshake(to.port, key));
  const [answer] = (await once(tcp, "data")) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 101 /);
  return tcp;
}
