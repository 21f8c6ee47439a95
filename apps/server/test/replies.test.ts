import { encodeBinary } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RawSocket, Server } from "./support.js";

const BINARY = { isBinary: true };

/** Around 126 and 65,536 bytes a frame's length takes more bytes (RFC 6455 §5.2); around 16 and 65 KiB the server takes other memory. */
const around = (bytes: number) => Array.from({ length: 41 }, (_, index) => bytes - 40 + index);
const sizes = [...around(126), ...around(16 * 1024), ...around(65_536), ...around(65 * 1024), 150_000];

describe("Replies", () => {
  let server: Server;
  let socket: RawSocket;
  beforeAll(async () => {
    server = await Server.start();
    socket = await server.rawSocket(await server.newLab());
    await socket.ask(encodeBinary({ id: 1, control: "startProcess", params: { name: "p" } }));
  });
  afterAll(async () => {
    socket.socket.close();
    await server.stop();
  });

  const call = (id: number, command: string, params: object) =>
    socket.socket.send(encodeBinary({ id, command, pid: 1, params }));

  test("of any size come whole, in the order of calls that need not wait", async () => {
    const data = Uint8Array.from({ length: 150_000 }, (_, index) => index % 251);
    call(1, "socketpair", {});
    const made = (await socket.next()).message as { result: { fds: [number, number] } };
    const [writer, reader] = made.result.fds;
    call(2, "sendall", { fd: writer, data });
    expect(await socket.next()).toMatchObject({ message: { id: 2, ok: true } });
    sizes.forEach((bufsize, id) => {
      call(id, "recv", { fd: reader, bufsize, flags: ["MSG_PEEK"] });
    });
    for (const [id, size] of sizes.entries()) {
      const { message, isBinary } = await socket.next();
      expect({ isBinary, message }).toMatchObject({ ...BINARY, message: { id, ok: true } });
      const received = (message as { result: { data: Uint8Array } }).result.data;
      expect(Buffer.compare(received, data.subarray(0, size))).toBe(0);
    }
  });

  test("to calls and pings come in the order in which these came", async () => {
    const seen: string[] = [];
    const all = new Promise<void>((resolve) => {
      const see = (what: string) => {
        seen.push(what);
        if (seen.length === 6) resolve();
      };
      socket.socket.on("pong", (data) => see(`pong ${data}`));
      socket.socket.on("message", () => see("reply"));
    });
    for (const name of ["one", "two", "three"]) {
      call(1, "socket", {});
      socket.socket.ping(name);
    }
    await all;
    expect(seen).toEqual(["reply", "pong one", "reply", "pong two", "reply", "pong three"]);
  });

  test("to calls that came with a close frame come before the server's", async () => {
    const other = await server.rawSocket(await server.newLab());
    const closed = new Promise((resolve) => other.socket.once("close", resolve));
    for (const id of [1, 2]) {
      other.socket.send(encodeBinary({ id, control: "startProcess", params: { name: "p" } }));
      other.socket.send(encodeBinary({ id: id + 2, command: "nope", pid: 1, params: {} }));
    }
    other.socket.close();
    const ids = new Set<unknown>();
    for (let count = 0; count < 4; count += 1) ids.add(((await other.next()).message as { id: number }).id);
    expect(ids).toEqual(new Set([1, 2, 3, 4]));
    await closed;
  });
});
