import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Server, startServer, stopServer } from "@sockpit/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const example = (name: string) => fileURLToPath(new URL(`../examples/${name}`, import.meta.url));
const hasPython = spawnSync("python3", ["--version"]).status === 0;

describe("The example", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await stopServer(server);
  });

  test("for Node exchanges data over TCP, and reads the events", async () => {
    const { stdout } = await run(process.execPath, [example("node.js"), server.baseUrl]);
    expect(stdout).toMatch(/^received hello\n(.*\n)*1 recv\n$/);
  });

  test.skipIf(!hasPython)(
    "for Python exchanges data over UDP, over a WebSocket of its own [needs python3]",
    async () => {
      const { stdout } = await run("python3", [example("plain_websocket.py"), server.baseUrl]);
      expect(stdout).toBe("received hello\n");
    },
  );
});
