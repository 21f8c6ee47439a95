import { parseScenario, type Scenario } from "@sockpit/protocol/scenario";
import { type RunResult, runScenario } from "@sockpit/scenario";
import { type Server, startServer, stopServer } from "@sockpit/testing";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { WebSocket } from "ws";

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await stopServer(server);
});

function read(text: string): Scenario {
  const { scenario, problems } = parseScenario(text);
  expect(problems).toEqual([]);
  if (scenario === undefined) throw new Error("it has no problems and no scenario");
  return scenario;
}

function run(text: string, timeLimitSeconds = 15) {
  return runScenario(read(text), { baseUrl: server.baseUrl, webSocket: WebSocket, timeLimitSeconds });
}

/** The only run of a scenario with these two programs and expectations. */
async function runOf(
  parts: { server?: string; client?: string; expect?: string },
  timeLimitSeconds?: number,
): Promise<RunResult> {
  const programs = [
    parts.server === undefined ? "" : `-- server.steps --\n${parts.server}\n`,
    parts.client === undefined
      ? ""
      : `-- client.steps -- ${parts.server === undefined ? "" : "after server.listen"}\n${parts.client}\n`,
  ];
  const { runs } = await run(
    `title: t\n${programs.join("")}-- expect --\n${parts.expect ?? ""}\n`,
    timeLimitSeconds,
  );
  const [only] = runs;
  if (only === undefined) throw new Error("there was no run");
  return only;
}

const verdicts = ({ expectations }: RunResult) =>
  expectations.map(({ text, isMet }) => `${isMet ? "✓" : "✗"} ${text.replace(/ +/g, " ")}`);

const helloServer = `s = create_server(("127.0.0.1", 8088))
conn, (host, port) = s.accept()
data = conn.recv(1024)
print(data.decode())
conn.sendall(b"ok")
conn.close()`;
const helloClient = `s = socket()
s.connect(("127.0.0.1", 8088))
s.sendall(b"hi")
s.recv(1024) == b"ok"
s.recv(1024) == b""
s.close()`;

