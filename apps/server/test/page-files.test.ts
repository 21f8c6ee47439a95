import { existsSync } from "node:fs";
import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Server } from "./support.js";

const isBuilt = existsSync(fileURLToPath(new URL("../../web/dist/index.html", import.meta.url)));

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(async () => {
  await server.stop();
});

interface Head {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
}

/** Unlike fetch, asks for the encodings that it is given, and leaves a redirect alone. */
function head(path: string, encodings = "br, gzip"): Promise<Head> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, server.baseUrl), {
      method: "HEAD",
      headers: { "accept-encoding": encodings },
    });
    asked.once("error", reject);
    asked.once("response", ({ statusCode, headers }) => resolve({ status: statusCode, headers }));
    asked.end();
  });
}

describe.skipIf(!isBuilt)("the page's files", () => {
  test("Python's are kept for ever, under a path with their hash, and sent in Brotli", async () => {
    const { status, headers } = await head("/pyodide/pyodide.asm.wasm");
    expect([status, headers["cache-control"]]).toEqual([307, "no-cache"]);
    expect(headers["location"]).toMatch(/^\/pyodide\/[\d.]+-[0-9a-f]{8}\/pyodide\.asm\.wasm$/);
    const found = await head(String(headers["location"]));
    expect(found.status).toBe(200);
    expect(found.headers).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "content-encoding": "br",
      "content-type": "application/wasm",
      vary: expect.stringContaining("Accept-Encoding"),
    });
  });

  test("a browser without Brotli gets gzip, one without either the file as it is", async () => {
    const { headers } = await head("/pyodide/pyodide.mjs");
    const path = String(headers["location"]);
    expect((await head(path, "gzip")).headers["content-encoding"]).toBe("gzip");
    expect((await head(path, "identity")).headers["content-encoding"]).toBeUndefined();
  });

  test("the page itself is asked for again", async () => {
    expect((await head("/")).headers["cache-control"]).toBe("no-cache");
  });

  test("nothing else is under Python's path", async () => {
    expect((await head("/pyodide/other.js")).status).toBe(404);
  });
});
