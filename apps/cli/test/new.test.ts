import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Connection, RestClient } from "@sockpit/client";
import { startServer, stopServer } from "@sockpit/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { Shell } from "./sockpit.js";

const gallery = fileURLToPath(new URL("../../../scenarios", import.meta.url));

let shell: Shell;
beforeAll(async () => {
  shell = await Shell.open();
});
afterAll(() => shell.close());

describe("sockpit new", () => {
  test("writes a scenario that passes, and replaces no file", async () => {
    expect(await shell.sockpit("new", "a.scenario")).toMatchObject({ status: 0, stderr: "" });
    expect(await shell.sockpit("run", "a.scenario")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("2 passed, 0 failed"),
    });
    const { status, stderr } = await shell.sockpit("new", "a.scenario");
    expect([status, stderr]).toEqual([
      2,
      "sockpit: a.scenario is there already. Write --force to replace it.\n",
    ]);
    expect(await shell.sockpit("new", "a.scenario", "--force")).toMatchObject({ status: 0 });
  });

  test.each(["http-by-hand", "udp-hello", "ipv6"])(
    "writes what was said in a capture, which passes: %s",
    async (name) => {
      const capture = `${name}.pcapng`;
      const recorded = await shell.sockpit("run", `${gallery}/${name}.scenario`, "--pcap", capture);
      expect(recorded).toMatchObject({ status: 0 });
      expect(await shell.sockpit("new", `${name}.scenario`, "--from", capture)).toMatchObject({ status: 0 });
      const { status, stdout } = await shell.sockpit("run", `${name}.scenario`);
      expect(status, stdout + (await readFile(shell.path(`${name}.scenario`), "utf8"))).toBe(0);
    },
  );

  test("writes what the programs of a lab have called", async () => {
    const server = await startServer();
    try {
      const rest = new RestClient({ baseUrl: server.baseUrl });
      const { lab, token } = await rest.createLab();
      const key = { lab: lab.id, token };
      const connection = await Connection.open({ baseUrl: server.baseUrl, key, webSocket: WebSocket });
      const { pid } = await connection.control("startProcess", { name: "server.py" });
      const { fd } = await connection.command("socket", pid, { params: {} });
      await connection.command("bind", pid, { params: { fd, address: { host: "127.0.0.1", port: 8088 } } });
      const asked = ["--from", "lab", "--server", server.baseUrl, "--lab", lab.id, "--token", token];
      const { stdout, status } = await shell.sockpit("new", ...asked);
      expect(status).toBe(0);
      expect(stdout).toContain(
        '-- server.steps --\ns = socket(AF_INET, SOCK_STREAM)\ns.bind(("127.0.0.1", 8088))\n',
      );
      const refused = await shell.sockpit("new", ...asked.slice(0, -1), "wrong");
      expect(refused).toMatchObject({ status: 2, stdout: "" });
      connection.close();
    } finally {
      await stopServer(server);
    }
  });

  test.each([
    ["x".repeat(40), "this is no capture: neither pcapng nor pcap begins so"],
    ["x", "this is no capture: it has less than 24 bytes"],
    [
      "\n\r\r\n\x1c\0\0\0M<+\x1a\x01\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\x1c\0\0\0",
      "nothing was said over TCP or UDP in this capture",
    ],
    [
      "\n\r\r\n\x05\0\0\0M<+\x1a\x01\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\x1c\0\0\0",
      "the capture is damaged at byte 0: a block cannot have 5 bytes",
    ],
    [
      "\xd4\xc3\xb2\xa1\x02\0\x04\0" +
        "\0".repeat(12) +
        "\x01\0\0\0" +
        "\0".repeat(8) +
        "\xff\0\0\0\xff\0\0\0",
      "the capture is cut at byte 24",
    ],
  ])("refuses what is no capture, %#", async (content, said) => {
    await shell.write("bad.pcapng", Buffer.from(content, "latin1"));
    const { status, stderr } = await shell.sockpit("new", "--from", "bad.pcapng");
    expect([status, stderr]).toEqual([2, `sockpit: ${said}\n`]);
  });

  test.each([
    [["--from", "none.pcapng"], /^sockpit: ENOENT/],
    [["--from", "lab"], /^sockpit: --from lab needs --server, --lab and --token/],
  ])("says what it needs: %j", async (args, said) => {
    const { status, stderr } = await shell.sockpit("new", ...args);
    expect(stderr).toMatch(said);
    expect(status).toBe(2);
  });
});