describe("A scenario in steps", () => {
  test("runs on real sockets, and what was observed decides its expectations", async () => {
    const result = await runOf({
      server: helloServer,
      client: helloClient,
      expect: `packets client > server SYN, server > client SYN-ACK, client > server ACK
packets client > server data b"hi", server > client data b"ok"
state client.s ESTABLISHED
state server.conn TIME-WAIT within 1s
output server "hi"
output server "hi\\n" exactly
output client !"x"
exit client 0
result server.accept (..., ("127.0.0.1", ...))
result client.recv #2 b""
queue server.s accept >= 1
never RST
never raises client OSError`,
    });
    expect(verdicts(result).filter((verdict) => !verdict.startsWith("✓"))).toEqual([]);
    expect(result.outcome).toBe("passed");
    expect(result.programs.map(({ name, status, stdout }) => [name, status, stdout])).toEqual([
      ["server.steps", 0, "hi\n"],
      ["client.steps", 0, ""],
    ]);
  });

  test("says of an expectation that fails its line, and what there was instead", async () => {
    const result = await runOf({
      client: 's = socket(type=SOCK_DGRAM)\ns.bind(("127.0.0.1", 9000))\nprint("bound")',
      expect: `output client "sent"
state client.s LISTEN
exit client 3
packets client > ... datagram
never output client "bound"
result client.bind #2 None
raises client TypeError`,
    });
    expect(result.expectations.map(({ line, isMet, actual }) => [line, isMet, actual])).toEqual([
      [7, false, '"bound\\n"'],
      [8, false, "UNCONNECTED"],
      [9, false, "0"],
      [10, false, "no packet"],
      [11, false, '"bound\\n"'],
      [12, false, "client.bind #2 has not ended; 1 have"],
      [13, false, "no exception"],
    ]);
  });

  test("UDP, Unix sockets, options, peeking and half-close do what they do in Python", async () => {
    const result = await runOf({
      client: `a, b = socketpair()
a.sendall(b"x" * 3 + hex("0d 0a"))
b.recv(2, MSG_PEEK) == b"xx"
b.recv(10) == b"xxx" ...
a.shutdown(SHUT_WR)
b.recv(1) == b""
u = socket(AF_INET, SOCK_DGRAM)
u.bind(("127.0.0.1", 0))
port = u.getsockname()[1]
v = socket(AF_INET, SOCK_DGRAM)
v.sendto(b"one", ("127.0.0.1", port)) == 3
v.sendto(b"two", 0, ("127.0.0.1", port)) == 3
u.recvfrom(2) == (b"on", ("127.0.0.1", ...))
u.recv(10) == !b"one"
u.setsockopt(SOL_SOCKET, SO_BROADCAST, 1)
u.getsockopt(SOL_SOCKET, SO_BROADCAST) == 1
u.settimeout(0.01)
u.recv(1) raises TimeoutError
u.setblocking(False)
u.recv(1) raises BlockingIOError
u.recv(1) raises EAGAIN
w = socket()
w.connect(("127.0.0.1", 9)) raises ConnectionRefusedError
w.connect(("127.0.0.1", 9)) raises ConnectionError
w.connect_ex(("127.0.0.1", 9)) == ECONNREFUSED
w.recv(1) raises OSError
u.settimeout(None)
u.recv(1) with timeout 0.05s raises TimeoutError
for i in range(3):
    x = socket()
    x.bind(("127.0.0.1", 0))
    x.close()
    x.close()
print(i, len("你好".encode()), (1, "a"), b"\\x00")`,
    });
    expect(result.programs[0]?.stderr).toBe("");
    expect(result.programs[0]?.stdout).toBe("2 6 (1, 'a') b'\\x00'\n");
  });

  test("compares numbers, cuts bytes, and packs and unpacks structs", async () => {
    const { programs } = await runOf({
      client: `a, b = socketpair()
a.send(b"x" * 5) <= 5
a.send(b"y") > 0
a.send(b"y") >= 1
len(b.recv(100)) < 8
a.sendall(struct.pack("!HI", 1, 2) + inet_aton("127.0.0.1"))
data = b.recv(100)
data == hex("00 01 00 00 00 02 7f 00 00 01")
(one, two) = struct.unpack("!HI", data[:6])
print(one, two, data[6:], data[-1:], "你好嗎"[1:2], (1, 2, 3)[1:])`,
    });
    expect(programs[0]?.stderr).toBe("");
    expect(programs[0]?.stdout).toBe("1 2 b'\\x7f\\x00\\x00\\x01' b'\\x01' 好 (2, 3)\n");
  });

  test("waits in the middle of a program for what is observed in another one", async () => {
    const { outcome, programs } = await runOf({
      server: `s = create_server(("127.0.0.1", 8088))
conn, address = s.accept()
after queue server.conn receive 4
conn.recv(10) == b"four"
after state client.s FIN-WAIT-2
after packets client > server FIN
print("half-closed")`,
      client: `s = create_connection(("127.0.0.1", 8088))
s.sendall(b"fo")
s.sendall(b"ur")
s.shutdown(SHUT_WR)
after output server "half-closed"`,
    });
    expect(programs.map(({ stderr }) => stderr)).toEqual(["", ""]);
    expect(outcome).toBe("passed");
  });

  test("says what was observed where it waited in vain", async () => {
    const { programs } = await runOf({ client: "s = socket()\nafter state client.s LISTEN" }, 0.5);
    expect(programs[0]?.failure).toMatchObject({
      line: 2,
      message: "state    client.s LISTEN: actual CLOSED",
    });
  });

  test("knows packets by what is noted of them, and ICMP", async () => {
    const result = await runOf({
      client: `s = socket(AF_INET, SOCK_DGRAM)
s.connect(("127.0.0.1", 9))
s.send(b"x")`,
      expect: `packets client > ... datagram, ... > ... icmp
never zero-window
packets icmp, client > ... datagram
packets receive-queue-full`,
    });
    expect(result.expectations.map(({ isMet, actual }) => [isMet, actual])).toEqual([
      [true, "client > ... datagram (1 bytes), ... > client icmp (port-unreachable)"],
      [true, "client > ... datagram (1 bytes), ... > client icmp (port-unreachable)"],
      [false, "client > ... datagram (1 bytes), ... > client icmp (port-unreachable)"],
      [false, "client > ... datagram (1 bytes), ... > client icmp (port-unreachable)"],
    ]);
  });

  test.each([
    ['s = socket()\nprint(1)\ns.recv(5) == b""', { line: 3, exception: "OSError", errno: "ENOTCONN" }],
    [
      "s = socket()\ns.getsockname() == (1, 2)",
      { line: 2, expected: "s.getsockname() == (1, 2)", actual: '("0.0.0.0", 0)' },
    ],
    [
      "s = socket()\ns.listen() raises OSError",
      { line: 2, message: "no exception", expected: "OSError", actual: "None" },
    ],
    [
      's = socket()\ns.send("text")',
      {
        line: 2,
        exception: "TypeError",
        message: 'send() needs bytes, not text: write b"…" or "…".encode()',
      },
    ],
    ['s = socket()\ns.connect("x", )', { line: 2, exception: "TypeError" }],
    ['s = socket()\ns.bind(("127.0.0.1", 70000))', { line: 2, exception: "OverflowError" }],
    ["s = socket()\ns.close()\ns.listen()", { line: 3, exception: "OSError", errno: "EBADF" }],
    ["a, b, c = socketpair()", { line: 1, exception: "ValueError", message: "3 names for 2 values" }],
    ['s = file("missing.txt")', { line: 1, exception: "FileNotFoundError" }],
    ['s = socket()\ns.bind(("127.0.0.1", 8088)) raises EACCES', { line: 2, expected: "EACCES" }],
  ])("ends with a step that fails: %j", async (client, failure) => {
    const { outcome, programs } = await runOf({ client });
    expect(outcome).toBe("failed");
    expect(programs[0]).toMatchObject({ status: 1, failure });
    expect(programs[0]?.stderr).toContain(`client.steps:${failure.line}: `);
  });

  test("passes where a program ends with the failure that is expected of it", async () => {
    const client = 's = socket()\ns.connect(("127.0.0.1", 9))';
    const { outcome, expectations } = await runOf({
      client,
      expect: "raises client ConnectionRefusedError\nexit client 1",
    });
    expect([outcome, expectations.map(({ actual }) => actual)]).toEqual([
      "passed",
      ["ConnectionRefusedError (ECONNREFUSED)", "1"],
    ]);
  });

  test("is interrupted at its time limit, with what was observed kept", async () => {
    const result = await runOf(
      { server: helloServer, expect: 'state server.s LISTEN\noutput server "hi"' },
      0.5,
    );
    expect(result).toMatchObject({
      outcome: "failed",
      isTimedOut: true,
      reason: "not all programs ended within 0.5s",
    });
    expect(result.programs[0]).toMatchObject({ status: 130, failure: { line: 2 } });
    expect(verdicts(result)).toEqual(["✓ state server.s LISTEN", '✗ output server "hi"']);
  });

  test("is interrupted in loops that make no call", async () => {
    const loops = "for a in range(10000):\n for b in range(10000):\n  for c in range(10000):\n   x = 1";
    expect(await runOf({ client: loops }, 0.3)).toMatchObject({
      isTimedOut: true,
      programs: [{ status: 130 }],
    });
  });

  test("fails where a program waits for what will not come", async () => {
    const { programs } = await runOf({ server: "s = socket()", client: "s = socket()" });
    expect(programs[1]).toMatchObject({
      status: undefined,
      failure: { message: "server.steps ended without listen" },
    });
  });

  test("runs copies at once, each a process of its own, and starts one after another's call", async () => {
    const { runs } = await run(`title: t
-- server.steps --
s = create_server(("127.0.0.1", 8088))
for i in range(3):
    c, a = s.accept()
-- client.steps -- after server.listen times 3
s = create_connection(("127.0.0.1", 8088))
-- last.steps -- after server.accept #3
print("all")
-- expect --
output last "all"
exit client 0
`);
    expect(runs[0]?.expectations.map(({ isMet }) => isMet)).toEqual([true, true]);
  });

  test("counts points of conditions that passed, and names those that were skipped", async () => {
    const { runs, points, isPassed } = await run(
      "title: t\n-- a.steps --\nprint(1)\n-- conditions --\nplain 2 points\nwire delay 5ms 3 points\n",
    );
    expect(runs.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ["passed", undefined],
      ["skipped", "`wire delay 5ms` needs `network: wire` in the scenario"],
    ]);
    expect([points, isPassed]).toEqual([{ reached: 2, possible: 5 }, true]);
  });

  test("under short reads a client that takes one recv for a whole message fails, and one that reads on passes", async () => {
    const scenario = (client: string) => `title: t
-- server.steps --
s = create_server(("127.0.0.1", 8088))
conn, address = s.accept()
conn.recv(7, MSG_WAITALL) == b"request"
conn.sendall(b"all of the answer")
conn.close()
-- client.steps -- after server.listen
s = create_connection(("127.0.0.1", 8088))
s.sendall(b"request")
${client}
-- conditions --
plain                                2 points
short reads 1..3 of client seed 7    4 points
`;
    const wrong = await run(scenario('s.recv(1024) == b"all of the answer"'));
    expect(wrong.points).toEqual({ reached: 2, possible: 6 });
    const [, failed] = wrong.runs;
    expect(failed?.programs[1]?.failure).toMatchObject({
      expected: 's.recv(1024) == b"all of the answer"',
      actual: expect.stringMatching(/^b"a.{0,2}"$/),
    });
    const right = await run(scenario('s.recv(17, MSG_WAITALL) == b"all of the answer"'));
    expect(right.points).toEqual({ reached: 6, possible: 6 });
  });

  test("a connection is reset after so many bytes, and a seed gives the same sizes again", async () => {
    const { runs } = await run(`title: t
-- server.steps --
s = create_server(("127.0.0.1", 8088))
conn, address = s.accept()
conn.sendall(b"x" * 200)
conn.recv(1) raises ConnectionResetError
-- client.steps -- after server.listen
s = create_connection(("127.0.0.1", 8088))
for i in range(2):
    print(len(s.recv(99)))
s.recv(99) raises ConnectionResetError
-- expect --
packets client > server RST
-- conditions --
reset after 100 bytes of client, short reads 50..90 of client seed 5
reset after 100 bytes of client, short reads 50..90 of client seed 5
`);
    expect(runs.map(({ outcome }) => outcome)).toEqual(["passed", "passed"]);
    expect(runs[0]?.programs[1]?.stdout).toBe(runs[1]?.programs[1]?.stdout);
  });

  test("deletes each lab that it has made", async () => {
    const answered: string[] = [];
    const { fetch } = globalThis;
    onTestFinished(() => void vi.unstubAllGlobals());
    vi.stubGlobal("fetch", async (...request: Parameters<typeof fetch>) => {
      const answer = await fetch(...request);
      answered.push(`${request[1]?.method} ${answer.status}`);
      return answer;
    });
    await run("title: t\n-- a.steps --\ns = socket()\n-- conditions --\nplain\nplain\n");
    const once = ["POST 201", "DELETE 204"];
    expect(answered.filter((each) => !each.startsWith("GET"))).toEqual([...once, ...once]);
  });
});
