import { request } from "node:http";
import { networkInterfaces } from "node:os";
import { RestClient } from "@sockpit/client";
import { webSocketHandshake } from "@sockpit/testing";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { RawHttp } from "./raw-http.js";
import { restError, Server } from "./support.js";

const CODE = "correct horse";

interface Asked {
  status: number | undefined;
  body: string;
  cookie: string | undefined;
  location: string | undefined;
}

/** A request with headers that `fetch` would not send. */
function ask(
  server: Server,
  path: string,
  options: { host?: string; headers?: Record<string, string>; method?: string; body?: string } = {},
): Promise<Asked> {
  const { host = "127.0.0.1", headers = {}, method = "GET", body } = options;
  return new Promise((resolve, reject) => {
    const sent = request({ host, port: server.port, path, method, headers }, async (response) => {
      let text = "";
      for await (const piece of response.setEncoding("utf8")) text += piece;
      const [cookie] = response.headers["set-cookie"] ?? [];
      resolve({ status: response.statusCode, body: text, cookie, location: response.headers.location });
    });
    sent.on("error", reject).end(body);
  });
}

function sendForm(server: Server, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams(fields).toString();
  return ask(server, "/access", { method: "POST", headers: { ...type, ...headers }, body });
}

describe("A server with an access code", () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start({ SOCKPIT_ACCESS_CODE: CODE });
  });
  afterAll(async () => {
    await server.stop();
  });

  test("refuses REST, files and WebSockets without it, and says how to send it", async () => {
    const created = await server.post("/api/labs", "");
    expect(await restError(created)).toMatchObject({
      status: 403,
      error: { kind: "policy", code: "access_denied", field: "X-Sockpit-Access" },
    });
    for (const path of ["/", "/api/openapi.json", "/api/labs/zzzzzzzz", "/assets/x.js", "/nothing"]) {
      expect((await server.fetch(path)).status, path).toBe(403);
    }
    const upgrade = await RawHttp.open(server);
    upgrade.socket.write(webSocketHandshake(server.port, { lab: "zzzzzzzz", token: "x" }));
    expect(await upgrade.answer()).toMatchObject({ status: 403, code: "access_denied" });
    expect((await server.fetch("/healthz")).status).toBe(200);
  });

  test("lets scripts in by a header", async () => {
    const headers = { "x-sockpit-access": CODE };
    expect((await server.fetch("/api/openapi.json", { headers })).status).toBe(200);
    const rest = new RestClient({ baseUrl: server.baseUrl, accessCode: CODE });
    expect((await rest.createLab()).token).toMatch(/^[\w-]{32}$/);
    const wrong = await server.fetch("/api/openapi.json", { headers: { "x-sockpit-access": "wrong" } });
    expect(await restError(wrong)).toMatchObject({ status: 403, error: { code: "access_denied" } });
  });

  test("asks browsers for it in their language, and remembers it in a cookie that scripts cannot read", async () => {
    const page = { accept: "text/html", "sec-fetch-site": "none" };
    const english = await ask(server, "/?a=1&b=<", { headers: page });
    expect(english.status).toBe(403);
    expect(english.body).toContain('<html lang="en">');
    expect(english.body).toContain('value="/?a=1&amp;b=&lt;"');
    expect(english.body).not.toContain("<script");
    const chinese = await ask(server, "/", {
      headers: { ...page, "accept-language": "zh-TW,zh;q=0.9,en;q=0.8" },
    });
    expect(chinese.body).toContain('<html lang="zh-TW">');
    const wrong = await sendForm(server, { code: "wrong", next: "/" });
    expect([wrong.status, wrong.cookie]).toEqual([403, undefined]);
    expect(wrong.body).toContain('role="alert"');
    const right = await sendForm(server, { code: CODE, next: "/?a=1" }, { origin: server.baseUrl });
    expect([right.status, right.location]).toEqual([303, "/?a=1"]);
    expect(right.cookie).toMatch(
      /^sockpit-access=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/,
    );
    expect(right.cookie).not.toContain(CODE);
    const cookie = right.cookie?.split(";")[0] ?? "";
    expect((await ask(server, "/api/openapi.json", { headers: { cookie: `a=b; ${cookie}` } })).status).toBe(
      200,
    );
    expect((await ask(server, "/api/openapi.json", { headers: { cookie: "sockpit-access=x" } })).status).toBe(
      403,
    );
  });

  test("sends nobody to another site, and takes no form from one", async () => {
    for (const next of ["//evil.example", "https://evil.example", "/\\evil.example", ""]) {
      expect((await sendForm(server, { code: CODE, next })).location, next).toBe("/");
    }
    expect((await sendForm(server, { code: CODE }, { origin: "http://evil.example" })).status).toBe(403);
  });

  test("reloads for who follows a link from another site, whose request carries no strict cookie", async () => {
    const headers = {
      accept: "text/html",
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    };
    expect((await ask(server, "/", { headers })).body).toContain('http-equiv="refresh"');
  });

  test("refuses an address that has sent too many wrong codes, but not who is in already", async () => {
    const { cookie = "" } = await sendForm(server, { code: CODE });
    const statuses: number[] = [];
    for (let count = 0; count < 14; count += 1) {
      const response = await server.fetch("/", { headers: { "x-sockpit-access": `guess ${count}` } });
      statuses.push(response.status);
      if (response.status === 429) expect(response.headers.get("retry-after")).toMatch(/^\d+$/);
    }
    expect(statuses.slice(-1)).toEqual([429]);
    expect((await sendForm(server, { code: CODE })).status).toBe(429);
    const inside = { cookie: cookie.split(";")[0] ?? "" };
    expect((await ask(server, "/api/openapi.json", { headers: inside })).status).toBe(200);
  });
});

describe("A server that listens on all addresses", () => {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const outside = addresses.find(({ internal, family }) => !internal && family === "IPv4")?.address;

  async function started(environment: NodeJS.ProcessEnv = {}): Promise<Server> {
    const beyond = { HOST: "0.0.0.0", SOCKPIT_ALLOW_MAPPED: "1", SOCKPIT_OPEN: "1", ...environment };
    const server = await Server.start(beyond);
    onTestFinished(async () => {
      await server.stop();
    });
    return server;
  }

  test("is reached by the loopback names from this machine, and by no other name", async () => {
    const server = await started();
    for (const host of ["localhost", "127.0.0.1"]) {
      expect((await ask(server, "/healthz", { headers: { host } })).status, host).toBe(200);
    }
    for (const host of ["0.0.0.0", "evil.example"]) {
      expect((await ask(server, "/healthz", { headers: { host } })).status, host).toBe(403);
    }
  });

  test.skipIf(outside === undefined)(
    "is reached by the machine's own address, from which localhost is another",
    async () => {
      const server = await started();
      const host = outside ?? "";
      expect(
        (await ask(server, "/healthz", { host, headers: { host: `${host}:${server.port}` } })).status,
      ).toBe(200);
      for (const name of ["localhost", "127.0.0.1", "[::1]"]) {
        expect((await ask(server, "/healthz", { host, headers: { host: name } })).status, name).toBe(403);
      }
      const named = await started({ SOCKPIT_ALLOWED_HOSTS: "localhost" });
      expect((await ask(named, "/healthz", { host, headers: { host: "localhost" } })).status).toBe(200);
    },
  );
});
