import { type CommandName, encodeBinary, limits } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failureOf, Server } from "./support.js";

const address = { host: "127.0.0.1", port: 8088 };

describe("WebSocket", () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start();
  });
  afterAll(async () => {
    await server.stop();
  });

  test("two programs talk, over two connections, in bytes that arrive as they were", async () => {
    const key = await server.newLab();
    const [one, two] = [await server.connect(key), await server.connect(key)];
    const { pid: serverPid } = await one.control("startProcess", { name: "server" });
    const { pid: clientPid } = await two.control("startProcess", { name: "client" });
    const { fd: listener } = await one.command("socket", serverPid, { params: {} });
    await one.command("bind", serverPid, { params: { fd: listener, address } });
    await one.command("listen", serverPid, { params: { fd: listener } });
    const accepting = one.command("accept", serverPid, { params: { fd: listener } });
    const { fd } = await two.command("socket", clientPid, { params: {} });
    await two.command("connect", clientPid, { params: { fd, address } });
    const { fd: accepted, address: peer } = await accepting;
    expect(peer).toMatchObject({ host: "127.0.0.1" });
    const data = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    await two.command("sendall", clientPid, { params: { fd, data } });
    const received = await one.command("recv", serverPid, { params: { fd: accepted, bufsize: 1024 } });
    expect(received.data).toEqual(data);
    one.close();
    two.close();
  });

  test("a send that waits sends the bytes that it was given, whatever else the connection brings meanwhile", async () => {
    const program = await server.connect(await server.newLab());
    const { pid } = await program.control("startProcess", { name: "p" });
    const call = async <R>(command: CommandName, params: object) =>
      (await program.command(command, pid, { params } as never)) as R;
    const open = async () => (await call<{ fd: number }>("socket", {})).fd;
    const keepSmall = (fd: number, option: string) =>
      call("setsockopt", { fd, level: "SOL_SOCKET", option, value: 4096 });
    const listener = await open();
    await keepSmall(listener, "SO_RCVBUF");
    await call("bind", { fd: listener, address });
    await call("listen", { fd: listener });
    const sends = [];
    for (const command of ["send", "sendall", "send", "sendall"] as const) {
      const fd = await open();
      await keepSmall(fd, "SO_SNDBUF");
      await call("connect", { fd, address });
      const { fd: accepted } = await call<{ fd: number }>("accept", { fd: listener });
      // Of a size that the server reads in one go, or keeps memory for.
      const data = Uint8Array.from({ length: 60_000 + fd }, (_, at) => (at * fd + (at >> 8)) & 0xff);
      sends.push({ data, accepted, sent: call(command, { fd, data }) });
    }
    for (let times = 0; times < 10; times += 1) {
      await program.control("write", { pid, stream: "stdout", text: "#".repeat(60_000) });
    }
    for (const { data, accepted, sent } of sends) {
      const params = { fd: accepted, bufsize: data.length, flags: ["MSG_WAITALL"] };
      expect(await call("recv", params)).toEqual({ data });
      await sent;
    }
    program.close();
  });

  test("an answer comes in the form of the question", async () => {
    const socket = await server.rawSocket(await server.newLab());
    const start = { id: 1, control: "startProcess", params: { name: "p" } };
    socket.socket.send(JSON.stringify(start));
    expect(await socket.next()).toEqual({
      isBinary: false,
      message: { id: 1, ok: true, result: { pid: 1 } },
    });
    socket.socket.send(encodeBinary({ ...start, id: 2 }));
    expect(await socket.next()).toEqual({ isBinary: true, message: { id: 2, ok: true, result: { pid: 2 } } });
    const udp = { id: 3, command: "socket", pid: 1, params: { type: "SOCK_DGRAM" } };
    expect(await socket.ask(JSON.stringify(udp))).toMatchObject({ result: { fd: 3 } });
    await socket.ask(JSON.stringify({ id: 4, command: "bind", pid: 1, params: { fd: 3, address } }));
    const data = { base64: "/wA=" };
    const send = { id: 5, command: "sendto", pid: 1, params: { fd: 3, data, address } };
    const peek = { command: "recv", pid: 1, params: { fd: 3, bufsize: 9, flags: ["MSG_PEEK"] } };
    expect(await socket.ask(JSON.stringify(send))).toEqual({ id: 5, ok: true, result: { bytes: 2 } });
    expect(await socket.ask(JSON.stringify({ id: 6, ...peek }))).toEqual({
      id: 6,
      ok: true,
      result: { data },
    });
    const bytes = Uint8Array.of(0xff, 0);
    expect(await socket.ask(encodeBinary({ id: 7, ...peek }))).toEqual({
      id: 7,
      ok: true,
      result: { data: bytes },
    });
    socket.socket.close();
  });

  test("replies come as calls end, in any order, and cancel ends one with EINTR", async () => {
    const connection = await server.connect(await server.newLab());
    const { pid } = await connection.control("startProcess", { name: "p" });
    const { fd } = await connection.command("socket", pid, { params: {} });
    await connection.command("bind", pid, { params: { fd, address } });
    await connection.command("listen", pid, { params: { fd } });
    await connection.control("follow", {});
    const blocked = new Promise<void>((resolve) => {
      connection.onEvent((event) => event.event === "callBlocked" && resolve());
    });
    const controller = new AbortController();
    const accept = connection.command("accept", pid, { params: { fd }, signal: controller.signal });
    await blocked;
    expect((await connection.command("getsockname", pid, { params: { fd } })).address).toEqual(address);
    controller.abort();
    expect(await failureOf(accept)).toMatchObject({ kind: "errno", errno: "EINTR", syscall: "accept" });
    connection.close();
  });

  test("a Unix socket's path is found until it is unlinked, and looking is no call", async () => {
    const key = await server.newLab();
    const connection = await server.connect(key);
    const find = async () => (await connection.control("findSocket", { path: "a.sock" })).found;
    expect(await find()).toBeNull();
    const { pid } = await connection.control("startProcess", { name: "p" });
    const { fd } = await connection.command("socket", pid, { params: { family: "AF_UNIX" } });
    await connection.command("bind", pid, { params: { fd, address: { path: "a.sock" } } });
    expect((await find())?.inode).toBeGreaterThan(0);
    expect((await find())?.modifiedMs).toBeGreaterThan(Date.parse("2020-01-01"));
    await connection.command("unlink", pid, { params: { path: "/home/sockpit/a.sock" } });
    expect(await find()).toBeNull();
    const commands: string[] = [];
    const followed = new Promise<void>((resolve) => {
      connection.onEvent((event) => {
        if (event.event === "callStarted") commands.push(event.command);
        if (event.event === "processEnded") resolve();
      });
    });
    await connection.control("follow", { since: 0 });
    await connection.control("endProcess", { pid });
    await followed;
    expect(commands).toEqual(["socket", "bind", "unlink"]);
    connection.close();
  });

  test("follow gives the lab, its sockets and the events since, then each as it happens", async () => {
    const key = await server.newLab();
    const pid = await server.rest.startProcess(key, "before");
    await server.rest.command(key, "socket", { pid, params: {} });
    const connection = await server.connect(key);
    const events: string[] = [];
    const ended = new Promise<void>((resolve) => {
      connection.onEvent((event) => {
        events.push(event.event);
        if (event.event === "processEnded") resolve();
      });
    });
    const followed = await connection.control("follow", { since: 0 });
    expect(followed).toMatchObject({ lab: { id: key.lab }, sockets: [{ pid, fd: 3 }], dropped: 0 });
    await connection.control("write", { pid, stream: "stdout", text: "hello" });
    await connection.control("endProcess", { pid, status: 2 });
    await ended;
    expect(events.filter((name) => !name.startsWith("socket"))).toEqual([
      "processStarted",
      "callStarted",
      "callEnded",
      "output",
      "processEnded",
    ]);
    expect(connection.droppedEvents).toBe(0);
    connection.close();
  });

  test("a look-up that a program reports is an event, and a report that breaks a rule is none", async () => {
    const key = await server.newLab();
    const connection = await server.connect(key);
    const { pid } = await connection.control("startProcess", { name: "client.py" });
    const asked = { pid, function: "getaddrinfo", name: "example.com", service: "80" } as const;
    const error = { name: "EAI_NONAME", number: -2, message: "Name or service not known" } as const;
    const source = { file: "client.py", line: 3 };
    await connection.control("reportLookup", { ...asked, error, source });
    await connection.control("reportLookup", {
      pid,
      function: "gethostbyname",
      name: "lab",
      answers: ["127.0.0.1"],
    });
    const tooLong = { ...asked, name: "x".repeat(limits.lookupTextLength + 1) };
    expect(await failureOf(connection.control("reportLookup", tooLong))).toMatchObject({
      field: "params.name",
    });
    expect(await failureOf(connection.control("reportLookup", { ...asked, pid: pid + 1 }))).toMatchObject({
      code: "no_such_process",
    });
    const lookups = (await server.rest.trace(key)).filter(({ event }) => event === "lookup");
    expect(lookups).toMatchObject([
      { ...asked, error, source },
      { function: "gethostbyname", answers: ["127.0.0.1"] },
    ]);
    connection.close();
  });

  test("a client that vanishes leaves no process and no socket", async () => {
    const key = await server.newLab();
    const watcher = await server.connect(key);
    await watcher.control("follow", {});
    const client = await server.rawSocket(key);
    await client.ask(JSON.stringify({ id: 1, control: "startProcess", params: { name: "server" } }));
    await client.ask(JSON.stringify({ id: 2, command: "socket", pid: 1 }));
    await client.ask(JSON.stringify({ id: 3, command: "bind", pid: 1, params: { fd: 3, address } }));
    await client.ask(JSON.stringify({ id: 4, command: "listen", pid: 1, params: { fd: 3 } }));
    const gone = new Promise<unknown>((resolve) => {
      watcher.onEvent((event) => {
        if (event.event === "callBlocked") client.socket.terminate();
        if (event.event === "processEnded") resolve(event);
      });
    });
    client.socket.send(JSON.stringify({ id: 5, command: "accept", pid: 1, params: { fd: 3 } }));
    expect(await gone).toMatchObject({ pid: 1, reason: "disconnected" });
    expect((await server.rest.getLab(key)).processes).toEqual([]);
    expect(await server.rest.sockets(key)).toEqual([]);
    watcher.close();
  });

  test("deleting a lab closes its connections, which say that the lab is lost", async () => {
    const key = await server.newLab();
    const connection = await server.connect(key);
    const { pid } = await connection.control("startProcess", { name: "server" });
    const { fd } = await connection.command("socket", pid, { params: {} });
    await connection.command("bind", pid, { params: { fd, address } });
    await connection.command("listen", pid, { params: { fd } });
    const closed = new Promise((resolve) => connection.onClose(resolve));
    const accept = connection.command("accept", pid, { params: { fd } });
    const outcome = failureOf(accept);
    const labHosts = server.labHosts();
    await server.rest.deleteLab(key);
    expect(await closed).toMatchObject({ kind: "labLost", code: 4404 });
    // Its own answer, where that comes before the connection's end.
    const error = await outcome;
    expect(error.kind === "errno" ? error.errno : error).toSatisfy(
      (said) => said === "EBADF" || said.code === "no_such_lab",
    );
    expect(await failureOf(server.connect(key))).toMatchObject({ code: "no_such_lab" });
    expect(server.labHosts()).toEqual(labHosts);
  });
});
