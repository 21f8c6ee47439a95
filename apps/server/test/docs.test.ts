import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { errorCodes, routes } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Server } from "./support.js";

const rest = fileURLToPath(new URL("../../../docs/reference/rest.md", import.meta.url));

/** Ends the script where a call fails, but where curl itself ends one that follows (28, curl(1)). */
const strict = `set -e -o pipefail
curl() { local status=0; command curl --fail-with-body "$@" || status=$?; [ $status = 0 ] || [ $status = 28 ] || exit $status; }
`;

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(async () => {
  await server.stop();
});

describe("/docs", () => {
  let pages: Map<string, string>;
  beforeAll(async () => {
    pages = new Map();
    const open = ["/docs"];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      const response = await server.fetch(path);
      expect([response.status, response.headers.get("content-type")], path).toEqual([
        200,
        "text/html; charset=utf-8",
      ]);
      const html = await response.text();
      pages.set(path, html);
      open.push(
        ...linksOf(html).filter((to) => to.startsWith("/docs") && !pages.has(to) && !open.includes(to)),
      );
    }
  });

  test("has every page of the reference that is about the API, and each link leads somewhere", () => {
    expect([...pages.keys()].sort()).toEqual(
      [
        "",
        "/ancillary-data",
        "/commands",
        "/errors",
        "/events",
        "/rest",
        "/socket-options",
        "/values",
        "/websocket",
      ]
        .map((page) => `/docs${page}`)
        .sort(),
    );
    for (const [path, html] of pages) {
      for (const [, to = ""] of html.matchAll(/ href="([^"]+)"/g)) {
        const [page = "", id] = to.split("#");
        if (page === "/" || page === "/api/openapi.json") continue;
        const target = pages.get(page === "" ? path : page);
        expect(target, `${to} on ${path}`).toBeDefined();
        if (id !== undefined) expect(target, `${to} on ${path}`).toContain(` id="${id}"`);
      }
    }
  });

  test("loads nothing and runs nothing", () => {
    for (const [path, html] of pages)
      expect(html, path).not.toMatch(/<(script|link|img|iframe)\b|\ssrc=|@import/);
  });

  test("explains every error where its `type` leads", () => {
    for (const code of Object.keys(errorCodes)) expect(pages.get("/docs/errors")).toContain(` id="${code}"`);
    for (const id of ["ECONNREFUSED", "timeout"]) expect(pages.get("/docs/errors")).toContain(` id="${id}"`);
  });

  test("has each route with an example", () => {
    for (const name of Object.keys(routes))
      expect(pages.get("/docs/rest")).toMatch(new RegExp(`id="${name.toLowerCase()}"[^]*?curl -s`));
  });

  test("has its own words in the visitor's language", async () => {
    const response = await server.fetch("/docs", { headers: { "accept-language": "zh-TW" } });
    expect(await response.text()).toMatch(/<html lang="zh-TW">.*指令.*<main id="main" lang="en">/s);
  });

  test("has no other methods and no other pages", async () => {
    expect((await server.fetch("/docs/rest", { method: "POST" })).status).toBe(405);
    expect((await server.fetch("/docs/none")).status).toBe(404);
  });
});

test("The curl examples of the reference run, in their order", async () => {
  const examples = [...readFileSync(rest, "utf8").matchAll(/```sh\n(.*?)\n```/gs)].map(([, lines]) => lines);
  const { isolation } = await server.rest.health();
  const needsCapture = /\.pcapng|\/streams\//;
  /** The lab of the examples is one host. */
  const needsWire = /\/wire/;
  const runnable = examples.filter(
    (lines = "") => !needsWire.test(lines) && (isolation.capture || !needsCapture.test(lines)),
  );
  const script = strict + runnable.join("\n").replace(/^base=.*$/m, `base=${server.baseUrl}`);
  const folder = mkdtempSync(join(tmpdir(), "sockpit-examples-"));
  try {
    const { stdout } = await promisify(execFile)("bash", ["-c", script], { cwd: folder });
    expect(stdout).toContain('{"data":{"text":"hello"}');
    expect(stdout).toContain('data: {"event":"processStarted"');
    expect(stdout).toContain('{"openapi":"3.1.0"');
    if (isolation.capture) expect(readdirSync(folder)).toEqual(["lab.pcapng", "run.pcapng"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function linksOf(html: string): string[] {
  return [...html.matchAll(/ href="([^"#]+)/g)].map(([, path = ""]) => path);
}
