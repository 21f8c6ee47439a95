import { Health, LabInfo } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { failureOf, restError, Server } from "./support.js";

const address = { host: "127.0.0.1", port: 8088 };

describe("REST", () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start();
  });
  afterAll(async () => {
    await server.stop();
  });

  test("as with curl: a lab, a process, a socket, bind, listen; the kernel says LISTEN", async () => {
    const created = await server.post("/api/labs", "");
    expect(created.status).toBe(201);
    const { lab, token } = (await created.json()) as { lab: unknown; token: string };
    const { id } = LabInfo.parse(lab);
    const key = { lab: id, token };
    const started = await server.post(`/api/labs/${id}/processes`, '{"name":"server"}', key);
    expect([started.status, await started.json()]).toEqual([201, { pid: 1 }]);
    const call = async (command: string, params: object) => {
      const body = JSON.stringify({ pid: 1, ...params });
      const response = await server.post(`/api/labs/${id}/commands/${command}`, body, key);
      expect(response.headers.get("content-type")).toContain("application/json");
      return [response.status, await response.json()];
    };
    expect(await call("socket", {})).toEqual([200, { fd: 3 }]);
    expect(await call("bind", { fd: 3, address })).toEqual([200, {}]);
    expect(await call("listen", { fd: 3, backlog: 5 })).toEqual([200, {}]);
    const seen = await server.fetch(`/api/labs/${id}/sockets`, { key });
    expect(await seen.json()).toEqual({
      sockets: [
        {
          id: expect.any(String),
          pid: 1,
          fd: 3,
          family: "AF_INET",
          type: "SOCK_STREAM",
          state: "LISTEN",
          local: address,
          peer: null,
          receiveQueueBytes: null,
          sendQueueBytes: null,
          acceptQueue: { length: 0, limit: 5 },
          synQueue: { length: 0 },
          droppedPackets: 0,
          listener: null,
          receiveBufferBytes: expect.any(Number),
          sendBufferBytes: expect.any(Number),
          timeoutSeconds: null,
          options: [],
          tcp: null,
        },
      ],
    });
    const ended = await server.fetch(`/api/labs/${id}/processes/1`, { method: "DELETE", key });
    expect(ended.status).toBe(204);
    expect(await server.rest.sockets(key)).toEqual([]);
    expect((await server.fetch(`/api/labs/${id}`, { method: "DELETE", key })).status).toBe(204);
    expect(await failureOf(server.rest.getLab(key))).toMatchObject({ code: "no_such_lab" });
  });

  test("data that is UTF-8 comes back as text, else as base64", async () => {
    const key = await server.newLab();
    const pid = await server.rest.startProcess(key, "both");
    const udp = { type: "SOCK_DGRAM" } as const;
    const { fd } = await server.rest.command(key, "socket", { pid, params: udp });
    await server.rest.command(key, "bind", { pid, params: { fd, address } });
    const received: unknown[] = [];
    for (const data of [{ text: "你好" }, { base64: "/w==" }]) {
      await server.rest.command(key, "sendto", { pid, params: { fd, data, address } });
      const body = JSON.stringify({ pid, fd, bufsize: 100 });
      received.push(await (await server.post(`/api/labs/${key.lab}/commands/recv`, body, key)).json());
    }
    expect(received).toEqual([{ data: { text: "你好" } }, { data: { base64: "/w==" } }]);
  });

  test("sendmsg and recvmsg pass descriptors and a packet's ancillary data; other kinds are refused by name", async () => {
    const key = await server.newLab();
    const pid = await server.rest.startProcess(key, "both");
    const call = async (command: string, params: object) => {
      const body = JSON.stringify({ pid, ...params });
      return (await server.post(`/api/labs/${key.lab}/commands/${command}`, body, key)).json();
    };
    const { fds } = await server.rest.command(key, "socketpair", { pid, params: {} });
    const [out, into] = fds;
    const rights = { level: "SOL_SOCKET", type: "SCM_RIGHTS", fds: [out, { token: "file-1" }] };
    expect(await call("sendmsg", { fd: out, data: { text: "x" }, ancillary: [rights] })).toEqual({
      bytes: 1,
    });
    expect(await call("recvmsg", { fd: into, bufsize: 1, ancbufsize: 24 })).toEqual({
      data: { text: "x" },
      ancillary: [
        {
          level: "SOL_SOCKET",
          type: "SCM_RIGHTS",
          fds: [
            { fd: 5, family: "AF_UNIX", type: "SOCK_STREAM", proto: 0, blocking: true },
            { token: "file-1" },
          ],
        },
      ],
      flags: [],
      address: null,
    });
    const { fd } = await server.rest.command(key, "socket", { pid, params: { type: "SOCK_DGRAM" } });
    await call("bind", { fd, address });
    await call("setsockopt", { fd, level: "IPPROTO_IP", option: "IP_PKTINFO", value: 1 });
    const ancillary = [{ level: "IPPROTO_IP", type: "IP_PKTINFO", value: { base64: "AQAAAH8AAAkAAAAA" } }];
    await call("sendmsg", { fd, data: { text: "x" }, address, ancillary });
    const received = await call("recvmsg", { fd, bufsize: 1, ancbufsize: 100 });
    expect(received).toMatchObject({
      ancillary: [{ type: "IP_PKTINFO", value: { text: "\u0001\0\0\0\u007f\0\0\u0001\u007f\0\0\u0001" } }],
      address: { host: "127.0.0.9" },
    });
    const credentials = [{ level: "SOL_SOCKET", type: "SCM_CREDENTIALS", value: 1 }];
    expect(await call("sendmsg", { fd: out, data: { text: "x" }, ancillary: credentials })).toMatchObject({
      error: { code: "bad_params", message: expect.stringContaining("SCM_CREDENTIALS is not offered") },
    });
  });

  test("what the kernel refuses is 422, by name and Linux's number", async () => {
    const key = await server.newLab();
    const pid = await server.rest.startProcess(key, "client");
    const { fd } = await server.rest.command(key, "socket", { pid, params: {} });
    const body = JSON.stringify({ pid, fd, address });
    const response = await server.post(`/api/labs/${key.lab}/commands/connect`, body, key);
    expect(await restError(response)).toEqual({
      status: 422,
      error: {
        kind: "errno",
        errno: "ECONNREFUSED",
        number: 111,
        syscall: "connect",
        message: "Connection refused",
      },
    });
  });

  test("a blocking accept ends with EINTR when its caller goes away", async () => {
    const key = await server.newLab();
    const pid = await server.rest.startProcess(key, "server");
    const { fd } = await server.rest.command(key, "socket", { pid, params: {} });
    await server.rest.command(key, "bind", { pid, params: { fd, address } });
    await server.rest.command(key, "listen", { pid, params: { fd } });
    const connection = await server.connect(key);
    await connection.control("follow", {});
    const events = new Promise<unknown>((resolve) => {
      connection.onEvent((event) => {
        if (event.event === "callBlocked") caller.abort();
        if (event.event === "callEnded") resolve(event);
      });
    });
    const caller = new AbortController();
    const accept = server.fetch(`/api/labs/${key.lab}/commands/accept`, {
      method: "POST",
      body: JSON.stringify({ pid, fd }),
      headers: { "content-type": "application/json" },
      key,
      signal: caller.signal,
    });
    await expect(accept).rejects.toThrow("abort");
    expect(await events).toMatchObject({ command: "accept", error: { errno: "EINTR" } });
    expect((await server.rest.getLab(key)).processes).toMatchObject([{ pid, state: "running", fds: [fd] }]);
    connection.close();
  });

  test("two labs listen on one port at once", async () => {
    for (const key of [await server.newLab(), await server.newLab()]) {
      const pid = await server.rest.startProcess(key, "server");
      const { fd } = await server.rest.command(key, "socket", { pid, params: {} });
      await server.rest.command(key, "bind", { pid, params: { fd, address } });
      await server.rest.command(key, "listen", { pid, params: { fd } });
      expect(await server.rest.sockets(key)).toMatchObject([{ state: "LISTEN", local: address }]);
    }
  });

  test("a trace that is waited for comes with the next event, and empty where none comes", async () => {
    const key = await server.newLab();
    await server.rest.startProcess(key, "first");
    const since = (await server.rest.trace(key)).at(-1)?.seq ?? 0;
    expect(await server.rest.trace(key, { since, wait: 1 })).toEqual([]);
    const waited = server.rest.trace(key, { since, wait: 25 });
    await server.rest.startProcess(key, "second");
    expect(await waited).toMatchObject([{ event: "processStarted", name: "second" }]);
    expect((await server.fetch(`/api/labs/${key.lab}/trace?wait=26`, { key })).status).toBe(400);
  });

  test("the trace comes as a line of JSON an event", async () => {
    const key = await server.newLab();
    await server.rest.startProcess(key, "server");
    const response = await server.fetch(`/api/labs/${key.lab}/trace`, { key });
    expect(response.headers.get("content-type")).toContain("application/x-ndjson");
    const lines = (await response.text()).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { event: "processStarted", seq: 1, pid: 1, name: "server" },
    ]);
  });

  test("healthz says that all is well, and which network labs have", async () => {
    const response = await server.fetch("/healthz");
    const health = Health.parse(await response.json());
    expect(health).toMatchObject({ status: "ok", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
    expect(health.isolation.available).toBe(health.network === "isolated");
  });

  test("a lab of the other network is refused", async () => {
    const { network } = await server.rest.health();
    const other = network === "mapped" ? "isolated" : "mapped";
    const error = await failureOf(server.rest.createLab({ network: other }));
    expect(error).toMatchObject({ kind: "policy", code: "network_unavailable", field: "network" });
  });

  test("a process that vanishes from a lab leaves it usable", async () => {
    const key = await server.newLab();
    const pid = await server.rest.startProcess(key, "first");
    await server.rest.endProcess(key, pid);
    expect(await failureOf(server.rest.endProcess(key, pid))).toMatchObject({ code: "no_such_process" });
    await vi.waitFor(async () => expect((await server.rest.getLab(key)).processes).toEqual([]));
    expect(await server.rest.startProcess(key, "second")).toBe(pid + 1);
  });
});
