import { describe, expect, it } from "vitest";
import type { Program } from "../../shared/program.js";
import { outlineOf, planStart } from "./program-outline.js";

function program(source: string, more: Partial<Program> = {}): Program {
  return { id: more.name ?? "p", name: "p.py", source, colour: 0, ...more };
}

describe("a program's outline", () => {
  it.each([
    's.bind(("", 8088))',
    "s.listen()",
    "asyncio.run(asyncio.start_server(handle, '127.0.0.1', 10001))",
    "with socketserver.TCPServer((HOST, PORT), Handler) as server: server.serve_forever()",
    "class S(socketserver.ThreadingMixIn, socketserver.TCPServer): pass\nS(('', 1), H)\nThread(target=server.serve_forever)",
    "loop.create_datagram_endpoint(P, local_addr=('127.0.0.1', 9999))",
    "socket.create_server(('', 80))",
    "HTTPServer(('', 8000), H)",
  ])("says of %s that it is a server", (source) => {
    expect(outlineOf(program(source)).isServer).toBe(true);
  });

  it.each(['# s.bind(("", 8088))', 'print("s.listen()")', '"""s.bind(x)\ns.listen()"""', "s.connect(a)"])(
    "says of %s that it is none",
    (source) => {
      expect(outlineOf(program(source)).isServer).toBe(false);
    },
  );

  it.each([
    ['s.connect(("127.0.0.1", 8088))', "", [8088]],
    ['HOST, PORT = "localhost", 9999\ns.connect((HOST, PORT))', "", [9999]],
    ['address = ("127.0.0.1", 7000)\ns.sendto(bytes(10), address)', "", [7000]],
    ['s.sendto(b"abc"[0:2], ("127.0.0.1", 7001))', "", [7001]],
    ['s.sendto(struct.pack("!BH", 1, 7), ("127.0.0.1", 7006))', "", [7006]],
    ["n = 3\ns.sendto(pack(n, (1, 2)), n, address)", "", []],
    ['socket.create_connection(("127.0.0.1", 7002), 5)', "", [7002]],
    ['loop.create_datagram_endpoint(P, remote_addr=("127.0.0.1", 7007))', "", [7007]],
    ['await asyncio.open_connection("127.0.0.1", 7003)', "", [7003]],
    ["s.connect((sys.argv[1], int(sys.argv[2])))", "localhost 7004", [7004]],
    ["port = int(sys.argv[1]) if len(sys.argv) > 1 else 7005\ns.connect((h, port))", "", [7005]],
    ["data, addr = s.recvfrom(1024)\ns.sendto(data, addr)", "", []],
    ['# s.connect(("h", 1))\ns.connect(find())', "", []],
  ])("finds the ports that it goes to: %s %s", (source, line, ports) => {
    expect(outlineOf(program(source, { arguments: line })).wantedPorts).toEqual(ports);
  });
});

describe("the plan to start programs", () => {
  const names = (programs: readonly Program[]) =>
    planStart(programs).order.map((start) => start.program.name);

  it("puts servers first, and before them nobody that goes to others", () => {
    const programs = [
      program('s.connect(("h", 1))', { name: "client.py" }),
      program('s.bind(("h", 2))\nt.connect(("h", 1))', { name: "proxy.py" }),
      program("s.bind(a)", { name: "server.py" }),
    ];
    expect(names(programs)).toEqual(["server.py", "proxy.py", "client.py"]);
  });

  it("takes a file that another imports for a module, unless it has a part of its own", () => {
    const programs = [
      program("class Game:\n    def f(self):\n        run()\n", { name: "Game.py" }),
      program("from server import PORT\nimport Game, json\ns.connect((h, PORT))", { name: "client.py" }),
      program("from Game import Game\nPORT = 1\ns.bind((h, PORT))\ns.listen()", { name: "server.py" }),
      program("def send(s):\n    s.connect(a)\n", { name: "wire.py" }),
      program("import wire\nwire.send(1)", { name: "other.py" }),
    ];
    const plan = planStart(programs);
    expect(plan.modules).toEqual(
      new Map([
        ["Game.py", "client.py"],
        ["wire.py", "other.py"],
      ]),
    );
    expect(names(programs)).toEqual(["server.py", "client.py", "other.py"]);
  });

  it("takes files of folders for modules, however they are imported", () => {
    const programs = [
      program("from .sizes import HEADER\ndef pack(data):\n    return data\n", {
        name: "common/protocol.py",
      }),
      program("HEADER = 4\n", { name: "common/sizes.py" }),
      program("", { name: "common/__init__.py" }),
      program("from common.protocol import pack\ns.bind(a)", { name: "server.py" }),
    ];
    expect(names(programs)).toEqual(["server.py"]);
    expect([...planStart(programs).modules]).toEqual([
      ["common/protocol.py", "server.py"],
      ["common/sizes.py", "common/protocol.py"],
      ["common/__init__.py", "server.py"],
    ]);
  });
});
