import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { LabKey } from "@sockpit/client";
import { type LabEvent, limits } from "@sockpit/protocol";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { RawHttp } from "./raw-http.js";
import { descriptorsOf, restError, Server } from "./support.js";

/** How long a busy machine may take until something is so. */
const patience = { timeout: 15_000 };

let server: Server;
let key: LabKey;
let bearer: { authorization: string };
const opened: RawHttp[] = [];
beforeAll(async () => {
  server = await Server.start();
  key = await server.newLab();
  bearer = { authorization: `Bearer ${key.token}` };
  await server.rest.startProcess(key, "first");
});
afterEach(async () => {
  for (const { socket } of opened.splice(0)) socket.destroy();
  expect((await server.rest.getLab(key)).processes).toHaveLength(1);
});
afterAll(async () => {
  await server.stop();
});

async function raw(): Promise<RawHttp> {
  const http = await RawHttp.open(server);
  opened.push(http);
  return http;
}

/** The sockets that the front door holds open. */
function socketsOfServer(): number {
  return descriptorsOf(server.pid).filter((what) => what.startsWith("socket:")).length;
}

/** VmRSS of the front door, or another process: proc(5). */
function residentMiB(pid = server.pid): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

/** The same of the front door and its lab hosts. */
function residentMiBOfAll(): number {
  const children = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, "utf8").trim().split(" ");
  return [server.pid, ...children.map(Number)].reduce((sum, pid) => sum + residentMiB(pid), 0);
}

describe("A request is refused before its body is read", () => {
  test("without the lab's token: 401 at once, and the connection is closed", async () => {
    for (const path of ["processes", "commands/send", "commands/nothing"]) {
      const http = await raw();
      http.send(`POST /api/labs/${key.lab}/${path}`, { "content-length": "2000000" }, "{");
      const { status, code, headers } = await http.answer();
      expect([status, code]).toEqual([401, "unauthorized"]);
      expect([headers.get("www-authenticate"), headers.get("connection")]).toEqual([
        'Bearer realm="sockpit"',
        "close",
      ]);
      await http.closed();
    }
  });

  test("and is not asked to send it: no 100 Continue", async () => {
    const expecting = { "content-length": "2", expect: "100-continue" };
    const refused = await raw();
    refused.send(`POST /api/labs/${key.lab}/processes`, expecting);
    expect((await refused.answer()).status).toBe(401);
    expect(refused.received).not.toContain("100 Continue");
    const accepted = await raw();
    accepted.send(`POST /api/labs/${key.lab}/processes`, { ...expecting, ...bearer });
    await expect.poll(() => accepted.received, patience).toBe("HTTP/1.1 100 Continue\r\n\r\n");
    accepted.socket.write("{}");
    expect(await accepted.answer()).toMatchObject({ status: 400, field: "name" });
  });

  test("a body that needs no token holds at most 64 KiB, announced or not", async () => {
    const announced = await raw();
    announced.send("POST /api/labs", { "content-length": "65537" });
    expect(await announced.answer()).toMatchObject({ status: 413, code: "message_too_large" });
    const chunked = await raw();
    chunked.send("POST /api/labs", { "transfer-encoding": "chunked" }, `10001\r\n${" ".repeat(0x10001)}\r\n`);
    expect(await chunked.answer()).toMatchObject({ status: 413, code: "message_too_large" });
    await chunked.closed();
  });

  test("a body with a token holds as much as a message", async () => {
    const { authorization } = bearer;
    const announced = await raw();
    announced.send(`POST /api/labs/${key.lab}/processes`, {
      authorization,
      "content-length": String(limits.messageBytes + 1),
    });
    expect(await announced.answer()).toMatchObject({ status: 413, code: "message_too_large" });
    const text = " ".repeat(limits.messageBytes - 2);
    expect(
      await restError(await server.post(`/api/labs/${key.lab}/processes`, `{}${text}`, key)),
    ).toMatchObject({
      status: 400,
      error: { field: "name" },
    });
  });

  test("a body in chunks of a byte is refused", async () => {
    const http = await raw();
    http.send(`POST /api/labs/${key.lab}/processes`, { ...bearer, "transfer-encoding": "chunked" });
    http.socket.write("1\r\n \r\n".repeat(100_000));
    expect(await http.answer()).toMatchObject({ status: 400, code: "bad_message" });
  });
});

