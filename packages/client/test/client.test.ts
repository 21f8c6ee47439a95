import { Connection, type ConnectionClose, type LabKey, type RawCall, RestClient } from "@sockpit/client";
import type { CommandName, LabEvent } from "@sockpit/protocol";
import { type Server, startServer, stopServer } from "@sockpit/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { failureOf } from "./support.js";

const address = { host: "127.0.0.1", port: 8088 };

let server: Server;
let rest: RestClient;
let key: LabKey;

beforeAll(async () => {
  server = await startServer();
  rest = new RestClient({ baseUrl: `${server.baseUrl}/` });
});
beforeEach(async () => {
  const { lab, token } = await rest.createLab();
  key = { lab: lab.id, token };
});
afterAll(async () => {
  await stopServer(server);
});

function open(as: LabKey = key, signal?: AbortSignal): Promise<Connection> {
  const options = { baseUrl: server.baseUrl, key: as, webSocket: WebSocket };
  return Connection.open(signal === undefined ? options : { ...options, signal });
}

/** A connection whose process 1 waits in `accept`. */
async function waitingInAccept(): Promise<{ connection: Connection; outcome: ReturnType<typeof failureOf> }> {
  const connection = await open();
  const { pid } = await connection.control("startProcess", { name: "server" });
  const { fd } = await connection.command("socket", pid, { params: {} });
  await connection.command("bind", pid, { params: { fd, address } });
  await connection.command("listen", pid, { params: { fd } });
  await connection.control("follow", {});
  const blocked = new Promise<void>((resolve) => {
    connection.onEvent((event) => event.event === "callBlocked" && resolve());
  });
  const outcome = failureOf(connection.command("accept", pid, { params: { fd } }));
  await blocked;
  return { connection, outcome };
}

describe("RestClient", () => {
  test("makes a lab, looks into it and deletes it", async () => {
    const pid = await rest.startProcess(key, "server");
    expect(await rest.getLab(key)).toMatchObject({
      id: key.lab,
      processes: [{ pid, name: "server", fds: [] }],
    });
    const { fd } = await rest.command(key, "socket", { pid, params: {} });
    expect(await rest.sockets(key)).toMatchObject([{ pid, fd }]);
    await rest.endProcess(key, pid);
    await rest.deleteLab(key);
    expect(await failureOf(rest.getLab(key))).toMatchObject({ kind: "protocol", code: "no_such_lab" });
    expect(await rest.health()).toMatchObject({ status: "ok" });
  });

  test("takes and gives data as bytes", async () => {
    const pid = await rest.startProcess(key, "both");
    const { fd } = await rest.command(key, "socket", { pid, params: { type: "SOCK_DGRAM" } });
    await rest.command(key, "bind", { pid, params: { fd, address } });
    for (const data of [Uint8Array.of(0xff, 0), new TextEncoder().encode("你好")]) {
      await rest.command(key, "sendto", { pid, params: { fd, data, address } });
      expect(await rest.command(key, "recvfrom", { pid, params: { fd, bufsize: 64 } })).toEqual({
        data,
        address,
      });
    }
  });

  test("takes and gives bytes within ancillary data, as a connection does", async () => {
    const connection = await open();
    const { pid } = await connection.control("startProcess", { name: "both" });
    const { fd } = await rest.command(key, "socket", { pid, params: { type: "SOCK_DGRAM" } });
    await rest.command(key, "bind", { pid, params: { fd, address } });
    const option = { level: "IPPROTO_IP", option: "IP_PKTINFO", value: 1 } as const;
    await rest.command(key, "setsockopt", { pid, params: { fd, ...option } });
    const from9 = Uint8Array.of(1, 0, 0, 0, 127, 0, 0, 9, 0, 0, 0, 0);
    const info = { level: "IPPROTO_IP", type: "IP_PKTINFO" } as const;
    const sending = { fd, data: { text: "x" }, address, ancillary: [{ ...info, value: from9 }] };
    const receiving = { pid, params: { fd, bufsize: 1, ancbufsize: 100 } };
    const own = Uint8Array.of(1, 0, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1);
    const expected = { address: { host: "127.0.0.9", port: 8088 }, ancillary: [{ ...info, value: own }] };
    await connection.command("sendmsg", pid, { params: sending });
    expect(await rest.command(key, "recvmsg", receiving)).toMatchObject(expected);
    await rest.command(key, "sendmsg", { pid, params: sending });
    expect(await connection.command("recvmsg", pid, { params: receiving.params })).toMatchObject(expected);
    connection.close();
  });

  test("rejects with what the server said", async () => {
    const pid = await rest.startProcess(key, "client");
    const { fd } = await rest.command(key, "socket", { pid, params: {} });
    const call = { pid, params: { fd, address } };
    expect(await failureOf(rest.command(key, "connect", call))).toMatchObject({ errno: "ECONNREFUSED" });
    expect(await rest.command(key, "connect_ex", call)).toEqual({ errno: 111, name: "ECONNREFUSED" });
    const stranger = { lab: key.lab, token: "x" };
    expect(await failureOf(rest.getLab(stranger))).toMatchObject({ kind: "policy", code: "unauthorized" });
  });

  test("says that a server cannot be reached", async () => {
    const nobody = new RestClient({ baseUrl: "http://127.0.0.1:1" });
    expect(await failureOf(nobody.health())).toMatchObject({
      code: "server_unreachable",
      message: expect.stringContaining("http://127.0.0.1:1"),
    });
  });
});

