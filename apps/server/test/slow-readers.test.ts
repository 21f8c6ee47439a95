import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { LabKey } from "@sockpit/client";
import { EventsMessage, LabEvent, ReplyMessage } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RawWebSocket } from "./raw-web-socket.js";
import { type RawSocket, Server } from "./support.js";

const MIB = 1024 * 1024;
const LINE_BYTES = 60_000;

/** Memory that a process has in use, in bytes: proc_pid_status(5). */
function residentBytes(pid: number): number {
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kib) * 1024;
}

/** Prints so many bytes in a lab, in events of the largest usual size. */
async function print(server: Server, key: LabKey, bytes: number): Promise<void> {
  const writer = await server.connect(key);
  const { pid } = await writer.control("startProcess", { name: "printer" });
  for (let printed = 0; printed < bytes; printed += LINE_BYTES) {
    await writer.control("write", { pid, stream: "stdout", text: "x".repeat(LINE_BYTES) });
  }
  writer.close();
}

/** A follower that does not read. */
async function pausedFollower(server: Server, key: LabKey): Promise<RawSocket> {
  const follower = await server.rawSocket(key);
  await follower.ask('{"id":1,"control":"follow","params":{"batch":true}}');
  follower.socket.pause();
  return follower;
}

/** The data of a datagram that is looked at and stays, so that each call gives as much. */
async function datagram(
  server: Server,
  key: LabKey,
  dataBytes: number,
): Promise<{ pid: number; fd: number }> {
  const pid = await server.rest.startProcess(key, "reader");
  const params = { family: "AF_UNIX", type: "SOCK_DGRAM" } as const;
  const [fd, other] = (await server.rest.command(key, "socketpair", { pid, params })).fds;
  await server.rest.command(key, "send", {
    pid,
    params: { fd: other, data: { text: "x".repeat(dataBytes) } },
  });
  return { pid, fd };
}

describe("A client that does not read", () => {
  let server: Server;
  let labHost: number;
  beforeAll(async () => {
    server = await Server.start();
    [labHost = 0] = server.labHosts();
  });
  afterAll(async () => {
    await server.stop();
  });

  test("gets all kept events once it reads, and its reply after those that came before it", async () => {
    const key = await server.newLab();
    const follower = await pausedFollower(server, key);
    await print(server, key, 12 * MIB);
    follower.socket.send('{"id":2,"control":"startProcess","params":{"name":"last"}}');
    follower.socket.resume();
    let seq = 0;
    const programs: string[] = [];
    for (;;) {
      const { message } = await follower.next();
      const reply = ReplyMessage.safeParse(message);
      if (reply.success) break;
      for (const event of EventsMessage.parse(message).events.map((event) => LabEvent.parse(event))) {
        expect(event.seq).toBe(seq + 1);
        seq = event.seq;
        if (event.event === "processStarted") programs.push(event.name);
      }
    }
    expect(programs).toEqual(["printer", "last"]);
    follower.socket.close();
  });

  test("holds no events while it follows, and is closed with 1013 when it has missed some", async () => {
    const key = await server.newLab();
    const followers: RawSocket[] = [];
    while (followers.length < 10) followers.push(await pausedFollower(server, key));
    const before = residentBytes(labHost);
    await print(server, key, 40 * MIB);
    expect(residentBytes(labHost) - before).toBeLessThan(120 * MIB);
    for (const follower of followers) follower.socket.resume();
    expect(await Promise.all(followers.map(({ closed }) => closed))).toEqual(followers.map(() => 1013));
  });

  test("is not read either: its calls wait, and all are answered once it reads", async () => {
    const key = await server.newLab();
    const { pid, fd } = await datagram(server, key, 64 * 1024);
    const client = await server.rawSocket(key);
    client.socket.pause();
    const before = residentBytes(labHost);
    const calls = 1000;
    const params = { fd, bufsize: 64 * 1024, flags: ["MSG_PEEK"] };
    for (let id = 1; id <= calls; id += 1) {
      client.socket.send(JSON.stringify({ id, command: "recv", pid, params }));
    }
    const other = await server.rawSocket(key);
    await other.ask('{"id":1,"control":"startProcess","params":{"name":"other"}}');
    expect(residentBytes(labHost) - before).toBeLessThan(40 * MIB);
    client.socket.resume();
    for (let id = 1; id <= calls; id += 1) {
      expect((await client.next()).message).toMatchObject({ id, ok: true });
    }
    client.socket.close();
    other.socket.close();
  });

  test("is ended after two rounds of pings, though it sends calls all the while", async () => {
    const impatient = await Server.start({ SOCKPIT_PING_SECONDS: "0.5" });
    const key = await impatient.newLab();
    const { pid, fd } = await datagram(impatient, key, 64 * 1024);
    const client = await RawWebSocket.open(impatient, key);
    client.tcp.pause();
    const params = { fd, bufsize: 64 * 1024, flags: ["MSG_PEEK"] };
    let id = 0;
    const calls = setInterval(() => {
      for (let count = 0; count < 100; count += 1) {
        client.sendText(JSON.stringify({ id: ++id, command: "recv", pid, params }));
      }
    }, 20);
    // A socket that is not read notices the end by what it writes.
    await client.ended;
    clearInterval(calls);
    await impatient.stop();
  });

  test("leaves nothing behind when it goes", async () => {
    const key = await server.newLab();
    const { pid, fd } = await datagram(server, key, 1);
    const [waiting] = (await server.rest.command(key, "socketpair", { pid, params: {} })).fds;
    const client = await pausedFollower(server, key);
    for (let id = 2; id < 900; id += 1) {
      const recv = { fd: id % 2 === 0 ? waiting : fd, bufsize: 1, flags: ["MSG_PEEK"] };
      client.socket.send(JSON.stringify({ id, command: "recv", pid, params: recv }));
    }
    const watcher = await server.connect(key);
    let blocked = 0;
    const allWait = new Promise<void>((resolve) => {
      watcher.onEvent((event) => event.event === "callBlocked" && ++blocked === 449 && resolve());
    });
    await watcher.control("follow", { since: 0, batch: true });
    await allWait;
    const ended = new Promise<void>((resolve) => {
      let left = 449;
      watcher.onEvent((event) => {
        if (event.event === "callEnded" && event.error?.kind === "errno" && --left === 0) resolve();
      });
    });
    client.socket.terminate();
    await ended;
    // The budget of the lab is whole again: as many calls wait as before, and as many more as it allows.
    const again = [await server.rawSocket(key), await server.rawSocket(key)];
    blocked = 0;
    const full = new Promise<void>((resolve) => {
      watcher.onEvent((event) => event.event === "callBlocked" && blocked === 2048 && resolve());
    });
    for (const { socket } of again) {
      for (let id = 1; id <= 1024; id += 1) {
        socket.send(JSON.stringify({ id, command: "recv", pid, params: { fd: waiting, bufsize: 1 } }));
      }
    }
    await full;
    for (const { socket } of again) socket.close();
    await Promise.all(again.map(({ socket }) => once(socket, "close")));
    watcher.close();
  });
});
