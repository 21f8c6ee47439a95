import { expect, test } from "vitest";
import { run } from "./python.js";

/** What a program reports of its look-ups: the report, and the line and the thread that it comes from. */
function reports(source: string): unknown {
  return run(`
import json
from _sockpit.bridge import blocking
reports = []
class Bridge:
    def reportLookup(self, report, line, thread):
        reports.append([json.loads(report), line, thread])
blocking.bridge, blocking.program_file = Bridge(), "p.py"
source = ${JSON.stringify(source)}
try:
    exec(compile(source, "p.py", "exec"), {})
except OSError as error:
    reports.append(type(error).__name__)
finally:
    blocking.bridge = blocking.program_file = None
result = reports`);
}

const noName = { name: "EAI_NONAME", number: -2, message: "Name or service not known" };

test("a name that has no address is reported with its service, its error and its line", () => {
  expect(reports('import socket\nsocket.getaddrinfo("example.com", 80)\n')).toEqual([
    [{ function: "getaddrinfo", name: "example.com", service: "80", error: noName }, 2, null],
    "gaierror",
  ]);
});

test("a name that has addresses is reported with each of them once", () => {
  expect(reports('import socket\nsocket.getaddrinfo("localhost", "http")\n')).toEqual([
    [{ function: "getaddrinfo", name: "localhost", service: "http", answers: ["::1", "127.0.0.1"] }, 2, null],
  ]);
});

test.each(["gethostbyname", "gethostbyname_ex"])(
  "%s reports what it finds and that it finds nothing",
  (name) => {
    expect(reports(`import socket\nsocket.${name}("lab")\nsocket.${name}("nowhere.example")\n`)).toEqual([
      [{ function: name, name: "lab", answers: ["127.0.0.1"] }, 2, null],
      [{ function: name, name: "nowhere.example", error: noName }, 3, null],
      "gaierror",
    ]);
  },
);

test("an address is looked up where its name is asked for", () => {
  const source = `import socket
socket.getnameinfo(("127.0.0.1", 80), 0)
socket.gethostbyaddr("127.0.0.1")
socket.gethostbyaddr("10.0.0.1")
`;
  const notFound = { name: "HOST_NOT_FOUND", number: 1, message: "Unknown host" };
  expect(reports(source)).toEqual([
    [{ function: "getnameinfo", name: "127.0.0.1", answers: ["localhost"] }, 2, null],
    [{ function: "gethostbyaddr", name: "127.0.0.1", answers: ["localhost"] }, 3, null],
    [{ function: "gethostbyaddr", name: "10.0.0.1", error: notFound }, 4, null],
    "herror",
  ]);
});

test("an address that is written as one, a wildcard or none is not looked up", () => {
  const source = `import socket
socket.getaddrinfo("127.0.0.1", 80)
socket.getaddrinfo("::1", 80)
socket.getaddrinfo(None, 80)
socket.gethostbyname("127.1")
socket.gethostbyname("")
socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST)
`;
  expect(reports(source)).toEqual([]);
});

test("the look-up of create_connection is reported with the program's line", () => {
  expect(reports('import socket\n\nsocket.create_connection(("example.com", 80))\n')).toMatchObject([
    [{ function: "getaddrinfo", name: "example.com", service: "80" }, 3, null],
    "gaierror",
  ]);
});
