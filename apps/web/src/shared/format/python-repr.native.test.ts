import { execFileSync } from "node:child_process";
import type { KernelSocket } from "@sockpit/protocol";
import { expect, it, type TestContext } from "vitest";
import { formatResult } from "./format-result.js";
import { reprBytes, reprText } from "./python-repr.js";

/** What the machine's own python3 says. Skips the test that asks where there is none. */
function python(script: string, input: unknown, context: TestContext): unknown {
  try {
    const program = `import json, sys\nvalues = json.load(sys.stdin)\nprint(json.dumps([${script} for value in values]))`;
    return JSON.parse(execFileSync("python3", ["-c", program], { input: JSON.stringify(input) }).toString());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return context.skip("python3 is not installed");
  }
}

const everyByte = Array.from({ length: 256 }, (_, byte) => [byte]);
const quotes = ["'", '"', `'"`, "\\", "\\'", `a"b`, "it's", "", "\t\n\r\0\x7f"];

it("writes bytes as python3 does", (context) => {
  const values = [...everyByte, ...quotes.map((text) => Array.from(text, (c) => c.charCodeAt(0)))];
  expect(values.map((bytes) => reprBytes(Uint8Array.from(bytes)))).toEqual(
    python("repr(bytes(value))", values, context),
  );
});

it("writes text as python3 does", (context) => {
  const ranges = [
    [0x00, 0x250],
    [0x2000, 0x2070],
    [0x3000, 0x3040],
    [0xd7f0, 0xd800],
    [0xe000, 0xe010],
    [0xfff0, 0x1_0010],
    [0x1_f600, 0x1_f610],
  ] as const;
  const characters = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from }, (_, index) => String.fromCodePoint(from + index)),
  );
  const values = [...quotes, ...characters, "你好，世界", "\u{1f44b} hello"];
  expect(values.map(reprText)).toEqual(python("repr(value)", values, context));
});

interface NativeSocket {
  repr: string;
  fd: number;
  family: KernelSocket["family"];
  type: KernelSocket["type"];
  local: readonly [string, number] | "";
  peer: readonly [string, number] | null;
}

/** Makes a socket of a family and a type, bound and connected where it says so, and prints its repr. */
const describeSocket = `(lambda socket, s: (
  s.bind((value[2], 0)) if value[2] else None,
  s.connect((value[2], s.getsockname()[1])) if value[3] else None,
  dict(repr=repr(s), fd=s.fileno(), family=value[0], type=value[1], local=s.getsockname(), peer=s.getpeername() if value[3] else None),
)[-1])(__import__("socket"), __import__("socket").socket(getattr(__import__("socket"), value[0]), getattr(__import__("socket"), value[1])))`;

it("writes socket objects as python3 does", (context) => {
  const wanted = [
    ["AF_INET", "SOCK_STREAM", "", false],
    ["AF_INET", "SOCK_STREAM", "127.0.0.1", false],
    ["AF_INET", "SOCK_DGRAM", "127.0.0.1", true],
    ["AF_INET6", "SOCK_DGRAM", "", false],
    ["AF_UNIX", "SOCK_STREAM", "", false],
  ];
  const natives = python(describeSocket, wanted, context) as NativeSocket[];
  for (const { repr, fd, family, type, local, peer } of natives) {
    const endOf = (end: typeof local | null) =>
      end === null || end === "" ? null : { host: end[0], port: end[1] };
    const made = { family, type, local: endOf(local), peer: endOf(peer) } as KernelSocket;
    expect(formatResult({ command: "socket", params: {} }, { fd }, made).text).toBe(repr);
  }
});
