import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));

/** To start a server and an interpreter, also beside other work. */
const PYTHON_TIMEOUT_MS = 60_000;

const hello = `title: Hello
-- server.py --
import socket
s = socket.create_server(("127.0.0.1", 8088))
conn, peer = s.accept()
print(conn.recv(1024).decode())
-- client.steps -- after server.listen
s = create_connection(("127.0.0.1", 8088))
s.sendall(b"hi")
-- expect --
packets  client > server SYN, server > client SYN-ACK
output   server "hi"
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sockpit-cli-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command line in the folder, as a shell does. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const printed = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].on("data", (chunk) => (printed[stream] += chunk));
  const ended = once(child, "close").then(([status]): Ended => ({ status, ...printed }));
  return { child, ended };
}

const sockpit = (...args: string[]) => start(...args).ended;
const write = (name: string, text: string) => writeFile(join(folder, name), text);

describe("sockpit run", () => {
  test(
    "runs Python and steps on a server of its own, and passes",
    async () => {
      await write("hello.scenario", hello);
      const { status, stdout, stderr } = await sockpit("run", "hello.scenario");
      expect([status, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(/^✓ hello\.scenario: plain \(\d+\.\d s\)\n1 passed, 0 failed\n$/);
    },
    PYTHON_TIMEOUT_MS,
  );

  test("names the line that failed, and what was observed", async () => {
    await write("bad.scenario", 'title: t\n-- a.steps --\nprint(1)\n-- expect --\noutput a "2"\n');
    const { status, stdout } = await sockpit("run", "bad.scenario");
    expect(status).toBe(1);
    expect(stdout).toContain('    bad.scenario:5: output a "2"\n      actual   "1\\n"\n0 passed, 1 failed\n');
  });

  test("writes results and records to the files that are named, one for each run", async () => {
    await write(
      "twice.scenario",
      "title: t\n-- a.steps --\ns = socketpair()\n-- conditions --\nplain\nplain\n",
    );
    const files = [
      "--junit",
      "r.xml",
      "--json",
      "r.json",
      "--html",
      "r.html",
      "--events",
      "e.ndjson",
      "--pcap",
      "p.pcapng",
    ];
    expect(await sockpit("run", "twice.scenario", ...files)).toMatchObject({ status: 0, stderr: "" });
    const read = (name: string) => readFile(join(folder, name), "latin1");
    expect(await read("r.xml")).toContain('<testsuite name="twice.scenario: plain" tests="1" failures="0"');
    expect(JSON.parse(await read("r.json"))).toMatchObject({ isPassed: true });
    expect(await read("r.html")).toMatch(/^<!doctype html>/);
    for (const number of [1, 2]) {
      expect(await read(`e-${number}.ndjson`)).toMatch(/^\{"event":"processStarted",.*\n(?:\{.*\}\n)+$/);
      expect((await read(`p-${number}.pcapng`)).startsWith("\n\r\r\n")).toBe(true);
    }
  });

  test("ends with 130 when it is interrupted, while a server does not answer too", async () => {
    await write("ok.scenario", "title: t\n-- a.steps --\nprint(1)\n");
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const connected = once(silent, "connection");
    const { port } = silent.address() as AddressInfo;
    const { child, ended } = start("run", "ok.scenario", "--server", `http://127.0.0.1:${port}`);
    const [socket] = await connected;
    child.kill("SIGINT");
    expect(await ended).toEqual({ status: 130, stdout: "", stderr: "interrupted\n" });
    socket.destroy();
    silent.close();
  });

  test.each([
    [["run"], /missing required argument 'file'/],
    [["run", "none.scenario"], /^sockpit: none\.scenario: ENOENT/],
    [["run", "ok.scenario", "--server", "http://127.0.0.1:1"], /^sockpit: ok\.scenario: /],
    [["run", "ok.scenario", "--time-limit", "soon"], /It is a number of seconds/],
    [["rnu"], /Did you mean run\?/],
  ])("ends with 2 where it cannot run: %j", async (args, said) => {
    await write("ok.scenario", "title: t\n-- a.steps --\nprint(1)\n");
    const { status, stderr } = await sockpit(...args);
    expect(stderr).toMatch(said);
    expect(status).toBe(2);
  });
});

describe("sockpit check", () => {
  test("says what is wrong, with file, line and column", async () => {
    await write("wrong.scenario", "title: t\n-- a.steps --\ns = sockt()\n");
    expect(await sockpit("check", "wrong.scenario")).toEqual({
      status: 1,
      stdout: "",
      stderr: "wrong.scenario:3:5: there is no function sockt\n    Did you mean `socket`?\n",
    });
  });

  test("reads the JSON form too", async () => {
    await write("a.json", '{"title":{"en":"t"},"programs":[{"name":"a.steps","source":"s = socket()\\n"}]}');
    await write("b.json", '{"title":{"en":"t"},"programs":[{"name":"a.steps"}]}');
    expect(await sockpit("check", "a.json")).toMatchObject({ status: 0, stdout: "no mistakes\n" });
    expect(await sockpit("check", "a.json", "b.json")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("b.json: programs.0.source"),
    });
  });
});
