import { readFileSync } from "node:fs";
import { type LabKey, RestClient } from "@sockpit/client";
import { engineOfNode, type NodeProgramOptions, runProgram } from "@sockpit/python/node";
import { type Server, startServer, stopServer } from "@sockpit/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

/** The first interpreter of a process is started from nothing. */
const START_MS = 120_000;

let server: Server;
let lab: LabKey;

/** Runs a program as Node 20 does, which has no JSPI. */
function run(source: string, options: Partial<NodeProgramOptions> = {}) {
  return runProgram({ url: server.baseUrl, lab, source, engine: "atomics", ...options });
}

function sample(name: string): string {
  const url = new URL(`../../../apps/web/src/features/programs/samples/en/${name}`, import.meta.url);
  return readFileSync(url, "utf8");
}

beforeAll(async () => {
  server = await startServer();
  const created = await new RestClient({ baseUrl: server.baseUrl }).createLab();
  lab = { lab: created.lab.id, token: created.token };
  await run("");
}, START_MS);
afterAll(() => stopServer(server));

test("two programs run at the same time in one lab, each with the events of its process", async () => {
  const listening = new AbortController();
  const served = run(sample("server.py"), {
    name: "server.py",
    onOutput: ({ text }) => /waiting|listen/i.test(text) && listening.abort(),
  });
  await new Promise((resolve) => listening.signal.addEventListener("abort", resolve));
  const [ofServer, ofClient] = await Promise.all([served, run(sample("client.py"), { name: "client.py" })]);
  expect([ofServer.status, ofClient.status]).toEqual([0, 0]);
  expect(ofClient.stdout).toContain("The server says:");
  const commands = ofServer.events.flatMap((event) => (event.event === "callStarted" ? [event.command] : []));
  expect(commands).toContain("accept");
  expect(commands).not.toContain("connect");
});

test("what cannot be written at the end is status 120, on stdout with the reason, and waits for a stream that is given back", async () => {
  const lost = await run(
    'import os\nos.close(1)\ntry: print("lost")\nexcept OSError as error: print(error, file=os.fdopen(2, "w", closefd=False))',
  );
  expect(lost).toMatchObject({ status: 120, stdout: "" });
  expect(lost.stderr).toBe(
    "[Errno 9] Bad file descriptor\nException ignored while flushing sys.stdout:\nOSError: [Errno 9] Bad file descriptor\n",
  );
  const kept = `import os
copy = os.dup(1)
os.close(1)
try: print("kept")
except OSError: pass
os.dup2(copy, 1)`;
  expect(await run(kept)).toMatchObject({ status: 0, stdout: "kept\n" });
});

test.each(["1 / 0", "import sys\nsys.exit('why')", "import sys\nprint('lost', file=sys.stderr)"])(
  "a program whose standard error is closed ends without a word: %s",
  async (source) => {
    expect(await run(`import os\nos.close(2)\n${source}`)).toMatchObject({
      status: 120,
      stdout: "",
      stderr: "",
    });
  },
);

test("os.sendfile sends no more to the lab than twice what a full buffer has taken", async () => {
  const source = `import os, socket
with open("large", "wb") as file: file.write(bytes(1 << 20))
a, b = socket.socketpair()
a.setblocking(False)
a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
with open("large", "rb") as file: print(os.sendfile(a.fileno(), file.fileno(), 0, 1 << 20))
a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
with open("large", "rb") as file: print(os.sendfile(a.fileno(), file.fileno(), 0, 300_000))`;
  const { stdout, events } = await run(source);
  const [few = 0, all] = stdout.split("\n").map(Number);
  expect(few).toBeLessThan(65_536);
  expect(all).toBe(300_000);
  const sent = events.flatMap((event) =>
    event.event === "callStarted" && event.command === "send" ? [event.params.data.bytes] : [],
  );
  expect(sent).toEqual([65_536, 65_536, 131_072, 103_392]);
});

test("a program prints what begins as CPython's dump of a stack does, and goes on", async () => {
  const source =
    'import os\nos.write(1, b"S")\nos.write(1, b"tack (most recent call first):\\n")\nprint("on")';
  expect(await run(source)).toMatchObject({ stdout: "Stack (most recent call first):\non\n" });
});

