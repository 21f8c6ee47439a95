import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { inflateRawSync } from "node:zlib";
import { startServer, stopServer } from "@sockpit/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Shell } from "./sockpit.js";

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

let shell: Shell;
beforeAll(async () => {
  shell = await Shell.open();
});
afterAll(() => shell.close());

const sockpit = (...args: string[]) => shell.sockpit(...args);
const write = (name: string, text: string) => shell.write(name, text);

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

  test(
    "runs programs that start threads, in a Chromium where this Node has none",
    async () => {
      const source = `title: t
-- server.py --
import socket, threading
server = socket.create_server(("127.0.0.1", 8088))
threads = []
for _ in range(2):
    conn, _ = server.accept()
    threads.append(threading.Thread(target=lambda c: c.sendall(c.recv(10).upper()), args=(conn,)))
    threads[-1].start()
for thread in threads:
    thread.join()
raise SystemExit(3)
-- late.steps -- after server.listen
s = create_connection(("127.0.0.1", 8088)); after early ends; s.sendall(b"late"); s.recv(4) == b"LATE"
-- early.steps -- after late.connect
s = create_connection(("127.0.0.1", 8088)); s.sendall(b"early"); s.recv(5) == b"EARLY"
-- expect --
exit server 3
`;
      await write("threads.scenario", source);
      const { status, stdout, stderr } = await sockpit("run", "threads.scenario");
      expect(stdout, stderr).toContain("1 passed, 0 failed");
      expect(status).toBe(0);
    },
    PYTHON_TIMEOUT_MS,
  );

  test(
    "runs Python on the hosts of a wire, which find each other by name",
    async () => {
      const source = `title: t
network: wire
-- server.py --
import socket
with socket.create_server(("", 8088)) as server:
    conn, peer = server.accept()
    conn.sendall(socket.gethostbyaddr(peer[0])[0].encode())
-- client.py -- after server.listen
import socket
with socket.create_connection((socket.gethostbyname("server"), 8088)) as sk:
    print(socket.gethostname(), "is", sk.recv(100).decode())
-- expect --
output client "client is client"
packets client > server SYN
-- conditions --
wire delay 5ms
`;
      await write("hosts.scenario", source);
      const { status, stdout, stderr } = await sockpit("run", "hosts.scenario");
      expect([status, stderr]).toEqual([0, ""]);
      // Where labs are mapped, there are none.
      if (!stdout.includes("the server has no wires")) expect(stdout).toContain("1 passed, 0 failed");
    },
    PYTHON_TIMEOUT_MS,
  );

  test("names the line that failed, and what was observed", async () => {
    await write("bad.scenario", 'title: t\n-- a.steps --\nprint(1)\n-- expect --\noutput a "2"\n');
    const { status, stdout } = await sockpit("run", "bad.scenario");
    expect(status).toBe(1);
    expect(stdout).toContain('    bad.scenario:5: output a "2"\n      actual   "1\\n"\n0 passed, 1 failed\n');
  });

  test("uses a server that asks for an access code", async () => {
    const server = await startServer({ SOCKPIT_ACCESS_CODE: "a-long-code" });
    try {
      await write("code.scenario", "title: t\n-- a.steps --\ns = socketpair()\n");
      const run = (...more: string[]) => sockpit("run", "code.scenario", "--server", server.baseUrl, ...more);
      expect(await run("--access-code", "a-long-code")).toMatchObject({ status: 0, stderr: "" });
      expect(await run()).toMatchObject({ status: 2, stderr: expect.stringContaining("access code") });
    } finally {
      await stopServer(server);
    }
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
    const read = (name: string) => readFile(shell.path(name), "latin1");
    expect(await read("r.xml")).toContain('<testsuite name="twice.scenario: plain" tests="1" failures="0"');
    expect(JSON.parse(await read("r.json"))).toMatchObject({ isPassed: true });
    expect(await read("r.html")).toMatch(/^<!doctype html>/);
    for (const number of [1, 2]) {
      expect(await read(`e-${number}.ndjson`)).toMatch(/^\{"event":"processStarted",.*\n(?:\{.*\}\n)+$/);
      expect((await read(`p-${number}.pcapng`)).startsWith("\n\r\r\n")).toBe(true);
    }
  });

  test("ends with 130 when it is terminated, and with it the server that it has started", async () => {
    await write("long.scenario", "title: t\n-- a.steps --\ns = socket(AF_INET, SOCK_DGRAM); s.recv(1)\n");
    const { child, ended } = shell.startSockpit("run", "long.scenario");
    const servers = () => readFile(`/proc/${child.pid}/task/${child.pid}/children`, "utf8");
    await expect.poll(servers).toMatch(/\d/);
    const [server = ""] = (await servers()).trim().split(" ");
    child.kill("SIGTERM");
    expect(await ended).toMatchObject({ status: 130 });
    await expect(readFile(`/proc/${server}/stat`)).rejects.toThrow();
  });

  test("ends with 130 when it is interrupted, while a server does not answer too", async () => {
    await write("ok.scenario", "title: t\n-- a.steps --\nprint(1)\n");
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const connected = once(silent, "connection");
    const { port } = silent.address() as AddressInfo;
    const { child, ended } = shell.startSockpit("run", "ok.scenario", "--server", `http://127.0.0.1:${port}`);
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
    [["run", "ok.scenario", "--seed", "-1"], /It is a whole number from 0 to 4294967295/],
    [["run", "ok.scenario", "--server", "nonsense"], /It is an address such as http:\/\/127\.0\.0\.1:7070/],
    [["open", "none.scenario"], /^sockpit: none\.scenario: ENOENT/],
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

test(
  "sockpit doctor names what works here, with what to do where something does not",
  async () => {
    const { status, stdout, stderr } = await sockpit("doctor");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^✓ Node: v\d+\.\d+\.\d+, linux /);
    expect(stdout).toMatch(
      /\n✓ Sockets: two programs talk over TCP\n✓ Python: 3\.14\.\d+ runs without a browser/,
    );
    expect(stdout).toMatch(
      /✓ Threads in Python: |! Threads in Python: .*\n {4}Use Node 24, or install Chromium\.\n/,
    );
  },
  PYTHON_TIMEOUT_MS,
);

test("sockpit open makes an address of the page that has the scenario in it", async () => {
  await write("hello.scenario", hello);
  const { stdout } = await sockpit(
    "open",
    "hello.scenario",
    "--server",
    "http://127.0.0.1:7070/",
    "--no-browser",
  );
  const { origin, pathname, hash } = new URL(stdout);
  expect([origin, pathname]).toEqual(["http://127.0.0.1:7070", "/"]);
  const fragment = new URLSearchParams(hash.slice(1));
  expect(fragment.get("file")).toBe("hello.scenario");
  const packed = Buffer.from(fragment.get("scenario-text") ?? "", "base64url");
  expect(inflateRawSync(packed).toString()).toBe(hello);
});

describe("sockpit serve", () => {
  test("serves until it is interrupted", async () => {
    const { child, ended } = shell.startSockpit("serve", "--port", "0");
    let printed = "";
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      printed += chunk;
      if (/^sockpit: http:.*\n/m.test(printed)) break;
    }
    const url = /^sockpit: (http:\S+)/m.exec(printed)?.[1];
    expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ status: "ok" });
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ status: 130, stderr: expect.stringMatching(/^interrupted\n$/m) });
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  test("says which setting is wrong, and ends with 2", async () => {
    const { status, stderr } = await sockpit("serve", "--port", "80000");
    expect(stderr).toContain("PORT=80000: must be a port number from 0 to 65535");
    expect(status).toBe(2);
  });
});
