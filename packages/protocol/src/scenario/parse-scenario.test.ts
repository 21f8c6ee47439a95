import { describe, expect, test } from "vitest";
import { formatExpectation } from "./format/format-expectation.js";
import { formatScenario } from "./format/format-scenario.js";
import { parseScenario } from "./parse-scenario.js";
import { describeProblem } from "./problem.js";

const hello = `title: TCP hello                      zh-TW: 你好，TCP
topics: tcp, handshake
level: beginner
-- server.py --
import socket
-- client.steps --                     after server.listen
s = socket(); s.connect(("127.0.0.1", 8088))
s.sendall(b"hi")
s.recv(1024) == b"ok"
s.close()
-- expect --
packets  client > server SYN, server > client SYN-ACK, client > server ACK
state    client.s TIME-WAIT within 1s
output   server.py "hi"
never    RST
-- conditions --
plain                                        2 points
short reads 1..3 seed 7                      4 points
wire delay 50ms, drop client data #1         4 points
`;

function problemsOf(text: string): string[] {
  return parseScenario(text, "x.scenario").problems.map(describeProblem);
}

/** The first mistake of a scenario whose steps are these lines. */
function problemOfSteps(steps: string): string | undefined {
  return problemsOf(`title: t\n-- a.steps --\n${steps}\n`)[0];
}

function problemOfExpectation(line: string): string | undefined {
  return problemsOf(`title: t\n-- client.py --\n-- server.py --\n-- expect --\n${line}\n`)[0];
}