describe("Connection", () => {
  test("gives the reply to a raw call as it came: JSON as its text, bytes where there are some", async () => {
    const connection = await open();
    const { pid } = await connection.control("startProcess", { name: "both" });
    const raw = (name: CommandName, params: object, more: Partial<RawCall> = {}) =>
      connection.rawCall(name, pid, { paramsJson: JSON.stringify(params), ...more }).reply;
    const made = await raw("socketpair", {}, { source: { file: "pair.py", line: 3 } });
    expect(JSON.parse(String(made))).toMatchObject({ ok: true, result: { fds: [3, 4] } });
    const data = Uint8Array.of(0xff, 0);
    expect(await raw("send", { fd: 3 }, { data })).toMatchObject({ ok: true, result: { bytes: 2 } });
    const received = await raw("recv", { fd: 4, bufsize: 9 }, { givesData: true });
    expect(received).toMatchObject({ ok: true, result: { data } });
    expect(String(await raw("close", { fd: 9 }))).toContain('"errno":"EBADF"');
    connection.close();
    await expect(raw("close", { fd: 3 })).rejects.toMatchObject({ error: { code: "connection_lost" } });
  });

  test("interrupts a raw call", async () => {
    const connection = await open();
    const { pid } = await connection.control("startProcess", { name: "both" });
    const { fds } = await connection.command("socketpair", pid, { params: {} });
    const paramsJson = JSON.stringify({ fd: fds[0], bufsize: 9 });
    const { reply, cancel } = connection.rawCall("recv", pid, { paramsJson, givesData: true });
    cancel();
    expect(await reply).toMatchObject({ ok: false, error: { errno: "EINTR" } });
    connection.close();
  });

  test("calls, with the line where the call stands, and receives the lab's events", async () => {
    const connection = await open();
    const events: LabEvent[] = [];
    const stop = connection.onEvent((event) => events.push(event));
    await connection.control("follow", { since: 0 });
    const { pid } = await connection.control("startProcess", { name: "p" });
    const source = { file: "server.py", line: 3 };
    expect(await connection.command("socket", pid, { params: {}, source })).toEqual({ fd: 3 });
    const calls = events.filter(({ event }) => event !== "socketChanged");
    expect(calls).toEqual([
      expect.objectContaining({ event: "processStarted", pid }),
      expect.objectContaining({ event: "callStarted", source }),
      expect.objectContaining({ event: "callEnded", result: { fd: 3 } }),
    ]);
    stop();
    const received = events.length;
    await connection.control("endProcess", { pid });
    expect(events).toHaveLength(received);
    connection.close();
  });

  test("fails what is open when it is closed, and everything afterwards", async () => {
    const { connection, outcome } = await waitingInAccept();
    const closes: ConnectionClose[] = [];
    connection.onClose((close) => closes.push(close));
    connection.close();
    expect(await outcome).toMatchObject({ kind: "internal", code: "connection_lost" });
    connection.onClose((close) => closes.push(close));
    expect(closes).toEqual([
      { code: 1000, reason: "", kind: "closed", error: "connection_lost" },
      { code: 1000, reason: "", kind: "closed", error: "connection_lost" },
    ]);
    expect(connection.isOpen).toBe(false);
    expect(await failureOf(connection.control("follow", {}))).toMatchObject({ code: "connection_lost" });
  });

  test("says that its lab is lost when the lab is deleted", async () => {
    const { connection, outcome } = await waitingInAccept();
    const closed = new Promise((resolve) => connection.onClose(resolve));
    await rest.deleteLab(key);
    expect(await closed).toMatchObject({ code: 4404, kind: "labLost" });
    expect(await outcome).toMatchObject({ code: "no_such_lab" });
  });

  test("is refused with the reason: no_such_lab, unauthorized, no server", async () => {
    expect(await failureOf(open({ ...key, lab: "zzzzzzzz" }))).toMatchObject({ code: "no_such_lab" });
    expect(await failureOf(open({ ...key, token: "wrong" }))).toMatchObject({ code: "unauthorized" });
    const options = { baseUrl: "http://127.0.0.1:1", key, webSocket: WebSocket };
    expect(await failureOf(Connection.open(options))).toMatchObject({ code: "server_unreachable" });
  });

  test("is not opened once it is aborted", async () => {
    await expect(open(key, AbortSignal.abort(new Error("changed my mind")))).rejects.toThrow(
      "changed my mind",
    );
    const controller = new AbortController();
    const opening = open(key, controller.signal);
    controller.abort(new Error("too late"));
    await expect(opening).rejects.toThrow("too late");
  });

  test("makes no call that was aborted before", async () => {
    const connection = await open();
    const { pid } = await connection.control("startProcess", { name: "p" });
    const signal = AbortSignal.abort(new Error("stopped"));
    await expect(connection.command("socket", pid, { params: {}, signal })).rejects.toThrow("stopped");
    expect((await rest.getLab(key)).processes).toMatchObject([{ pid, fds: [] }]);
    connection.close();
  });
});
