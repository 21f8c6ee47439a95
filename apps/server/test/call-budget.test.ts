import { randomUUID } from "node:crypto";
import type { Connection } from "@sockpit/client";
import { limits } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { failureOf, Server } from "./support.js";

const MIB = 1024 * 1024;

describe("Calls under way", () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start();
  });
  afterAll(async () => {
    await server.stop();
  });

  /** A process with a socket whose peer does not read. */
  async function program(connection: Connection): Promise<{ pid: number; fd: number }> {
    const { pid } = await connection.control("startProcess", { name: randomUUID().slice(0, 8) });
    const [fd] = (await connection.command("socketpair", pid, { params: {} })).fds;
    return { pid, fd };
  }

  test("hold at most 4 MiB of messages on a connection, and give them back as they end", async () => {
    const key = await server.newLab();
    const blocked = await server.blockedCalls(key);
    const connection = await server.connect(key);
    const { pid, fd } = await program(connection);
    const interrupter = new AbortController();
    const { signal } = interrupter;
    const sendall = () =>
      connection.command("sendall", pid, { params: { fd, data: new Uint8Array(MIB) }, signal });
    const waiting = [failureOf(sendall()), failureOf(sendall()), failureOf(sendall())];
    await blocked.until(3);
    const refused = await failureOf(sendall());
    expect(refused).toMatchObject({ code: "over_budget", field: "params" });
    expect(refused.message).toContain(String(limits.callBytesPerConnection));
    expect(await connection.command("getsockname", pid, { params: { fd } })).toBeDefined();
    interrupter.abort();
    for (const failure of await Promise.all(waiting)) expect(failure).toMatchObject({ errno: "EINTR" });
    const again = failureOf(
      connection.command("sendall", pid, { params: { fd, data: new Uint8Array(MIB) } }),
    );
    await blocked.until(4);
    connection.close();
    expect(await again).toMatchObject({ code: "connection_lost" });
    blocked.stop();
  });

  test("hold at most 16 MiB in a lab, over REST too", async () => {
    const key = await server.newLab();
    const blocked = await server.blockedCalls(key);
    const pid = await server.rest.startProcess(key, "rest");
    const [fd] = (await server.rest.command(key, "socketpair", { pid, params: {} })).fds;
    const data = { base64: Buffer.alloc(MIB).toString("base64") };
    const send = () => failureOf(server.rest.command(key, "sendall", { pid, params: { fd, data } }));
    const waiting: ReturnType<typeof send>[] = [];
    // One after the other: of large bodies that are on their way at once, a lab may have no more than eight.
    while (waiting.length < 10) {
      waiting.push(send());
      await blocked.until(waiting.length);
    }
    const more = Array.from({ length: 5 }, send);
    expect(await Promise.race(more)).toMatchObject({ code: "over_budget", field: "params" });
    await server.rest.deleteLab(key);
    for (const failure of await Promise.all(waiting)) expect(failure).toMatchObject({ errno: "EBADF" });
    blocked.stop();
  });

  test("are at most 2,048 in a lab, and free again once their connections are closed", async () => {
    const key = await server.newLab();
    const blocked = await server.blockedCalls(key);
    const connections = [await server.connect(key), await server.connect(key), await server.connect(key)];
    const [first, second, third] = connections as [Connection, Connection, Connection];
    const recv = (connection: Connection, { pid, fd }: { pid: number; fd: number }) =>
      failureOf(connection.command("recv", pid, { params: { fd, bufsize: 1 } }));
    for (const connection of [first, second]) {
      const own = await program(connection);
      for (let count = 0; count < limits.callsPerConnection; count += 1) void recv(connection, own);
    }
    await blocked.until(limits.callsPerLab);
    const { pid } = await third.control("startProcess", { name: "third" });
    const refused = await failureOf(third.command("socket", pid, { params: {} }));
    expect(refused).toMatchObject({ code: "too_many_calls", field: "id" });
    expect(refused.message).toContain("A lab has at most 2048");
    const ended = new Promise<void>((resolve) => {
      let left = 2;
      third.onEvent((event) => event.event === "processEnded" && --left === 0 && resolve());
    });
    await third.control("follow", { batch: true });
    first.close();
    second.close();
    await ended;
    expect((await third.command("socket", pid, { params: {} })).fd).toBe(3);
    third.close();
    blocked.stop();
  });

  test("end with their process, however many wait", async () => {
    const key = await server.newLab();
    const blocked = await server.blockedCalls(key);
    const [owner, other] = [await server.connect(key), await server.connect(key)];
    const { pid, fd } = await program(owner);
    const calls = Array.from({ length: 1000 }, (_, index) => {
      const connection = index % 2 === 0 ? owner : other;
      return failureOf(connection.command("recv", pid, { params: { fd, bufsize: 1 } }));
    });
    await blocked.until(1000);
    await other.control("endProcess", { pid, status: 0 });
    for (const failure of await Promise.all(calls)) {
      expect(["EINTR", "EBADF"]).toContain("errno" in failure ? failure.errno : failure);
    }
    expect((await server.rest.getLab(key)).processes).toEqual([]);
    owner.close();
    other.close();
    blocked.stop();
  });
});

describe("Connections", () => {
  test("are at most 128 in a lab; the next is refused and says why", async () => {
    const server = await Server.start();
    const key = await server.newLab();
    const open = await Promise.all(
      Array.from({ length: limits.connectionsPerLab }, () => server.rawSocket(key)),
    );
    await expect(server.rawSocket(key)).rejects.toThrow("429");
    const [first] = open;
    first?.socket.close();
    await first?.closed;
    // The server sees the end a little later than the client.
    const next = await vi.waitFor(() => server.rawSocket(key));
    expect(await next.ask('{"id":1,"control":"startProcess","params":{"name":"p"}}')).toMatchObject({
      ok: true,
    });
    await server.stop();
  });
});
