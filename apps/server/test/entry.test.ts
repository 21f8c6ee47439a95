import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import type { LabKey } from "@sockpit/client";
import { BEARER_PREFIX, ErrorBody, SUBPROTOCOL } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Server } from "./support.js";

let server: Server;
let key: LabKey;
beforeAll(async () => {
  server = await Server.start({ SOCKPIT_ALLOWED_HOSTS: "sockpit.example, Other.Example" });
  key = await server.newLab();
});
afterAll(async () => {
  await server.stop();
});

/** Status and error code of a request with headers that `fetch` would not send. */
async function ask(path: string, headers: Record<string, string>): Promise<[number | undefined, string]> {
  const sent = request({ host: "127.0.0.1", port: server.port, path, headers });
  sent.end();
  const answered = once(sent, "response");
  const upgraded = once(sent, "upgrade").then(([response, socket]) => {
    socket.destroy();
    return [response];
  });
  upgraded.catch(() => undefined);
  const [response] = await Promise.race([answered, upgraded]);
  if (response.statusCode === 101) return [101, ""];
  let body = "";
  for await (const chunk of response) body += chunk;
  const parsed = ErrorBody.safeParse(JSON.parse(body));
  const error = parsed.data?.error;
  return [response.statusCode, error !== undefined && "code" in error ? error.code : ""];
}

function webSocket(headers: Record<string, string> = {}, lab = key.lab) {
  return ask(`/api/labs/${lab}/ws`, {
    host: `127.0.0.1:${server.port}`,
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": randomBytes(16).toString("base64"),
    "sec-websocket-protocol": `${SUBPROTOCOL}, ${BEARER_PREFIX}${key.token}`,
    ...headers,
  });
}

describe("The front door lets in", () => {
  test("this server's names and no others, over HTTP and WebSocket", async () => {
    for (const host of ["127.0.0.1", "localhost", "LOCALHOST", "[::1]", "sockpit.example", "other.example"]) {
      expect(await ask("/healthz", { host: `${host}:${server.port}` }), host).toEqual([200, ""]);
      expect(await webSocket({ host: `${host}:${server.port}` }), host).toEqual([101, ""]);
    }
    for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost.", "2130706433", "0.0.0.0"]) {
      for (const path of ["/healthz", "/api/openapi.json", "/"]) {
        expect(await ask(path, { host }), host).toEqual([403, "forbidden_host"]);
      }
      expect(await webSocket({ host }), host).toEqual([403, "forbidden_host"]);
    }
  });

  test("requests of its own origin, or of none", async () => {
    const host = `127.0.0.1:${server.port}`;
    for (const origin of [`http://${host}`, `https://${host}`]) {
      expect(await ask("/healthz", { host, origin })).toEqual([200, ""]);
      expect(await webSocket({ origin })).toEqual([101, ""]);
    }
    for (const origin of [
      "http://evil.example",
      "null",
      `http://localhost:${server.port}`,
      "http://127.0.0.1:1",
    ]) {
      expect(await ask("/api/labs", { host, origin }), origin).toEqual([403, "forbidden_origin"]);
      expect(await webSocket({ origin }), origin).toEqual([403, "forbidden_origin"]);
    }
  });

  test("a WebSocket with the lab's own token only", async () => {
    const other = await server.newLab();
    expect(await webSocket()).toEqual([101, ""]);
    for (const protocols of [
      SUBPROTOCOL,
      `${SUBPROTOCOL}, ${BEARER_PREFIX}`,
      `${SUBPROTOCOL}, ${BEARER_PREFIX}${other.token}`,
      `${SUBPROTOCOL}, ${key.token}`,
    ]) {
      expect(await webSocket({ "sec-websocket-protocol": protocols }), protocols).toEqual([
        401,
        "unauthorized",
      ]);
    }
    expect(await webSocket({}, "zzzzzzzz")).toEqual([404, "no_such_lab"]);
    expect(await webSocket({}, `${key.lab}/x`)).toEqual([404, "no_such_route"]);
  });

  test("a WebSocket in a version of the protocol that it speaks", async () => {
    const token = BEARER_PREFIX + key.token;
    const offered = (...protocols: string[]) => webSocket({ "sec-websocket-protocol": protocols.join(", ") });
    expect(await offered("sockpit.v2", SUBPROTOCOL, token)).toEqual([101, ""]);
    expect(await offered("sockpit.v2", token)).toEqual([400, "bad_message"]);
    expect(await offered("sockpit.v0", "sockpit.v2", token)).toEqual([400, "bad_message"]);
  });

  test("no site's scripts: the headers forbid it", async () => {
    const { headers } = await server.fetch("/healthz");
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("cross-origin-embedder-policy")).toBe("require-corp");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-powered-by")).toBeNull();
  });
});
