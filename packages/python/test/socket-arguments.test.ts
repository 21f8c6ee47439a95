import { describe, expect, test } from "vitest";
import { FIRST_FILE_FD } from "../src/pyodide-internals/file-numbers.js";
import { outcome, run, runNatively } from "./python.js";

/** A socket that was made and not opened: what is checked before a call is checked on it too. */
const PRELUDE = "import socket, select, array\ns = socket.socket.__new__(socket.socket)";

describe("a method of a socket", () => {
  test.each([
    [`s.bind("127.0.0.1", 80)`, "TypeError: socket.bind() takes exactly one argument (2 given)"],
    [`s.connect("127.0.0.1", 80)`, "TypeError: socket.connect() takes exactly one argument (2 given)"],
    ["s.getsockname(1)", "TypeError: socket.getsockname() takes no arguments (1 given)"],
    ["s.recv()", "TypeError: recv() takes at least 1 argument (0 given)"],
    ["s.recv(1, 2, 3)", "TypeError: recv() takes at most 2 arguments (3 given)"],
    [`s.recv("1")`, "TypeError: 'str' object cannot be interpreted as an integer"],
    ["s.recv(-1)", "ValueError: negative buffersize in recv"],
    ["s.recv(2 ** 70)", "OverflowError: Python int too large to convert to C ssize_t"],
    ["s.recv(1, 2 ** 40)", "OverflowError: signed integer is greater than maximum"],
    [
      `s.recv_into(b"x")`,
      "TypeError: recv_into() argument 1 must be read-write bytes-like object, not bytes",
    ],
    ["s.recv_into(bytearray(3), 4)", "ValueError: buffer too small for requested bytes"],
    ["s.recvfrom_into(bytearray(3), 4)", "ValueError: nbytes is greater than the length of the buffer"],
    [`s.send("text")`, "TypeError: a bytes-like object is required, not 'str'"],
    ["s.sendall(5)", "TypeError: a bytes-like object is required, not 'int'"],
    [`s.sendto(b"x")`, "TypeError: sendto() takes 2 or 3 arguments (1 given)"],
    ["s.sendmsg(5)", "TypeError: sendmsg() argument 1 must be an iterable"],
    [
      `s.sendmsg([b"x"], [(1, 2)])`,
      "TypeError: [sendmsg() ancillary data items]() argument must be tuple of length 3, not 2",
    ],
    [
      `s.sendmsg([b"x"], [b"abc"])`,
      "TypeError: [sendmsg() ancillary data items]() argument must be 3-item tuple, not bytes",
    ],
    [
      `s.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_CREDENTIALS, bytes(12))])`,
      "OSError: [Errno 95] SCM_CREDENTIALS is not supported here as ancillary data",
    ],
    [
      `s.sendmsg([b"x"], [(9999, 3, b"")])`,
      "OSError: [Errno 95] type 3 of level 9999 is not supported here as ancillary data",
    ],
    ["s.sendmsg([5], 6, 7, (8,))", "TypeError: AF_INET address must be a pair (host, port)"],
    ["s.recvmsg(-1)", "ValueError: negative buffer size in recvmsg()"],
    ["s.recvmsg(1, -1)", "ValueError: invalid ancillary data buffer length"],
    ["s.recvmsg_into(5)", "TypeError: recvmsg_into() argument 1 must be an iterable"],
    ["s.setsockopt(1, 2)", "TypeError: setsockopt() takes exactly 3 arguments (2 given)"],
    [`s.setsockopt(1, 2, "x")`, "TypeError: a bytes-like object is required, not 'str'"],
    ["s.getsockopt(1, 2, 1025)", "OSError: getsockopt buflen out of range"],
    ["s.getsockopt(1, 9999)", "OSError: [Errno 92] Protocol not available"],
    [`s.settimeout("1")`, "TypeError: 'str' object cannot be interpreted as an integer or float"],
    ["s.settimeout(-1)", "ValueError: Timeout value out of range"],
    ["s.listen(2 ** 40)", "OverflowError: signed integer is greater than maximum"],
    [`s.shutdown("x")`, "TypeError: 'str' object cannot be interpreted as an integer"],
    ["s.getpeername()", "OSError: [Errno 9] Bad file descriptor"],
    ["s.recv(1, socket.MSG_ERRQUEUE)", "OSError: [Errno 95] MSG_ERRQUEUE is not supported here"],
  ])("checks its arguments as CPython does: %s", (expression, expected) => {
    expect(outcome(expression, PRELUDE)).toBe(expected);
  });
});