test("Large bodies wait for each other, and one that does not come to its end gives way to them", async () => {
  const slow = await raw();
  const path = `/api/labs/${key.lab}/processes`;
  slow.send(`POST ${path}`, { ...bearer, "content-length": "2000000", expect: "100-continue" });
  await expect.poll(() => slow.received, patience).toContain("100 Continue");
  const bodies = Array.from({ length: 8 }, () => `{}${" ".repeat(1_900_000)}`);
  const answers = await Promise.all(bodies.map((body) => server.post(path, body, key)));
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(400));
  expect(await slow.answer()).toMatchObject({ status: 429, code: "over_budget" });
});

test("Large bodies, eight at a time, take the server less than 48 MiB", async () => {
  const path = `/api/labs/${key.lab}/commands/bind`;
  const body = JSON.stringify({ pid: 1, fd: 3, address: { path: "x".repeat(2_000_000) } });
  const before = residentMiBOfAll();
  let most = before;
  const client = async () => {
    for (let sent = 0; sent < 12; sent += 1) {
      expect((await server.post(path, body, key)).status).toBe(400);
      most = Math.max(most, residentMiBOfAll());
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  expect(most - before).toBeLessThan(48);
});

describe("A body that is not plain JSON is 415", () => {
  const path = () => `/api/labs/${key.lab}/processes`;
  const post = (headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer>) =>
    server.fetch(path(), { method: "POST", headers, body, key });

  test("with a Content-Encoding, broken or not", async () => {
    for (const encoding of ["gzip", "br", "deflate", "zip"]) {
      for (const body of [Uint8Array.from(gzipSync("{}")), "not compressed"]) {
        const response = await post(
          { "content-type": "application/json", "content-encoding": encoding },
          body,
        );
        expect(await restError(response)).toMatchObject({
          status: 415,
          error: { code: "unsupported_media_type", field: "Content-Encoding" },
        });
      }
    }
  });

  test("of a type that a page of another site may send without asking", async () => {
    for (const type of [
      "text/plain",
      "multipart/form-data; boundary=x",
      "application/json; charset=latin1",
    ]) {
      expect(await restError(await post({ "content-type": type }, "{}")), type).toMatchObject({
        status: 415,
        error: { code: "unsupported_media_type", field: "Content-Type" },
      });
    }
  });

  test("except for the type that curl -d sends, and for no type", async () => {
    const length = { "content-length": "2" };
    const curl = { ...bearer, ...length, "content-type": "application/x-www-form-urlencoded" };
    for (const headers of [curl, { ...bearer, ...length }]) {
      const http = await raw();
      http.send(`POST ${path()}`, headers, "{}");
      expect(await http.answer()).toMatchObject({ status: 400, code: "bad_params", field: "name" });
    }
    const page = await raw();
    page.send(`POST ${path()}`, { ...curl, origin: server.baseUrl }, "{}");
    expect(await page.answer()).toMatchObject({ status: 415 });
  });
});

test("A page of another site is refused by Sec-Fetch-Site, and may only link to the page", async () => {
  for (const site of ["cross-site", "same-site"]) {
    for (const line of ["POST /api/labs", "GET /api/openapi.json", "GET /"]) {
      const http = await raw();
      http.send(line, { "sec-fetch-site": site, "sec-fetch-mode": "no-cors", "content-length": "0" });
      expect(await http.answer()).toMatchObject({ status: 403, code: "forbidden_origin" });
    }
    const link = await raw();
    link.send("GET /", {
      "sec-fetch-site": site,
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    });
    expect((await link.answer()).status).toBe(200);
  }
});

describe("Half-sent requests", () => {
  test("without a token cost little memory, and the oldest give way to new visitors", async () => {
    const before = residentMiB();
    const half = await Promise.all(Array.from({ length: 600 }, raw));
    for (const http of half) {
      http.send(
        `POST /api/labs/${key.lab}/commands/send`,
        { "content-length": "2000000" },
        "x".repeat(60_000),
      );
    }
    for (const http of half.slice(-10)) expect((await http.answer()).status).toBe(401);
    const slow = await Promise.all(Array.from({ length: 600 }, raw));
    for (const http of slow) http.socket.write(`GET / HTTP/1.1\r\nX-Filler: ${"x".repeat(10_000)}`);
    expect((await server.fetch("/healthz")).status).toBe(200);
    await slow[0]?.closed();
    expect(residentMiB() - before).toBeLessThan(64);
  });

  test("end in time, though a byte comes now and then", { timeout: 60_000 }, async () => {
    const headers = await raw();
    headers.socket.write("GET / HTTP/1.1\r\nX-Slow: ");
    const body = await raw();
    body.send(`POST /api/labs/${key.lab}/processes`, { ...bearer, "content-length": "1000" });
    const trickle = setInterval(() => {
      for (const { socket } of [headers, body]) if (!socket.destroyed) socket.write(" ");
    }, 500);
    onTestFinished(() => clearInterval(trickle));
    expect((await headers.answer()).status).toBe(408);
    expect(await body.answer()).toMatchObject({ status: 400, code: "bad_message" });
    await Promise.all([headers.closed(), body.closed()]);
  });

  test("a refused upgrade is closed, also where the client keeps its half open", async () => {
    const before = socketsOfServer();
    const http = await RawHttp.open(server, { allowHalfOpen: true });
    opened.push(http);
    http.send("GET /api/labs/zzzzzzzz/ws", { connection: "Upgrade", upgrade: "websocket" });
    expect(await http.answer()).toMatchObject({ status: 404, code: "no_such_lab" });
    await expect.poll(socketsOfServer, patience).toBeLessThanOrEqual(before);
    expect(http.socket.writable).toBe(true);
  });
});

test("Calls that wait behind each other on one connection are interrupted when it closes", async () => {
  const { fd } = await server.rest.command(key, "socket", { pid: 1, params: { type: "SOCK_DGRAM" } });
  const body = JSON.stringify({ pid: 1, fd, bufsize: 1 });
  const http = await raw();
  for (let sent = 0; sent < 20; sent += 1) {
    const headers = { ...bearer, "content-length": String(body.length) };
    http.send(`POST /api/labs/${key.lab}/commands/recv`, headers, body);
  }
  const count = async (isWanted: (event: LabEvent) => boolean) =>
    (await server.rest.trace(key)).filter(isWanted).length;
  await expect.poll(() => count(({ event }) => event === "callBlocked"), patience).toBe(20);
  http.socket.destroy();
  const isInterrupted = (event: LabEvent) =>
    event.event === "callEnded" && event.error?.kind === "errno" && event.error.errno === "EINTR";
  await expect.poll(() => count(isInterrupted), patience).toBe(20);
  await server.rest.command(key, "close", { pid: 1, params: { fd } });
});

test("More than 256 requests of one lab at once are refused with Retry-After, and other labs go on", async () => {
  const { fd } = await server.rest.command(key, "socket", { pid: 1, params: { type: "SOCK_DGRAM" } });
  const body = JSON.stringify({ pid: 1, fd, bufsize: 1 });
  const waiting = await raw();
  const headers = { ...bearer, "content-length": String(body.length) };
  // Not asked for over REST: that would be one of the 256.
  const blocked = await server.blockedCalls(key);
  for (let sent = 0; sent < 256; sent += 1) {
    waiting.send(`POST /api/labs/${key.lab}/commands/recv`, headers, body);
  }
  await blocked.until(256);
  blocked.stop();
  expect(waiting.received).toBe("");
  const refused = await server.fetch(`/api/labs/${key.lab}`, { key });
  expect(refused.headers.get("retry-after")).toBe("1");
  expect(await restError(refused)).toMatchObject({ status: 429, error: { code: "over_budget" } });
  expect((await server.newLab()).lab).not.toBe(key.lab);
  waiting.socket.destroy();
  const status = async () => (await server.fetch(`/api/labs/${key.lab}`, { key })).status;
  await expect.poll(status, patience).toBe(200);
});
