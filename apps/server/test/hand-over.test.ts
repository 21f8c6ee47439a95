import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handshake, Server } from "./support.js";

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
      tcp.write(handshake(server.port, key));
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
    for (let round = 0; round < 2; round += 1) expect((await server.fetch("/healthz")).status).toBe(200);
  }
});

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
