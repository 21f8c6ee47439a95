import { errnoMessage, errnoNames, errnoNumber } from "@sockpit/protocol";
import { describe, expect, test } from "vitest";
import { outcome, run, runNatively } from "./python.js";

describe("errno", () => {
  test("has Linux's number and message for every name of the protocol", () => {
    const names = errnoNames.filter((name) => errnoNumber(name) > 0);
    const result = run(`import errno, os
result = {name: [getattr(errno, name), os.strerror(getattr(errno, name))] for name in ${JSON.stringify(names)}}`);
    expect(result).toEqual(
      Object.fromEntries(names.map((name) => [name, [errnoNumber(name), errnoMessage(name)]])),
    );
  });

  test("has the numbers that python3 has", (context) => {
    const script = `import errno
result = sorted([number, name] for number, name in errno.errorcode.items())`;
    expect(run(script)).toEqual(runNatively(script, context));
  });

  test("picks the class of an OSError by Linux's number", (context) => {
    const script = `result = [type(OSError(number, "x")).__name__ for number in range(1, 134)]`;
    const ours = run(script) as string[];
    expect(ours[110]).toBe("ConnectionRefusedError");
    expect(ours).toEqual(runNatively(script, context));
  });

  test.each([
    [`open("/nope")`, "FileNotFoundError: [Errno 2] No such file or directory: '/nope'"],
    [`os.mkdir("/tmp")`, "FileExistsError: [Errno 17] File exists: '/tmp'"],
    [`os.listdir("/nope")`, "FileNotFoundError: [Errno 2] No such file or directory: '/nope'"],
    [`open("/tmp")`, "IsADirectoryError: [Errno 21] Is a directory: '/tmp'"],
    [`os.rmdir("/lib")`, "OSError: [Errno 39] Directory not empty: '/lib'"],
  ])("is Linux's where the file system fails: %s", (expression, expected) => {
    expect(outcome(expression)).toBe(expected);
  });
});

describe("the socket module", () => {
  test("has the constants that python3 has, with their values", (context) => {
    const constants = `import socket
prefixes = ("AF_", "SOCK_", "SOL_", "SO_", "MSG_", "SHUT_", "IPPROTO_", "IP_", "IPV6_", "TCP_", "AI_", "EAI_", "NI_", "INADDR_")
result = {name: int(getattr(socket, name)) for name in dir(socket) if name.startswith(prefixes) or name == "SOMAXCONN"}`;
    const native = runNatively(constants, context) as Record<string, number>;
    const ours = run(constants) as Record<string, number>;
    const shared = Object.keys(ours).filter((name) => name in native);
    expect(Object.fromEntries(shared.map((name) => [name, ours[name]]))).toEqual(
      Object.fromEntries(shared.map((name) => [name, native[name]])),
    );
    expect(shared.length).toBeGreaterThan(150);
  });

  test("converts addresses and byte orders as python3 does", (context) => {
    const script = `import socket
def attempt(function, *args):
    try:
        value = function(*args)
        return value.hex() if isinstance(value, bytes) else value
    except Exception as error:
        return type(error).__name__
texts = ["127.0.0.1", "1.2.3", "256.1.1.1", "", "::1", "::", "fe80::1:2", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1::2::3", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:8::", ":1::", "12345::", "1.2.3.4::", "a"]
packed = [b"\\x7f\\0\\0\\1", b"\\0" * 16, b"\\x20\\x01" + b"\\0" * 13 + b"\\1", b"\\0" * 12 + b"\\1\\2\\3\\4", b"\\0" * 10 + b"\\xff\\xff\\1\\2\\3\\4", b"\\0\\1" * 8, b"\\0\\0\\0\\1" * 4, b"abc"]
result = [
    [attempt(socket.inet_aton, text) for text in texts],
    [attempt(socket.inet_pton, family, text) for text in texts for family in (socket.AF_INET, socket.AF_INET6)],
    [attempt(socket.inet_ntoa, data) for data in packed],
    [attempt(socket.inet_ntop, family, data) for data in packed for family in (socket.AF_INET, socket.AF_INET6)],
    [function(number) for function in (socket.htons, socket.ntohs) for number in (0, 1, 258, 65535)],
    [function(number) for function in (socket.htonl, socket.ntohl) for number in (0, 1, 16909060, 4294967295)],
    [attempt(socket.htons, 65536)],
]`;
    expect(run(script)).toEqual(runNatively(script, context));
  });

  test("gives nothing of ours away", () => {
    const names = run("import socket\nresult = dir(socket)") as string[];
    for (const name of ["addresses", "blocking", "names", "settings", "operator", "types"]) {
      expect(names).not.toContain(name);
    }
  });

  test.each([
    ["localhost", "[('::1', 80, 0, 0), ('127.0.0.1', 80)]"],
    ["127.0.0.1", "[('127.0.0.1', 80)]"],
  ])("resolves %j without asking anybody", (host, expected) => {
    const call = `socket.getaddrinfo(${JSON.stringify(host)}, "http", type=socket.SOCK_STREAM)`;
    expect(outcome(`[entry[4] for entry in ${call}]`)).toBe(expected);
  });

  test("knows no other host", () => {
    expect(outcome(`socket.getaddrinfo("example.org", 80)`)).toBe(
      "gaierror: [Errno -2] Name or service not known",
    );
    expect(outcome(`socket.gethostbyname(socket.gethostname())`)).toBe("'127.0.0.1'");
  });
});