describe("A scenario's text", () => {
  test("gives programs, expectations and conditions, each with its line", () => {
    const { scenario } = parseScenario(hello);
    expect(scenario).toEqual({
      format: 1,
      title: { en: "TCP hello", "zh-TW": "你好，TCP" },
      topics: ["tcp", "handshake"],
      level: "beginner",
      programs: [
        { name: "server.py", source: "import socket\n", line: 4 },
        {
          name: "client.steps",
          source:
            's = socket(); s.connect(("127.0.0.1", 8088))\ns.sendall(b"hi")\ns.recv(1024) == b"ok"\ns.close()\n',
          after: { program: "server", call: "listen", number: 1 },
          line: 6,
        },
      ],
      files: [],
      expect: [
        {
          kind: "packets",
          packets: [
            { from: { program: "client" }, to: { program: "server" }, flags: ["SYN"] },
            { from: { program: "server" }, to: { program: "client" }, flags: ["SYN", "ACK"] },
            { from: { program: "client" }, to: { program: "server" }, flags: ["ACK"] },
          ],
          line: 12,
        },
        {
          kind: "state",
          socket: { program: "client", variable: "s" },
          state: "TIME-WAIT",
          withinSeconds: 1,
          line: 13,
        },
        { kind: "output", program: "server.py", text: "hi", line: 14 },
        { kind: "never", observation: { kind: "packets", packets: [{ flags: ["RST"] }] }, line: 15 },
      ],
      conditions: [
        { effects: [], points: 2, line: 17 },
        { effects: [{ kind: "shortReads", min: 1, max: 3 }], seed: 7, points: 4, line: 18 },
        {
          effects: [
            { kind: "delay", delaySeconds: 0.05 },
            { kind: "drop", packet: { from: { program: "client" }, kind: "data" }, numbers: [1] },
          ],
          points: 4,
          line: 19,
        },
      ],
    });
  });

  test("keeps lines that look like sections where they are escaped", () => {
    const { scenario } = parseScenario(
      "title: t\n-- a.py --\n-- notes.txt --\n\\-- x --\n\\\\-- y --\n-- not a section\n",
    );
    expect(scenario?.files).toEqual([{ name: "notes.txt", text: "-- x --\n\\-- y --\n-- not a section\n" }]);
  });

  test("gives the texts of both languages, and arguments, copies and hosts of programs", () => {
    const text =
      'title: t\n-- text --\n# Look\n-- text zh-TW --\n# 看\n-- a/b.py -- arguments "8088" "a b" times 3 on client\n';
    expect(parseScenario(text).scenario).toMatchObject({
      text: { en: "# Look\n", "zh-TW": "# 看\n" },
      programs: [{ name: "a/b.py", arguments: ["8088", "a b"], times: 3, host: "client" }],
    });
  });

  test("takes a translation in the line below, and writes it there where the text is long", () => {
    const text = `title: Short                                   zh-TW: 短
summary: What happens in it, in more than a few words.
  zh-TW: 裡面會發生什麼事。
-- a.steps --
s = socket()
-- expect --
never    a > a FIN
never    RST
never    state a.s LISTEN
never    ... > ... b"x"
`;
    const { scenario } = parseScenario(text);
    expect(scenario?.summary?.["zh-TW"]).toBe("裡面會發生什麼事。");
    expect(scenario && formatScenario(scenario)).toBe(text);
    const packets = [{ payload: "x" }];
    expect(formatExpectation({ kind: "never", observation: { kind: "packets", packets } })).toBe(
      'never    ... > ... "x"',
    );
  });

  test.each([
    [
      "  zh-TW: 短\ntitle: t\n-- a.py --\n",
      "x.scenario:1:1: there is nothing to translate\n    It stands below title: or summary:",
    ],
    ["title: t  zh-TW: 短\n  zh-TW: 長\n-- a.py --\n", "x.scenario:2:1: there are two translations"],
    ["title: t\n  zh-TW:\n-- a.py --\n", "x.scenario:2:1: the translation is empty"],
    ["", "x.scenario:1:1: the scenario has no title\n    Begin with title: …"],
    ["title: t\n", "x.scenario:2:1: the scenario has no program\n    Add a section such as -- server.py --"],
    ["titel: t\n-- a.py --\n", "x.scenario:1:1: there is no field titel\n    Did you mean `title`?"],
    [
      "title: t\nlevle: easy\n-- a.py --\n",
      "x.scenario:2:1: there is no field levle\n    Did you mean `level`?",
    ],
    ["title: t\nlevel: easy\n-- a.py --\n", "x.scenario:2:8: level is beginner or intermediate or advanced"],
    [
      "title: t\nformat: 2\n-- a.py --\n",
      "x.scenario:2:9: this version of Sockpit reads format 1\n    A newer one reads this file.",
    ],
    [
      "title: t\n-- a.py --\n-- expct --\n",
      "x.scenario:3:4: there is no section expct\n    Did you mean `expect`?",
    ],
    ["title: t\n-- a.py --\n-- a.py --\n", "x.scenario:3:4: there is a section a.py already"],
    [
      "title: t\n-- ../a.py --\n",
      "x.scenario:2:4: ../a.py is no path within the scenario\n    Write folder/name, without .. and without / at its ends.",
    ],
    ["title: t\n-- a.py -- befor b.x\n", "x.scenario:2:12: a program has no option `befor`"],
    [
      "title: t\n-- a.steps --\nfor i in range(2):\n    after sever.listen\n-- server.py --\n",
      "x.scenario:4:1: there is no program sever\n    Did you mean `server`?",
    ],
    [
      "title: t\n-- a.steps --\nafter state sever.s LISTEN\n-- server.py --\n",
      "x.scenario:3:1: there is no program sever\n    Did you mean `server`?",
    ],
    [
      "title: t\n-- a.steps --\n-- b.bin -- base64\nAAECAw\n",
      "x.scenario:4:1: expected base64 (RFC 4648 §4)",
    ],
    [
      "title: t\n-- a.steps --\ns = struct.pack()\n",
      "x.scenario:3:5: struct.pack() takes at least 1 argument",
    ],
    [
      "title: t\n-- a.py -- after sever.listen\n-- server.py --\n",
      "x.scenario:2:1: there is no program sever\n    Did you mean `server`?",
    ],
    [
      "title: t\n-- a.py --\n-- a.steps --\n-- expect --\nexit a 0\n",
      "x.scenario:5:1: a may be a.py or a.steps\n    Write the whole name.",
    ],
    ["title: t\n-- a.py --\n-- x.bin -- base64\n!!\n", "x.scenario:4:1: expected base64 (RFC 4648 §4)"],
  ])("with a mistake (%j) gives its line, its column and what to do", (text, problem) => {
    expect(problemsOf(text)[0]?.slice(0, problem.length)).toBe(problem);
  });

  test("reports the mistakes of several lines at once, in their order", () => {
    const text = "title: t\n-- a.steps --\ns = sockt()\nx.close()\n-- expect --\nstat a LISTEN\n";
    expect(problemsOf(text).map((problem) => problem.split("\n")[0])).toEqual([
      "x.scenario:3:5: there is no function sockt",
      "x.scenario:4:1: x has no value yet",
      "x.scenario:6:1: expected what is observed, not `stat a LISTEN`",
    ]);
  });

  test("counts columns in characters", () => {
    expect(problemOfSteps('print("你好🎉", x)')).toMatch(/^x\.scenario:3:14: x has no value yet/);
  });
});

