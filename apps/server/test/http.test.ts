import { request } from "node:http";
import type { LabKey } from "@sockpit/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { restError, Server } from "./support.js";

let server: Server;
let key: LabKey;
beforeAll(async () => {
  server = await Server.start();
  key = await server.newLab();
});
afterAll(async () => {
  await server.stop();
});

describe("HTTP", () => {
  test("a lab that has been made is at Location", async () => {
    const response = await server.post("/api/labs", "");
    const { lab, token } = (await response.json()) as { lab: { id: string }; token: string };
    expect(response.headers.get("location")).toBe(`/api/labs/${lab.id}`);
    const there = await server.fetch(`/api/labs/${lab.id}`, { key: { lab: lab.id, token } });
    expect(await there.json()).toMatchObject({ id: lab.id });
  });

  test("401 says how to authenticate", async () => {
    const response = await server.fetch(`/api/labs/${key.lab}`);
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([
      401,
      'Bearer realm="sockpit"',
    ]);
  });

  test("a method that a path does not have is 405 and says which it has", async () => {
    const lab = `/api/labs/${key.lab}`;
    const wrong = [
      ["GET", "/api/labs", "POST, OPTIONS"],
      ["POST", "/healthz", "GET, HEAD, OPTIONS"],
      ["PUT", lab, "GET, HEAD, DELETE, OPTIONS"],
      ["POST", `${lab}/sockets`, "GET, HEAD, OPTIONS"],
      ["GET", `${lab}/commands/socket`, "POST, OPTIONS"],
      ["PATCH", `${lab}/processes/1`, "DELETE, OPTIONS"],
    ] as const;
    for (const [method, path, allow] of wrong) {
      const response = await server.fetch(path, { method, key });
      expect(response.headers.get("allow"), path).toBe(allow);
      expect(await restError(response)).toMatchObject({ status: 405, error: { code: "method_not_allowed" } });
      const options = await server.fetch(path, { method: "OPTIONS" });
      expect([options.status, options.headers.get("allow")]).toEqual([204, allow]);
    }
  });

  test("HEAD answers as GET does, without a body", async () => {
    await server.rest.startProcess(key, "first");
    for (const path of ["", "/sockets", "/trace", "/events"]) {
      const head = await headOf(`/api/labs/${key.lab}${path}`);
      expect(head, path).toMatchObject({ status: 200, length: 0 });
    }
    expect((await headOf("/healthz")).type).toContain("application/json");
    expect((await headOf(`/api/labs/${key.lab}/events`)).type).toBe("text/event-stream");
    expect((await headOf(`/api/labs/${key.lab}/trace`)).type).toContain("application/x-ndjson");
    expect((await server.fetch(`/api/labs/${key.lab}/events`, { method: "HEAD" })).status).toBe(401);
  });
});

/** HEAD with the bytes that come after the headers. */
function headOf(path: string): Promise<{ status: number | undefined; type: string; length: number }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key.token}` };
    const sent = request(
      { host: "127.0.0.1", port: server.port, path, method: "HEAD", headers },
      async (response) => {
        let length = 0;
        for await (const piece of response) length += piece.length;
        resolve({ status: response.statusCode, type: String(response.headers["content-type"]), length });
      },
    );
    sent.on("error", reject).end();
  });
}

describe("A trace", () => {
  let lab: LabKey;
  beforeAll(async () => {
    lab = await server.newLab();
    for (const name of ["one", "two", "three", "four"]) await server.rest.startProcess(lab, name);
  });

  test("begins after since and ends after limit events", async () => {
    const seqs = async (range: object) => (await server.rest.trace(lab, range)).map(({ seq }) => seq);
    expect(await seqs({})).toEqual([1, 2, 3, 4]);
    expect(await seqs({ since: 2 })).toEqual([3, 4]);
    expect(await seqs({ since: 1, limit: 2 })).toEqual([2, 3]);
    expect(await seqs({ limit: 1 })).toEqual([1]);
    expect(await seqs({ since: 4 })).toEqual([]);
    expect(await seqs({ since: 1_000_000 })).toEqual([]);
  });

  test("refuses a range that is none, and names the field", async () => {
    const wrong = {
      since: ["since=-1", "since=", "since=x", "since=1.5", "since=1&since=2", "since=9999999999999999"],
      limit: ["limit=0", "limit=99999999", "limit=all", "limit=1&limit=1"],
    };
    for (const [field, queries] of Object.entries(wrong)) {
      for (const query of queries) {
        const response = await server.fetch(`/api/labs/${lab.lab}/trace?${query}`, { key: lab });
        expect(await restError(response), query).toMatchObject({
          status: 400,
          error: { code: "bad_params", field, message: expect.stringContaining(`${field}: `) },
        });
      }
    }
  });
});

test("A trace, a capture and the OpenAPI document are compressed as Accept-Encoding asks for", async () => {
  for (let count = 0; count < 20; count += 1) await server.rest.startProcess(key, `process ${count}`);
  const plain = await server.fetch(`/api/labs/${key.lab}/trace`, {
    key,
    headers: { "accept-encoding": "identity" },
  });
  expect(plain.headers.get("content-encoding")).toBeNull();
  const text = await plain.text();
  for (const encoding of ["gzip", "br"]) {
    const headers = { "accept-encoding": encoding };
    const trace = await server.fetch(`/api/labs/${key.lab}/trace`, { key, headers });
    expect([trace.headers.get("content-encoding"), trace.headers.get("vary")]).toEqual([
      encoding,
      "Accept-Encoding",
    ]);
    expect(await trace.text()).toBe(text);
    const document = await server.fetch("/api/openapi.json", { headers });
    expect(document.headers.get("content-encoding")).toBe(encoding);
    expect(await document.json()).toHaveProperty("paths");
  }
});