describe("the socket module", () => {
  test.each([
    ["socket.socket(socket.AF_INET, 11)", "OSError: [Errno 22] Invalid argument"],
    ["socket.socket(99)", "OSError: [Errno 97] Address family not supported by protocol"],
    ["socket.socket(fileno=-1)", "ValueError: negative file descriptor"],
    ["socket.socket(fileno=1.5)", "TypeError: 'float' object cannot be interpreted as an integer"],
    ["socket.socket(fileno=200)", "OSError: [Errno 9] Bad file descriptor"],
    ["socket.socket(fileno=1)", "OSError: [Errno 88] Socket operation on non-socket"],
    ["socket.close(-1)", "OSError: [Errno 9] Bad file descriptor"],
    ["socket.htons(-1)", "ValueError: Cannot convert negative int"],
    ["(socket.CMSG_LEN(4), socket.CMSG_SPACE(4))", "(20, 24)"],
    ["socket.CMSG_LEN(-1)", "OverflowError: CMSG_LEN() argument out of range"],
    ["socket.if_nameindex()", "[(1, 'lo')]"],
    [`socket.if_nametoindex("eth9")`, "OSError: [Errno 19] No such device"],
    [`socket.getprotobyname("ipv6-icmp")`, "58"],
    ["socket.has_dualstack_ipv6.__module__", "'socket'"],
    ["(socket.AF_INET, socket.SOCK_DGRAM)", "(<AddressFamily.AF_INET: 2>, <SocketKind.SOCK_DGRAM: 2>)"],
  ])("answers as CPython does: %s", (expression, expected) => {
    expect(outcome(expression, PRELUDE)).toBe(expected);
  });

  test("has every constant of python3's, also of families that a lab refuses", (context) => {
    const script = `import _socket
result = {name: int(value) for name, value in vars(_socket).items() if isinstance(value, int) and name.isupper()}`;
    const native = runNatively(script, context) as Record<string, number>;
    const ours = run(script) as Record<string, number>;
    const names = Object.keys(native);
    expect(Object.fromEntries(names.map((name) => [name, ours[name]]))).toEqual(native);
  });

  test("finds services, and addresses that are written as numbers, as python3 does", (context) => {
    const script = `import socket
def attempt(function, *args, **kwargs):
    try:
        return repr([(int(a), int(b), c, d, e) for a, b, c, d, e in function(*args, **kwargs)]) if function is socket.getaddrinfo else repr(function(*args, **kwargs))
    except Exception as error:
        return type(error).__name__ + ": " + str(error)
hosts = ("127.0.0.1", "::1", "0.0.0.0", "1.2", "0x7f.1", "fe80::1%lo", "::ffff:1.2.3.4", "")
hints = ({}, {"type": 1}, {"family": 10}, {"family": 2}, {"flags": socket.AI_NUMERICHOST}, {"flags": socket.AI_CANONNAME}, {"flags": socket.AI_V4MAPPED, "family": 10}, {"flags": 1 << 20})
ports = (None, "http", "80", "nope", b"80", "", -1, 70000, "domain", "ntp", " 80", "80x", 0)
kinds = ({}, {"type": 1}, {"type": 2}, {"type": 3}, {"type": 5}, {"flags": socket.AI_NUMERICSERV}, {"proto": 17}, {"proto": 6, "type": 2}, {"family": 1})
result = [
    [attempt(socket.getaddrinfo, host, 80, **hint) for host in hosts for hint in hints],
    [attempt(socket.getaddrinfo, "127.0.0.1", port, **kind) for port in ports for kind in kinds],
    [attempt(socket.getaddrinfo, None, None), attempt(socket.getaddrinfo, None, 1, flags=socket.AI_CANONNAME)],
    [attempt(socket.getnameinfo, (host, 80), socket.NI_NUMERICHOST | flag) for host in ("127.0.0.1", "1.2.3.4", "localhost") for flag in (0, socket.NI_NUMERICSERV, socket.NI_DGRAM, socket.NI_NAMEREQD)],
    [attempt(socket.gethostbyname, host) for host in ("", "<broadcast>", "127.0.0.1", "1.2", "::1")],
    [attempt(socket.getprotobyname, name) for name in ("tcp", "UDP", "icmp", "nope")],
]`;
    expect(run(script)).toEqual(runNatively(script, context));
  });
});