describe("an address", () => {
  const encode = (family: string, address: string) =>
    outcome(
      `addresses.encode(${family}, ${address}, "bind")`,
      "from socket import *\nfrom _sockpit.sockets import addresses",
    );

  test.each([
    ["AF_INET", `("127.0.0.1", 8088)`, "{'host': '127.0.0.1', 'port': 8088}"],
    ["AF_INET", `("", 0)`, "{'host': '', 'port': 0}"],
    ["AF_INET", `("<broadcast>", 9)`, "{'host': '255.255.255.255', 'port': 9}"],
    ["AF_INET", `("1.2.3.4", 65536)`, "OverflowError: bind(): port must be 0-65535."],
    ["AF_INET", `("1.2.3.4", -1)`, "OverflowError: bind(): port must be 0-65535."],
    ["AF_INET", `"1.2.3.4"`, "TypeError: bind(): AF_INET address must be tuple, not str"],
    ["AF_INET", `("1.2.3.4",)`, "TypeError: AF_INET address must be a pair (host, port)"],
    ["AF_INET", `("1.2.3.4", "80")`, "TypeError: 'str' object cannot be interpreted as an integer"],
    ["AF_INET", `(1, 80)`, "TypeError: str, bytes or bytearray expected, not int"],
    ["AF_INET6", `("::1", 80)`, "{'host': '::1', 'port': 80}"],
    ["AF_INET6", `("::1", 80, 5, 2)`, "{'host': '::1', 'port': 80, 'flowinfo': 5, 'scopeId': 2}"],
    ["AF_INET6", `("::1", 80, 1 << 20)`, "OverflowError: bind(): flowinfo must be 0-1048575."],
    ["AF_UNIX", `"/tmp/s"`, "{'path': '/tmp/s'}"],
    ["AF_UNIX", `b"\\0name"`, "{'abstract': 'name'}"],
    ["AF_UNIX", `"x" * 108`, "OSError: AF_UNIX path too long"],
    ["AF_UNIX", `5`, "TypeError: a bytes-like object is required, not 'int'"],
  ])("of %s: %s", (family, address, expected) => {
    expect(encode(family, address)).toBe(expected);
  });

  test("comes back as Python writes it", () => {
    const decode = (family: string, address: string) =>
      outcome(
        `addresses.decode(${family}, ${address})`,
        "from socket import *\nfrom _sockpit.sockets import addresses",
      );
    expect(decode("AF_INET", `{"host": "127.0.0.1", "port": 1}`)).toBe("('127.0.0.1', 1)");
    expect(decode("AF_INET6", `{"host": "::1", "port": 1}`)).toBe("('::1', 1, 0, 0)");
    expect(decode("AF_UNIX", `{"path": "/tmp/s"}`)).toBe("'/tmp/s'");
    expect(decode("AF_UNIX", `{"abstract": "name"}`)).toBe(String.raw`b'\x00name'`);
    expect(decode("AF_UNIX", `{"path": ""}`)).toBe("''");
  });
});

describe("time.sleep", () => {
  test.each([
    ["-1", "ValueError: sleep length must be non-negative"],
    [`float("nan")`, "ValueError: Invalid value NaN (not a number)"],
    [`"1"`, "TypeError: 'str' object cannot be interpreted as an integer"],
    ["1e10", "OverflowError: timestamp out of range for platform time_t"],
    ["10**12", "OverflowError: timestamp too large to convert to C PyTime_t"],
  ])("refuses %s", (seconds, expected) => {
    expect(outcome(`time.sleep(${seconds})`)).toBe(expected);
  });
});