test("a program sleeps, reads its input, waits for it beside a socket, and serves by asyncio", async () => {
  const { stdout, stderr, status } = await run(
    `import asyncio, select, socket, sys, time
time.sleep(0.05)
name = input("Who? ")
sk, other = socket.socketpair()
other.sendall(b"x" * 180_000)
select.select([sk], [], [])
size = len(sk.recv(1 << 20))
ready, _, _ = select.select([sys.stdin], [], [])
print(name, "typed", sys.stdin.readline().strip(), size)

async def echo(reader, writer):
    writer.write(await reader.readline())
    writer.close()

async def main():
    async with await asyncio.start_server(echo, "127.0.0.1") as server:
        port = server.sockets[0].getsockname()[1]
        pairs = [await asyncio.open_connection("localhost", port) for _ in range(3)]
        for number, (_, writer) in enumerate(pairs):
            writer.write(b"%d\\n" % number)
        print([await reader.read() for reader, _ in pairs])
    try:
        await asyncio.get_running_loop().run_in_executor(None, time.sleep, 0)
    except RuntimeError as error:
        print(str(error)[:22])

asyncio.run(main())
`,
    { input: ["Ada", "again"] },
  );
  expect(stderr).toBe("");
  expect(stdout).toBe("Who? Ada typed again 180000\n[b'0\\n', b'1\\n', b'2\\n']\ncan't start new thread\n");
  expect(status).toBe(0);
});

test("an abort interrupts a program that waits and one that computes, and the handler of SIGINT runs", async () => {
  const terminated = (source: string) => {
    const stop = new AbortController();
    return run(source, { signal: stop.signal, onOutput: () => stop.abort() });
  };
  const waits = await terminated("import time\nprint('waits')\ntime.sleep(60)\n");
  expect(waits).toMatchObject({ status: 130, signal: "SIGINT", reason: "terminated" });
  expect(waits.stderr).toContain('File "main.py", line 3');
  expect(waits.stderr).toContain("KeyboardInterrupt");
  const computes = await terminated(
    "print('computes')\ntry:\n    while True: pass\nexcept KeyboardInterrupt:\n    print('caught')\n",
  );
  expect(computes).toMatchObject({ status: 0, stdout: "computes\ncaught\n" });
});

test("an abort ends a program whose interpreter has not started yet", async () => {
  const source = "import time\ntime.sleep(60)\n";
  const ends = [0, 20, 100].map((ms) => run(source, { signal: AbortSignal.timeout(ms) }));
  for (const end of await Promise.allSettled(ends))
    expect(end.status === "rejected" ? String(end.reason) : end.value.status).toEqual(
      end.status === "rejected" ? expect.stringContaining("TimeoutError") : 130,
    );
});

test("the time limit kills a program, and its sockets are closed", async () => {
  const source = "import socket\nsk = socket.create_server(('127.0.0.1', 0))\nwhile True: pass\n";
  expect(await run(source, { timeoutMs: 1500 })).toMatchObject({
    signal: "SIGKILL",
    status: 137,
    isTimedOut: true,
  });
  const sockets = await new RestClient({ baseUrl: server.baseUrl }).sockets(lab);
  expect(sockets.filter(({ pid }) => pid !== null)).toEqual([]);
});

test("importing threading works, and a thread that is started is refused with a reason", async () => {
  const { stderr, failures, status } = await run(
    "import asyncio, logging, socketserver, threading\nwith threading.Lock():\n    threading.Thread(target=print).start()\n",
  );
  expect(stderr).toContain("RuntimeError: can't start new thread");
  expect(failures).toMatchObject([{ type: "RuntimeError", lines: [3] }]);
  expect(status).toBe(1);
});

test("files that a program writes and imports are its own", async () => {
  const { stdout } = await run(
    "import common\nopen('a.txt', 'w').write('kept')\nprint(common.NAME, open('a.txt').read())",
    {
      files: { "common.py": "NAME = 'shared'\n" },
    },
  );
  expect(stdout).toBe("shared kept\n");
});

test("files take the place of standard streams, and these come back", async () => {
  const { stdout, status } = await run(
    `import os
with open("in.txt", "w") as text:
    text.write("Lin\\n")
copy, file = os.dup(1), os.open("out.txt", os.O_CREAT | os.O_RDWR)
os.dup2(os.open("in.txt", os.O_RDONLY), 0)
os.dup2(file, 1)
print("Hello", input(), flush=True)
os.dup2(copy, 1)
print(open("out.txt").read())
`,
  );
  expect(stdout).toBe("Hello Lin\n\n");
  expect(status).toBe(0);
});

test.skipIf(engineOfNode() !== "jspi")("with JSPI, threads run", async () => {
  const { stdout } = await run(
    "import threading\nworker = threading.Thread(target=print, args=('in a thread',))\nworker.start()\nworker.join()\n",
    { engine: "jspi" },
  );
  expect(stdout).toBe("in a thread\n");
});