describe("the select module", () => {
  test.each([
    ["select.select()", "TypeError: select expected at least 3 arguments, got 0"],
    ["select.select(1, 2, 3)", "TypeError: arguments 1-3 must be sequences"],
    [`select.select([], [], [], "x")`, "TypeError: timeout must be a float or None"],
    ["select.select([], [], [], -1)", "ValueError: timeout must be non-negative"],
    [`select.select(["x"], [], [], 0)`, "TypeError: argument must be an int, or have a fileno() method."],
    ["select.select([-1], [], [])", "ValueError: file descriptor cannot be a negative integer (-1)"],
    ["select.select([2000], [], [])", "ValueError: filedescriptor out of range in select()"],
    ["select.select([], [1], [])", "([], [1], [])"],
    ["select.poll().modify(99, 1)", "FileNotFoundError: [Errno 2] No such file or directory"],
    ["select.poll().unregister(99)", "KeyError: 99"],
    ["select.poll().register(5, -1)", "ValueError: Cannot convert negative int"],
    [`select.poll().poll("x")`, "TypeError: timeout must be an integer or None"],
    ["select.poll(1)", "TypeError: select.poll() takes no arguments (1 given)"],
    ["select.epoll(0)", "ValueError: negative sizehint"],
    ["select.epoll(-1, 5)", "OSError: invalid flags"],
    ["select.epoll.fromfd(-1).poll()", "ValueError: I/O operation on closed epoll object"],
    ["select.EPOLLET | select.EPOLLONESHOT", "3221225472"],
  ])("checks its arguments as CPython does: %s", (expression, expected) => {
    expect(outcome(expression, PRELUDE)).toBe(expected);
  });

  test("has python3's constants, and selectors picks epoll", (context) => {
    const script = `import select, selectors
result = [{name: value for name, value in vars(select).items() if name.startswith(("POLL", "EPOLL", "PIPE"))}, selectors.DefaultSelector.__name__]`;
    const [ours, selector] = run(script) as [Record<string, number>, string];
    expect(selector).toBe("EpollSelector");
    const [native] = runNatively(script, context) as [Record<string, number>, string];
    expect(ours).toMatchObject(native);
  });
});

test("files get numbers that no socket has, and so do their duplicates, which share the place in the file", () => {
  const script = `import os, fcntl
with open("/tmp/numbered", "w+b") as file:
    fd = file.fileno()
    copies = [os.dup(fd), fcntl.fcntl(fd, fcntl.F_DUPFD, 0)]
    os.write(fd, b"0123456789")
    os.lseek(copies[0], 4, os.SEEK_SET)
    result = [fd, copies, os.read(fd, 2).decode(), os.read(copies[1], 2).decode()]
    for copy in copies:
        os.close(copy)`;
  const [fd, copies, ...read] = run(script) as [number, number[], ...string[]];
  expect(read).toEqual(["45", "67"]);
  expect(new Set([fd, ...copies]).size).toBe(3);
  expect(Math.min(fd, ...copies)).toBeGreaterThanOrEqual(FIRST_FILE_FD);
});

test("asyncio is CPython's own", () => {
  const script = `import asyncio
result = [asyncio.run.__module__, asyncio.new_event_loop.__module__, asyncio.EventLoop.__name__, asyncio.events._get_running_loop() is None]`;
  expect(run(script)).toEqual(["asyncio.runners", "asyncio.events", "_UnixSelectorEventLoop", true]);
});