describe("A mistake in a step", () => {
  test.each([
    ["import socket", "1: steps have no `import`"],
    ["while True:", "1: steps have no `while`"],
    ["s = socket()\ns.conect((1, 2))", "3: sockets have no call conect\n    Did you mean `connect`?"],
    [
      "s = socket(AF_INET, SOCK_STREM)",
      "21: there is no constant SOCK_STREM\n    Did you mean `SOCK_STREAM`?",
    ],
    ["s = socket()\ns.recv()", "1: recv() needs `bufsize`"],
    ["s = socket()\ns.recv(1, 2, 3)", "1: recv() takes at most 2 arguments (3 given)"],
    ["s = socket()\ns.bind(bufsize=1)", "1: bind() has no parameter `bufsize`"],
    ['s = socket()\ns.send("hi", b"é")', "16: bytes can only contain ASCII literal characters"],
    ['s = socket()\ns.send(f"hi")', "8: f-strings are not available"],
    ['s = socket()\ns.send("hi)', '8: the string is never closed: `"` is missing'],
    ["s = socket(\n", "11: `(` is never closed"],
    ["s = socket()\ns.recv(1) = 2", "11: expected the end of the line, not `= 2`"],
    [
      "s = socket()\ns.recv(1) raises TimeoutEror",
      "18: there is no exception TimeoutEror\n    Did you mean `TimeoutError`?",
    ],
    ["s = socket()\ns.recv(1) with timeout 2", "24: expected a duration with its unit, not `2`"],
    ["for i in range(3):\ns = socket()", "1: expected the steps that the for repeats, indented"],
    ["for i in range(3):", "1: the for has no steps"],
    ["for i in range(1000000):\n  print(i)", "16: how often must be 0 to 10000"],
    ["  s = socket()", "3: this line is indented, and the one before does not ask for it"],
    ['s = socket()\ns.send(b"x" * 9999999)', "15: more than 1048576 bytes at once"],
    ["5", "1: expected a call, an assignment or a comparison"],
    ["s = socket()\ns.connect({})", "11: expected a value, not `{})`\n    Steps have no sets and dicts."],
    ['hex("1")', "1: hex() takes pairs of hexadecimal digits"],
  ])("%j is reported", (steps, problem) => {
    const [, said = ""] = problemOfSteps(steps)?.match(/^x\.scenario:\d+:([\s\S]*)$/) ?? [];
    expect(said.slice(0, problem.length)).toBe(problem);
  });
});

describe("A mistake in an expectation", () => {
  test.each([
    ["packets client > server SIN", "25: there is no flag SIN"],
    ["packets client server", "16: expected `>`, not `server`"],
    ["state client.s TIME-WATE", "16: there is no state TIME-WATE\n    Did you mean `TIME-WAIT`?"],
    ["exit client 0 hint waits", "20: expected a sentence in quotes, not `waits`"],
    ['exit client 0 hint b"x"', "20: a hint is text, and not empty\n    Write it in quotes, without b."],
    ['exit client 0 hint "x" zh-TW ""', "30: a hint is text, and not empty"],
    ['exit client 0 zh-TW "x"', '15: expected the end of the line, not `zh-TW "x"`'],
    ["queue server acept 2", "14: expected a queue, not `acept 2`"],
    ["output server hi", "15: hi is no value\n    Text stands in quotes"],
    ['output server.x "hi"', "8: expected a program, not a part of one\n    Write server."],
    ["exit server 300", "13: an exit status must be 0 to 255"],
    ["exit servr 0", "1: there is no program servr\n    Did you mean `server`?"],
    ["state client LISTEN exactly", "21: `exactly` belongs to packets and output"],
    ["result server 1", "15: expected `ends`, or a call"],
  ])("%j is reported", (line, problem) => {
    const [, said = ""] = problemOfExpectation(line)?.match(/^x\.scenario:5:([\s\S]*)$/) ?? [];
    expect(said.slice(0, problem.length)).toBe(problem);
  });
});
