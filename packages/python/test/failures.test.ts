import { expect, test } from "vitest";
import { run } from "./python.js";

/** What is reported of the exception that a program ends with. */
function failure(source: string): unknown {
  return run(`
from _sockpit.bridge import blocking
from _sockpit.program import failures
blocking.program_file = "p.py"
source = ${JSON.stringify(source)}
try:
    exec(compile(source, "p.py", "exec"), {})
except BaseException as error:
    result = failures.describe(error)
blocking.program_file = None`);
}

test("an error of the kernel is reported with its errno and the lines that led to it", () => {
  const source =
    "import os\ndef f():\n    raise ConnectionRefusedError(111, os.strerror(111))\ntry:\n    f()\nfinally:\n    pass\n";
  expect(failure(source)).toMatchObject({
    type: "ConnectionRefusedError",
    bases: ["ConnectionError", "OSError", "Exception", "BaseException"],
    errno: "ECONNREFUSED",
    lines: [5, 3],
  });
});

test("an error of a name look-up is reported by its own name, not as the errno of that number", () => {
  expect(failure('import socket\nsocket.gethostbyname("nowhere.example")\n')).toMatchObject({
    type: "gaierror",
    errno: "EAI_NONAME",
    lines: [2],
  });
});

test("an error of ssl has OpenSSL's number, which is no errno", () => {
  expect(failure('import ssl\nraise ssl.SSLCertVerificationError(1, "no")\n')).toMatchObject({
    type: "SSLCertVerificationError",
    bases: expect.arrayContaining(["SSLError", "OSError"]),
    errno: null,
  });
});

test("what an exception was raised from is reported in its place; what was only being handled is not", () => {
  const raised = "try:\n    raise OSError(98, 'x')\nexcept OSError as e:\n    ";
  expect(failure(`${raised}raise RuntimeError("no") from e\n`)).toMatchObject({ errno: "EADDRINUSE" });
  expect(failure(`${raised}int("abc")\n`)).toMatchObject({ type: "ValueError", errno: null });
});

test("of a group the first exception is reported", () => {
  expect(failure('raise ExceptionGroup("tasks", [OSError(98, "x"), ValueError()])\n')).toMatchObject({
    errno: "EADDRINUSE",
  });
});

test("a syntax error is reported with its line", () => {
  expect(failure("a = 1\nif a\n    b = 2\n")).toMatchObject({
    type: "SyntaxError",
    message: expect.stringContaining("expected ':'"),
    lines: [2],
  });
});

test("a module that is missing is reported by its name", () => {
  expect(failure("import telnetlib\n")).toMatchObject({ type: "ModuleNotFoundError", module: "telnetlib" });
});

/** What is reported while a program goes on. */
function reported(source: string): unknown {
  return run(`
import json, sys
from _sockpit.bridge import blocking
from _sockpit.program import failures
reports = []
class Bridge:
    def failed(self, report): reports.append(json.loads(report))
    def write(self, stream, data): pass
blocking.bridge, blocking.program_file = Bridge(), "p.py"
try:
    exec(compile(${JSON.stringify(source)}, "p.py", "exec"), {})
finally:
    blocking.bridge = blocking.program_file = None
result = reports`);
}

test("a request handler of socketserver that fails is reported, while its server goes on", () => {
  const source = `import contextlib, io, socketserver
class Server(socketserver.BaseServer):
    def __init__(self): pass
with contextlib.redirect_stderr(io.StringIO()):
    try:
        {}["x"]
    except KeyError:
        Server().handle_error(None, ("127.0.0.1", 9))
`;
  expect(reported(source)).toMatchObject([{ where: "request", thread: null, type: "KeyError", lines: [6] }]);
});
