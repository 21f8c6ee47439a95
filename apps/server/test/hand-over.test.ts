import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { LabKey } from "@sockpit/client";
import { BEARER_PREFIX, ErrorBody, SUBPROTOCOL } from "@sockpit/protocol";
import { webSocketHandshake } from "@sockpit/testing";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { failureOf, Server } from "./support.js";

describe("A WebSocket that is handed over", () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start();
  });
  afterAll(async () => {
    await server.stop();
  });

  /**
   * The front door keeps the TCP socket until the lab host has said that it has it. The lab host is held in
   * between, so that whatever the front door would still read, it reads now. Lost bytes show as an answer to
   * the second message instead of the first, and not as a time-out.
   */
  test("loses nothing that arrives while the lab host has not yet taken it", async () => {
    const key = await server.newLab();
    const [labHost = 0] = server.labHosts();
    const tcp = connect(server.port, "127.0.0.1");
    await once(tcp, "connect");
    process.kill(labHost, "SIGSTOP");
    try {
      tcp.write(webSocketHandshake(server.port, key));
      await frontDoorWentOn();
      tcp.write(textFrame('{"id":1,"control":"follow"}'));
      await frontDoorWentOn();
    } finally {
      process.kill(labHost, "SIGCONT");
    }
    const opened = await received(tcp, /101 Switching Protocols/);
    tcp.write(textFrame('{"id":2,"control":"follow"}'));
    const firstAnswer = /"id":(\d)/;
    expect(firstAnswer.exec(await received(tcp, firstAnswer, opened))?.[1]).toBe("1");
    tcp.destroy();
  });

  /** Two rounds: the first may have been under way when the bytes came. */
  async function frontDoorWentOn(): Promise<void> {
    for (let round = 0; round < 2; round += 1)
      expect((await server.fetch("/api/openapi.json")).status).toBe(200);
  }
});

describe("Where the kernel lets this user send no more descriptors", () => {
  const openFiles = 1024;
  /** In a user namespace of its own the server has no privilege that would exempt it from the limit, no matter who runs the test. */
  const launcher = [
    "unshare",
    "--user",
    "--map-root-user",
    "--",
    "prlimit",
    `--nofile=${openFiles}:${openFiles}`,
  ];

  test("because a lab has sent so many, visitors enter all the same", async () => {
    const server = await Server.start({}, launcher);
    onTestFinished(async () => void (await server.stop()));
    const key = await server.newLab();
    const pid = await server.rest.startProcess(key, "hog");
    const { fds } = await server.rest.command(key, "socketpair", { pid, params: {} });
    const passed = { level: "SOL_SOCKET", type: "SCM_RIGHTS", fds: Array(250).fill(fds[0]) } as const;
    const send = () =>
      server.rest.command(key, "sendmsg", {
        pid,
        params: { fd: fds[0], data: { text: "." }, ancillary: [passed] },
      });
    for (let sent = 0; sent < openFiles; sent += 250) await send().catch(() => undefined);
    expect(await failureOf(send())).toMatchObject({ errno: "ETOOMANYREFS" });
    const visitor = await server.rawSocket(await server.newLab());
    expect(await visitor.ask('{"id":1,"control":"follow"}')).toMatchObject({ id: 1, ok: true });
    visitor.socket.close();
  });

  test("a visitor gets a 503 that says when to try again, and nothing else is affected", async () => {
    const server = await Server.start({}, launcher);
    onTestFinished(async () => void (await server.stop()));
    const key = await server.newLab();
    const before = await server.rawSocket(key);
    const hog = await sendDescriptors(openFiles + 1);
    const refused = await upgradeAnswer(server, key);
    expect(refused.statusCode).toBe(503);
    expect(refused.headers["retry-after"]).toMatch(/^[1-9]/);
    expect(ErrorBody.parse(JSON.parse(await text(refused))).error).toMatchObject({
      code: "too_many_descriptors",
      message: expect.stringContaining("ETOOMANYREFS"),
    });
    expect(await before.ask('{"id":1,"control":"startProcess","params":{"name":"on"}}')).toMatchObject({
      ok: true,
    });
    expect((await server.rest.health()).status).toBe("ok");
    expect((await server.newLab()).lab).not.toBe(key.lab);
    hog.kill("SIGKILL");
    await once(hog, "close");
    const after = await server.rawSocket(key);
    expect(await after.ask('{"id":1,"control":"follow"}')).toMatchObject({ id: 1, ok: true });
    for (const { socket } of [before, after]) socket.close();
  });
});

/** A process that has so many descriptors on their way, until it is killed. */
async function sendDescriptors(count: number): Promise<ChildProcess> {
  const program = `
    import { Socket } from "@sockpit/sockets";
    const [first] = Socket.pair();
    const file = Socket.open();
    for (let left = ${count}; left > 0; left -= 250) {
      const files = Array(Math.min(left, 250)).fill(file);
      await first.sendmsg(new Uint8Array(1), { ancillary: [{ level: "SOL_SOCKET", type: "SCM_RIGHTS", files }] });
    }
    console.log("sent");
    setInterval(() => {}, 1000);`;
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    cwd,
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}

/** What a request for a WebSocket is answered, where that is no 101. */
async function upgradeAnswer(server: Server, { lab, token }: LabKey): Promise<IncomingMessage> {
  const sent = request({
    port: server.port,
    path: `/api/labs/${lab}/ws`,
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": randomBytes(16).toString("base64"),
      "sec-websocket-protocol": `${SUBPROTOCOL}, ${BEARER_PREFIX}${token}`,
    },
  }).end();
  const [response] = await once(sent, "response");
  return response;
}

/** A short text frame with the mask 0, which changes nothing: RFC 6455 §5.2. */
function textFrame(text: string): Uint8Array {
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);
}

/** What has come, once it matches. */
async function received(tcp: Socket, wanted: RegExp, before = ""): Promise<string> {
  let all = before;
  while (!wanted.test(all)) {
    const [chunk] = await once(tcp, "data");
    all += String(chunk);
  }
  return all;
}
