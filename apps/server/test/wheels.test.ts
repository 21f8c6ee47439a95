import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RawHttp } from "./raw-http.js";
import { Server } from "./support.js";

const wheel = "greeting-1.0-py3-none-any.whl";
const code = "open sesame";
let parent: string;
let server: Server;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "sockpit-wheels-"));
  const folder = join(parent, "wheels");
  await mkdir(join(folder, "folder-1.0-py3-none-any.whl"), { recursive: true });
  await writeFile(join(folder, wheel), "PK of a wheel");
  await writeFile(join(folder, "numpy-2.0-cp314-cp314-manylinux_2_28_x86_64.whl"), "PK");
  await writeFile(join(folder, "notes.txt"), "private");
  await writeFile(join(parent, "outside-1.0-py3-none-any.whl"), "outside");
  await writeFile(join(folder, "large-1.0-py3-none-any.whl"), "");
  await truncate(join(folder, "large-1.0-py3-none-any.whl"), 16 * 1024 * 1024 + 1);
  await symlink("/nowhere", join(folder, "gone-1.0-py3-none-any.whl"));
  server = await Server.start({ SOCKPIT_WHEELS: folder, SOCKPIT_ACCESS_CODE: code });
});

afterAll(async () => {
  await server.stop();
  await rm(parent, { recursive: true });
});

function get(path: string): Promise<Response> {
  return server.fetch(path, { headers: { "x-sockpit-access": code } });
}

describe("the wheels of a server", () => {
  test("are listed: files in pure Python that a page can take", async () => {
    const response = await get("/wheels/index.json");
    expect(await response.json()).toEqual({ wheels: [wheel] });
    expect(response.headers.get("cache-control")).toBe("no-cache");
  });

  test("are sent with the headers of the page's files", async () => {
    const response = await get(`/wheels/${wheel}`);
    expect([response.status, await response.text()]).toEqual([200, "PK of a wheel"]);
    expect(response.headers.get("content-type")).toBe("application/zip");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test.each([
    "notes.txt",
    "numpy-2.0-cp314-cp314-manylinux_2_28_x86_64.whl",
    "large-1.0-py3-none-any.whl",
    "folder-1.0-py3-none-any.whl",
    "gone-1.0-py3-none-any.whl",
    "",
    "..%2foutside-1.0-py3-none-any.whl",
    "%2e%2e%2foutside-1.0-py3-none-any.whl",
    "..%5coutside-1.0-py3-none-any.whl",
    "__proto__",
  ])("%s is not among them", async (name) => {
    expect((await get(`/wheels/${name}`)).status).toBe(404);
  });

  test("a path that leaves their folder is not found", async () => {
    const http = await RawHttp.open(server);
    http.send("GET /wheels/../outside-1.0-py3-none-any.whl", { "x-sockpit-access": code });
    expect((await http.answer()).status).toBe(404);
    http.socket.destroy();
  });

  test("ask for the access code, as the page does", async () => {
    expect((await server.fetch(`/wheels/${wheel}`)).status).toBe(403);
    expect((await server.fetch("/wheels/index.json")).status).toBe(403);
  });

  test("can only be read", async () => {
    const init = { method: "POST", headers: { "x-sockpit-access": code } };
    expect((await server.fetch("/wheels/index.json", init)).status).toBe(405);
  });
});

test("a server without wheels says so in its list", async () => {
  const plain = await Server.start();
  const response = await plain.fetch("/wheels/index.json");
  expect(await response.json()).toEqual({ wheels: [] });
  await plain.stop();
});
